import Desk
import Health
import Testing

/// Templates and categories of an organisation's own.
struct TemplateTests {
    private static let theirs = OrganisationID(2)

    @Test func whatIsOfOneFilingAloneIsLeftOut() throws {
        let name = AgreementName(policy: try VersionName(id: "a", version: 1), calendars: [])
        let filing = Filing(
            .request,
            organisation: .first,
            title: Prose("x"),
            requester: PersonID(1),
            host: "a",
            category: .training,
            agreement: name
        )
        let template = RequestTemplate("New colleague", filing)
        #expect(template.filing == Filing(.request, organisation: .first, title: Prose("x"), category: .training))
    }

    @Test func aTemplateIsFoundByNameInItsOrganisation() throws {
        let filing = Filing(.request, organisation: .first, title: Prose("x"))
        let templates = [RequestTemplate("New colleague", filing)]
        #expect(try templates.required("new COLLEAGUE", of: .first) == templates[0])
        let error = #expect(throws: DeskError.self) { try templates.required("New colleague", of: Self.theirs) }
        #expect(error?.code == .unknownTemplate)
    }

    @Test(arguments: [("", "x"), ("a\nb", "x"), ("a", ""), ("a", "x\ny"), ("a", "x\u{0}")])
    func wordsThatCannotBeKept(name: String, title: String) {
        let template = RequestTemplate(name, Filing(.request, organisation: .first, title: Prose(title)))
        let error = #expect(throws: DeskError.self) { try template.check() }
        #expect(error?.code == .badText)
    }

    @Test(
        arguments: [("payroll", "pay", "paie", nil), ("hardware", "a", "b", .nameTaken), ("x", "", "b", .badText)]
            as [(String, String, String, DeskError.Code?)]
    )
    func namesOfCategories(word: String, en: String, fr: String, expected: DeskError.Code?) throws {
        let own = OwnCategory(try #require(Category(word)), of: .first, name: Words(en: en, fr: fr))
        do throws(DeskError) {
            try own.check()
            #expect(expected == nil)
        } catch {
            #expect(error.code == expected)
        }
    }

    @Test func aWordIsKnownOrTheOrganisationsOwn() throws {
        let payroll = try #require(Category("payroll"))
        let own = [OwnCategory(payroll, of: .first, name: Words(en: "pay", fr: "paie"))]
        #expect(throws: Never.self) { try own.require(payroll, of: .first) }
        #expect(throws: Never.self) { try own.require(.hardware, of: Self.theirs) }
        let error = #expect(throws: DeskError.self) { try own.require(payroll, of: Self.theirs) }
        #expect(error?.code == .unknownCategory)
        #expect(error?.message.en.contains("hardware, operating-system") == true)
        #expect(error?.message.en.contains("training.") == true, "what is another's is not told")
    }
}
