import Desk
import Health
import Testing

@testable import DeskWeb

/// What is typed into the form of a new ticket, beside what a template says.
struct FilingFormTests {
    private static let rita = Person(id: PersonID(7), organisation: .first, name: "Rita")
    private static let template = RequestTemplate(
        "New colleague",
        Filing(
            .request,
            organisation: .first,
            title: Prose("Workstation"),
            description: Prose("for Monday"),
            category: .installation,
            impact: .medium,
            urgency: .high,
            checklist: [Prose("order"), Prose("install")]
        )
    )

    private static func filing(_ query: String, _ template: RequestTemplate? = nil) throws -> Filing {
        try FilingForm(try #require(Form(urlEncoded: query)), template).filing(for: rita, host: "a", [])
    }

    @Test func whatIsTypedIsFiled() throws {
        let filing = try Self.filing(
            "title=+No+mail+&description=since%0Amorning&type=request&category=e-mail&impact=high&urgency=low"
        )
        let expected = Filing(
            .request,
            organisation: .first,
            title: Prose("No mail"),
            description: Prose("since\nmorning"),
            requester: PersonID(7),
            host: "a",
            category: .email,
            impact: .high,
            urgency: .low
        )
        #expect(filing == expected)
    }

    @Test func littleIsNeeded() throws {
        let filing = try Self.filing("title=x&description=++&category=&impact=nonsense&type=nonsense")
        #expect(filing.type == .incident && filing.description == nil && filing.category == nil)
        #expect(filing.impact == .low && filing.urgency == .medium)
        #expect(throws: DeskError.self) { try Self.filing("description=x").check() }
    }

    /// Fields that were emptied stay empty; what has no field comes from the template.
    @Test func aTemplateFillsTheFields() throws {
        let values = FilingForm(Form(), Self.template).values(host: "ws-17", [], .en)
        #expect(values["foreign_title"] as? String == "Workstation")
        #expect(values["foreign_description"] as? String == "for Monday")
        #expect(values["foreign_host"] as? String == "ws-17")
        let chosen = ["types", "categories", "impacts", "urgencies"].map { list in
            (values[list] as? [Values])?.first { $0["chosen"] as? Bool == true }?["value"] as? String
        }
        #expect(chosen == ["request", "installation", "medium", "high"])
        let filing = try Self.filing("title=Other&description=", Self.template)
        #expect(filing.title == Prose("Other") && filing.description == nil)
        #expect(filing.checklist == [Prose("order"), Prose("install")])
    }

    @Test func aCategoryIsTheOrganisations() throws {
        let error = #expect(throws: DeskError.self) { try Self.filing("title=x&category=payroll") }
        #expect(error?.code == .unknownCategory)
        let own = OwnCategory(try #require(Term("payroll")), of: .first, name: Words(en: "pay", fr: "paie"))
        let form = FilingForm(try #require(Form(urlEncoded: "title=x&category=payroll")), nil)
        #expect(try form.filing(for: Self.rita, host: nil, [own]).category?.word == "payroll")
    }
}
