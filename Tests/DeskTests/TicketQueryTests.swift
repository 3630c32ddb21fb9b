import Desk
import Health
import Testing

/// What is typed in a search box.
struct TicketQueryTests {
    private static func query(_ change: (inout TicketQuery) -> Void) -> TicketQuery {
        var query = TicketQuery()
        change(&query)
        return query
    }

    private static let fields: [(String, TicketQuery)] = [
        ("host:ws-17", query { $0.hosts = ["ws-17"] }), ("POSTE:ws-17", query { $0.hosts = ["ws-17"] }),
        ("host:\"ws 17\"", query { $0.hosts = ["ws 17"] }), ("rule:Disk.wear", query { $0.rules = ["disk.wear"] }),
        ("règle:disk.wear", query { $0.rules = ["disk.wear"] }),
        ("state:new state:open", query { $0.states = [.new, .open] }),
        ("état:\"en attente\"", query { $0.states = [.pending] }), ("etat:attente", query { $0.states = [.pending] }),
        ("e\u{301}tat:re\u{301}solu", query { $0.states = [.resolved] }),
        ("état:clos", query { $0.states = [.closed] }),
        ("tier:2 niveau:3", query { $0.tiers = [2, 3] }), ("p:p1 priority:2", query { $0.priorities = [.p1, .p2] }),
        ("priorité:P4", query { $0.priorities = [.p4] }), ("category:hardware", query { $0.categories = [.hardware] }),
        ("catégorie:matériel", query { $0.categories = [.hardware] }),
        ("catégorie:système", query { $0.categories = [.operatingSystem] }),
        ("category:e-mail catégorie:courriel", query { $0.categories = [.email] }),
        ("who:me à:moi", query { $0.assignees = [.me] }), ("who:nobody a:personne", query { $0.assignees = [.nobody] }),
        ("who:marie", query { $0.assignees = [.named("marie")] }),
        ("from:Inès", query { $0.requesters = [.named("Inès")] }),
        ("de:\"Inès Example\"", query { $0.requesters = [.named("Inès Example")] }),
        ("site:Montréal", query { $0.sites = ["Montréal"] }), ("component:disk", query { $0.components = [.disk] }),
        ("composant:disque", query { $0.components = [.disk] }),
        ("severity:critical", query { $0.severities = [.critical] }),
        ("gravité:avertissement", query { $0.severities = [.warning] }), ("#118", query { $0.numbers = [118] }),
        ("disk host:a wear", query { ($0.words, $0.hosts) = (["disk", "wear"], ["a"]) }),
    ]

    @Test(arguments: fields)
    func aFieldIsReadInBothLanguages(_ text: String, _ query: TicketQuery) throws {
        #expect(try TicketQuery(text) == query)
    }

    @Test(arguments: [
        ("http://x", ["http://x"]), ("C:\\temp", ["C:\\temp"]), ("10:30", ["10:30"]), ("host:", ["host:"]),
        ("poste : ws", ["poste", ":", "ws"]), (":", [":"]), ("#", ["#"]), ("#x", ["#x"]), ("\"#1\"", ["#1"]),
        ("\"state:new\"", ["state:new"]), ("\"spare blocks\" x", ["spare blocks", "x"]), ("a\"b c\"d", ["ab cd"]),
        ("\"no end", ["no end"]), ("\"\"", []), (" \u{A0}\n", []), ("\"\u{301}a b\"", ["\u{301}a b"]),
    ])
    func allElseIsWords(_ text: String, _ words: [String]) throws {
        let query = try TicketQuery(text)
        #expect(query.words == words)
        #expect(!query.hasFields)
    }

    @Test(arguments: [
        (
            "state:moon", "'moon' is no state. There are: new, open, pending, resolved, closed.",
            "nouveau, ouvert, en-attente"
        ),
        ("tier:5", "'5' is no tier. There are: 1, 2, 3, 4.", "niveau"), ("p:p5", "p1, p2, p3, p4", "priorité"),
        ("p:p", "priority", "priorité"), ("category:moon", "operating-system", "système-d'exploitation"),
        ("severity:!", "info, warning, critical", "information, avertissement, critique"),
        ("component:moon", "disks, temperatures", "mises-à-jour"),
    ])
    func aWrongValueIsNamedWithThoseThereAre(_ text: String, _ english: String, _ french: String) {
        let error = #expect(throws: DeskError.self) { try TicketQuery(text) }
        #expect(error?.code == .badText)
        #expect(error?.message.en.contains(english) == true, "\(error?.message.en ?? "")")
        #expect(error?.message.fr.contains(french) == true, "\(error?.message.fr ?? "")")
    }

    @Test func organisationsHaveCategoriesOfTheirOwn() throws {
        let payroll = try #require(Term<Categories>("payroll"))
        let own = [OwnCategory(payroll, of: .first, name: Words(en: "pay", fr: "fiche de paie"))]
        for text in ["category:payroll", "category:pay", "catégorie:fiche-de-paie"] {
            #expect(try TicketQuery(text, own: own).categories == [payroll], "\(text)")
        }
        #expect(throws: DeskError.self) { try TicketQuery("category:payroll") }
    }

    @Test func aNumberAloneIsATicketToo() throws {
        #expect(try TicketQuery("118").loneNumber == 118)
        for text in ["118 x", "118 tier:1", "x", "99999999999999999999", "#118"] {
            #expect(try TicketQuery(text).loneNumber == nil, "\(text)")
        }
    }

    @Test func nobodyReadsWithoutEnd() throws {
        let long = try TicketQuery(String(repeating: "x", count: 65_536))
        #expect(long.words.map(\.count) == [1000])
        #expect(try TicketQuery(String(repeating: "x ", count: 4000)).words.count == 32)
    }
}
