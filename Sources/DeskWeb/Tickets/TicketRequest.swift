import Desk
import Health

/// What a form of a ticket's page wants: an action, from its fields.
struct TicketRequest {
    private let form: Form
    private let zone: Zone
    private let ways: [SupportLink]

    /// - Parameters:
    ///   - form: what was sent.
    ///   - zone: of the times that were typed.
    ///   - ways: those by which machines may be reached.
    init(_ form: Form, zone: Zone, ways: [SupportLink]) {
        self.form = form
        self.zone = zone
        self.ways = ways
    }

    /// - Throws: `badText` where a field is missing or does not hold what it should.
    func action(on ticket: Ticket, by person: PersonID) throws(DeskError) -> Action {
        switch form["action"] {
        case "take": return .assign(person, instead: form["instead"] != nil)
        case "assign": return .assign(form["person"].flatMap { PersonID($0) }, instead: true)
        case "reply": return .reply(text)
        case "note": return .note(Note(text, service: form["service"].flatMap { CustomerService($0) }))
        case "wait": return .wait(for: try term("reason"), optional("text"), until: try until)
        case "resume": return .resume(optional("text"))
        case "pass": return .pass(try pass)
        case "link": return .link(ticket: try number("ticket"), try term("link"))
        case "unlink": return .unlink(ticket: try number("ticket"))
        case "solve":
            return .solve(Solution(cause: Prose(form["cause"] ?? ""), solution: Prose(form["solution"] ?? "")))
        case "close": return .close(override: optional("text"))
        case "dispute": return .dispute(text)
        case "categorise": return .categorise(try term("category"))
        case "rate":
            guard let impact = form["impact"].flatMap(Impact.init(rawValue:)),
                let urgency = form["urgency"].flatMap(Urgency.init(rawValue:))
            else { throw Self.incomplete }
            return .rate(impact, urgency)
        case "spend": return .spend(minutes: Int(clamping: try number("minutes")))
        case "reach": return .reach(try support)
        case "leave": return .leave(session: try number("session"), minutes: try minutes)
        case "check": return .check(item: Int(clamping: try number("item")), isDone: form["done"] == "yes")
        default: throw Self.incomplete
        }
    }

    private var text: Prose { Prose(form["text"] ?? "") }

    private func optional(_ field: String) -> Prose? { form.filled(field).map { Prose($0) } }

    private func term<List>(_ field: String) throws(DeskError) -> Term<List> {
        guard let term = form[field].flatMap({ Term<List>($0) }) else { throw Self.incomplete }
        return term
    }

    private func number(_ field: String) throws(DeskError) -> Int64 {
        guard let number = form.filled(field).flatMap({ Int64($0) }) else { throw Self.incomplete }
        return number
    }

    private var support: Support {
        get throws(DeskError) {
            guard let way = form["way"], ways.contains(where: { $0.name == way }), form.filled("text") != nil else {
                throw Self.incomplete
            }
            return Support(by: way, isAgreed: form["agreed"] == "yes", consent: text)
        }
    }

    /// Minutes spent, where some were typed.
    private var minutes: Int? {
        get throws(DeskError) { form.filled("minutes") == nil ? nil : Int(clamping: try number("minutes")) }
    }

    private var pass: Pass {
        get throws(DeskError) {
            Pass(
                toTier: Int(clamping: try number("tier")),
                reason: optional("reason"),
                tried: optional("tried"),
                found: optional("found")
            )
        }
    }

    /// The time until which it waits, by the desk's clock as browsers send it: `2026-12-01T08:30`.
    private var until: Timestamp? {
        get throws(DeskError) {
            guard let typed = form.filled("until") else { return nil }
            guard let local = Timestamp("\(typed):00Z") else {
                throw DeskError(
                    .badText,
                    en: "The time is written as 2026-12-01T08:30.",
                    fr: "L'heure s'écrit sous la forme 2026-12-01T08:30."
                )
            }
            return zone.time(local: local)
        }
    }

    private static let incomplete = DeskError(
        .badText,
        en: "The form is incomplete. Fill in what is missing, and send it again.",
        fr: "Le formulaire est incomplet. Complétez-le et renvoyez-le."
    )
}
