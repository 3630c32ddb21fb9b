import Desk
import Health
import Testing

struct PeopleTests {
    @Test(arguments: ["ines@example.org", "a.b+c@x-1.example.org", "o'neil@localhost"])
    func addresses(text: String) {
        #expect(throws: Never.self) { try Naming.check(email: text) }
    }

    @Test(arguments: [
        "", "ines", "@example.org", "ines@", "ines@example..org", "a@b@c", "ines@example.org\r\nBcc: x@y.org",
        "a b@c.org",
        "a@c.org\u{0}", "<a@c.org>", "a@c.org, d@e.org", "é@c.org", String(repeating: "a", count: 65) + "@c.org",
        "a@" + String(repeating: "b", count: 64) + ".org",
    ])
    func noAddresses(text: String) {
        let error = #expect(throws: DeskError.self) { try Naming.check(email: text) }
        #expect(error?.code == .badText)
    }

    @Test(arguments: ["", " ", "a\nb", "a\u{0}", "\u{7F}", String(repeating: "n", count: 201)])
    func noNames(text: String) {
        #expect(throws: DeskError.self) { try Naming.check(text, as: Words(en: "A name", fr: "Un nom")) }
    }

    @Test func tablesAreReadAsSpreadsheetsWriteThem() throws {
        let text = "\u{FEFF}name,email\r\n\"Example, Inès\",ines@example.org\r\n\r\n\"say \"\"hi\"\"\nthere\",\n"
        let table = try CSV(text)
        #expect(
            table.rows.map(\.fields) == [
                ["name", "email"], ["Example, Inès", "ines@example.org"], ["say \"hi\"\nthere", ""],
            ]
        )
        #expect(table.rows.map(\.line) == [1, 2, 4])
        #expect(try CSV("nom;courriel\nInès;x").rows.map(\.fields) == [["nom", "courriel"], ["Inès", "x"]])
        #expect(try CSV("").rows.isEmpty)
    }

    @Test(arguments: [("a,\"b", 1), ("a\n\"b\" c,d", 2), ("a\n\n\"x\ny", 3)])
    func aBrokenTableIsNamedWithItsLine(text: String, line: Int) {
        let error = #expect(throws: DeskError.self) { try CSV(text) }
        #expect(error?.message.en.contains("Line \(line):") == true)
    }

    @Test func personsOfATable() throws {
        let table = try CSV("Email,name,LANGUAGE,expertise\nines@example.org,Inès,fr,inexperienced\n,Paul,,\n")
        let persons = try PersonImport.persons(table, in: OrganisationID(3))
        #expect(persons.map(\.name) == ["Inès", "Paul"])
        #expect(persons.map(\.email) == ["ines@example.org", nil])
        #expect(persons.map(\.language) == [.fr, .en])
        #expect(persons.map(\.expertise) == [.inexperienced, .general])
        #expect(persons.allSatisfy { $0.organisation == OrganisationID(3) })
    }

    @Test(arguments: [
        ("", "empty"), ("email\nx@y.org", "column name"), ("name,age\nx,1", "Line 1: there is no column age"),
        ("name\na,b", "Line 2: It has 2 fields"), ("name,language\nx,de", "Line 2: The language"),
        ("name,expertise\nx,none", "Line 2: The expertise"), ("name,email\nx,@", "Line 2: This is no mail address"),
        ("name\n\"a\nb\"", "Line 2: A person's name"),
    ])
    func aWrongTableIsRefusedWithItsLine(text: String, word: String) throws {
        let error = #expect(throws: DeskError.self) {
            try PersonImport.persons(try CSV(text), in: .first)
        }
        #expect(error?.message.en.contains(word) == true, "\(error?.message.en ?? "")")
    }

    @Test(arguments: [(0.0, 5), (30.5, 6), (366.0, 17), (-1.0, 5), (1e300, 1205)] as [(Double, Int)])
    func experienceGrows(days: Double, months: Int) {
        let made = Timestamp(seconds: 1_795_435_200)
        let account = Account(person: PersonID(1), login: "m", memberships: [], experience: 5, madeAt: made)
        #expect(account.months(at: made.advanced(by: days * 86_400)) == months)
    }

    /// It is said for today, and grows from there.
    @Test func experienceIsSetAtATime() {
        let made = Timestamp(seconds: 0)
        var account = Account(person: PersonID(1), login: "a", memberships: [], experience: 30, madeAt: made)
        for months in [24, 2, 0, .max, .min] {
            account.setMonths(months, at: made.advanced(by: 731 * 86_400))
            #expect(account.months(at: made.advanced(by: 731 * 86_400)) == months)
        }
        account.setMonths(2, at: made.advanced(by: 731 * 86_400))
        #expect(account.months(at: made.advanced(by: 2 * 731 * 86_400)) == 26)
    }

    @Test func theTiersAskForWhatTheCoursePageSays() {
        #expect((1...4).map(Seniority.months) == [0, 6, 12, 48])
    }

    @Test(arguments: [("marie", true), ("m.b-1_x", true), ("Marie", false), ("", false), ("a b", false), ("é", false)])
    func logins(text: String, isLogin: Bool) {
        #expect(Account.isLogin(text) == isLogin)
    }
}
