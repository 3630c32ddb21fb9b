import Desk

/// Who reads or writes at which ticket, as their browsers said within the last half minute.
struct Presence: Sendable {
    enum Doing: String, Sendable {
        case reading
        case writing
        /// The page was left.
        case gone
    }

    struct Other: Hashable, Sendable {
        let name: String
        let doing: Doing
    }

    private struct Visit: Sendable {
        let person: PersonID
        let other: Other
        let endsAt: Double
    }

    /// Seconds for which what a browser said holds.
    static let life: Double = 30
    /// Visits at most; more are not shown.
    static let limit = 4096

    /// By ticket and session.
    private var visits: [Int64: [Int64: Visit]] = [:]
    private var count = 0

    /// Keeps what a browser says at a time in seconds; whether others see a difference.
    mutating func note(_ doing: Doing, at ticket: Int64, by reader: LiveReader, name: String, at now: Double) -> Bool {
        let known = visits[ticket]?[reader.session]
        guard doing != .gone else {
            visits[ticket]?[reader.session] = nil
            if visits[ticket]?.isEmpty == true { visits[ticket] = nil }
            count -= known == nil ? 0 : 1
            return known != nil
        }
        guard known != nil || count < Self.limit else { return false }
        count += known == nil ? 1 : 0
        let other = Other(name: name, doing: doing)
        visits[ticket, default: [:]][reader.session] = Visit(
            person: reader.account.person,
            other: other,
            endsAt: now + Self.life
        )
        return known?.other != other
    }

    /// Forgets who was not heard of for too long, or whose sessions have ended; the tickets where that makes a difference.
    mutating func forget(at now: Double, sessions: Set<Int64> = []) -> [Int64] {
        var changed: [Int64] = []
        for (ticket, here) in visits {
            let left = here.filter { $0.value.endsAt > now && !sessions.contains($0.key) }
            guard left.count < here.count else { continue }
            visits[ticket] = left.isEmpty ? nil : left
            count -= here.count - left.count
            changed.append(ticket)
        }
        return changed
    }

    /// Who is at a ticket beside a person, by name; who writes somewhere and reads elsewhere writes.
    func others(at ticket: Int64, than person: PersonID) -> [Other] {
        var people: [PersonID: Other] = [:]
        for visit in visits[ticket, default: [:]].values where visit.person != person {
            if people[visit.person]?.doing != .writing { people[visit.person] = visit.other }
        }
        return people.values.sorted { $0.name < $1.name }
    }

    /// Who is told of a ticket: the sessions in which it is looked at, and whose they are.
    func readers(at ticket: Int64) -> [Int64: PersonID] { visits[ticket, default: [:]].mapValues(\.person) }
}
