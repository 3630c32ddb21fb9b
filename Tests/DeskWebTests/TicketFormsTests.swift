import Desk
import Health
import Testing

@testable import DeskWeb

/// What a ticket's page offers: each action as a form, or with the reason why it is not to be had.
struct TicketFormsTests {
    private static let now = Timestamp(seconds: 1_795_435_200)
    private static let (marie, paul) = (PersonID(1), PersonID(2))

    /// A ticket of which nothing is written but these entries, after the first.
    private static func record(_ kinds: [LogEntry.Kind]) throws -> TicketRecord {
        let filed = LogEntry.Kind.filed(Filing(.incident, organisation: .first, title: Prose("x"), requester: paul))
        let log = ([filed] + kinds).map { LogEntry(ticket: 1, at: now, author: .person(marie), kind: $0) }
        return TicketRecord(try #require(Ticket(log: log)), log: log)
    }

    private static func values(_ kinds: [LogEntry.Kind], typed: String = "") throws -> Values {
        TicketForms(
            record: try record(kinds),
            link: "/tickets/1?tab=tier",
            checklist: [],
            technicians: [Technician(person: marie, name: "Marie"), Technician(person: paul, name: "Paul")],
            categories: [],
            reader: marie,
            typed: try #require(Form(urlEncoded: typed)),
            now: now,
            language: .en
        ).values
    }

    /// The actions that are not to be had.
    private static func blocked(_ values: Values) -> Set<String> {
        let compose = values["compose"] as? Values ?? [:]
        return Set(
            values.merging(compose) { own, _ in own }.filter { ($0.value as? Values)?["obstacle"] is String }.keys
        )
    }

    @Test func aNewTicketMayBeTaken() throws {
        let values = try Self.values([])
        #expect(values["take"] is Values && values["instead"] as? Bool == false)
        #expect(Self.blocked(values) == ["resume", "dispute"])
        #expect(values["action"] as? String == "/tickets/1?tab=tier")
    }

    @Test func whatAnotherHasIsTakenInTheirPlace() throws {
        let values = try Self.values([.assigned(Self.paul)])
        #expect(values["take"] as? Bool == false)
        let warning = try #require((values["instead"] as? Values)?["warning"] as? String)
        #expect(warning.hasPrefix("Someone has it."))
        let assign = try #require(values["assign"] as? Values)
        let persons = (assign["persons"] as? Values)?["choices"] as? [Values]
        #expect(persons?.map { $0["text"] as? String } == ["Marie"], "who has it is not offered")
        let mine = try Self.values([.assigned(Self.marie)])
        #expect(mine["take"] as? Bool == false && mine["instead"] as? Bool == false)
    }

    @Test func ofAClosedTicketEachReasonIsShown() throws {
        let values = try Self.values([.closed(Closing(.overridden, text: Prose("x")))])
        #expect(Self.blocked(values) == ["reply", "solve", "resume", "pass", "pause", "assign", "close"])
        #expect(values["take"] as? Bool == false && values["instead"] as? Bool == false)
        #expect((values["compose"] as? Values)?["note_first"] as? Bool == true)
        let rate = (values["sort"] as? Values)?["rate"] as? Values
        #expect(rate?["obstacle"] as? String == "It is closed; a new fault opens a new ticket.")
    }

    @Test func aSolvedTicketIsNotPassedOn() throws {
        let values = try Self.values([.solved(Solution(cause: Prose("a"), solution: Prose("b")))])
        #expect(Self.blocked(values) == ["pass", "pause"])
        #expect((values["close"] as? Values)?["solved"] as? Bool == true)
    }

    /// What was typed goes back into the form that it was typed in, and into no other.
    @Test func whatWasRefusedStandsWhereItWas() throws {
        let values = try Self.values([], typed: "action=wait&reason=parts&text=ordered&until=2020-01-01T08:30")
        let pause = try #require(values["pause"] as? Values)
        #expect(pause["open"] as? Bool == true)
        #expect((pause["typed"] as? Values)?["text"] as? String == "ordered")
        #expect((pause["typed"] as? Values)?["until"] as? String == "2020-01-01T08:30")
        let chosen = (pause["reasons"] as? [Values])?.first { $0["chosen"] as? Bool == true }
        #expect(chosen?["value"] as? String == "parts")
        for other in ["solve", "resume", "close", "pass"] {
            let form = try #require(values[other] as? Values)
            #expect(form["open"] as? Bool == false)
            #expect((form["typed"] as? Values)?["text"] as? String == "", "\(other)")
        }
        let sort = try Self.values([], typed: "action=spend&minutes=99999")["sort"] as? Values
        #expect(sort?["open"] as? Bool == true)
        #expect(((sort?["spend"] as? Values)?["typed"] as? Values)?["minutes"] as? String == "99999")
    }
}
