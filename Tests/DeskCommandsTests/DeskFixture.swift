import DeskTestSupport
import Commands
import Desk
import DeskStore
import Foundation
import Health
import Report
import Synchronization
import Wire

@testable import DeskCommands

/// 2026-11-23T21:00:00Z.
let now = Timestamp(seconds: 1_795_467_600)

func ago(_ seconds: Double) -> Timestamp { now.advanced(by: -seconds) }

/// What a command printed, and its exit status.
struct Outcome {
    let status: Int32
    let out: String
    let err: String

    /// Standard output as JSON.
    var json: Any? { try? JSONSerialization.jsonObject(with: Data(out.utf8)) }
    var objects: [[String: Any]] { json as? [[String: Any]] ?? [] }
    var object: [String: Any] { json as? [String: Any] ?? [:] }
}

/// A state directory with a ticket store in it, which goes with this value, and commands run on it.
final class DeskFixture {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-\(UUID().uuidString)")
    private var numbers: [String: UInt64] = [:]

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    @discardableResult
    func withStore<Result>(_ body: (DeskDatabase) async throws -> Result) async throws -> Result {
        let store = try DeskDatabase.open(path: folder.appendingPathComponent("desk.sqlite").path)
        defer { try? store.close() }
        return try await body(store)
    }

    func enrol(_ id: String, _ name: String, _ hostClass: HostClass = .desktop, seen: Double = 3600) async throws {
        let host = EnrolledHost(
            id: id,
            name: name,
            hostClass: hostClass,
            enrolledAt: ago(40 * 86_400),
            lastSeen: ago(seen)
        )
        try await withStore { try await $0.enrol(host) }
    }

    /// Commits an event of a host, that long ago.
    func commit(
        _ kind: Event.Kind,
        _ rule: RuleID,
        on component: Component,
        _ severity: Severity,
        _ value: Double,
        limit: Double,
        _ unit: Health.Unit = .count,
        name: String,
        host: String,
        ago seconds: Double
    ) async throws {
        let number = (numbers[host] ?? 0) + 1
        numbers[host] = number
        let event = Event(
            kind,
            ConditionKey(component, rule),
            severity: severity,
            value: value,
            limit: limit,
            unit: unit,
            name: name,
            at: Moment(time: ago(seconds), uptime: 1_000_000 - seconds, boot: "b")
        )
        let item = Arrival(
            Desk.Stream(host: host, journal: "j"),
            number: number,
            digest: number,
            content: .event(event)
        )
        _ = try await withStore { try await $0.commit([item], at: ago(seconds)) }
    }

    /// Runs a command on the state directory, as `anne`, on a terminal of this width (nil: no terminal).
    func run(_ arguments: String..., language: String = "en_GB.UTF-8", width: Int? = nil) async -> Outcome {
        await run(arguments, language: language, width: width)
    }

    /// With answers somebody sits at a terminal, and types them one after the other; questions go to standard error.
    func run(
        _ arguments: [String],
        language: String = "en_GB.UTF-8",
        width: Int? = nil,
        answers: [String]? = nil
    ) async -> Outcome {
        let printed = Printed()
        let rest = Mutex(Array((answers ?? []).reversed()))
        let ask: @Sendable (String) throws(CommandError) -> String = { question throws(CommandError) in
            printed.err.withLock { $0 += question + "\n" }
            guard let answer = rest.withLock({ $0.popLast() }) else {
                throw CommandError(.failed, en: "There are no more answers.", fr: "Il n'y a plus de réponse.")
            }
            return answer
        }
        let environment = ["LANG": language, "VIGIE_DESK_STATE": folder.path]
        let console = Console(
            environment: environment,
            style: Style(width: width),
            user: "anne",
            hostName: "desk1",
            now: { now },
            print: { text in printed.out.withLock { $0 += text } },
            say: { line in printed.err.withLock { $0 += line + "\n" } },
            ask: answers == nil ? nil : ask
        )
        let status = await VigieDesk.runner.run(arguments, on: console)
        return Outcome(status: status, out: printed.out.withLock { $0 }, err: printed.err.withLock { $0 })
    }

    /// An iCalendar file with Christmas of each year from one on.
    func christmas(from year: Int) throws -> URL {
        let file = folder.appendingPathComponent("holidays.ics")
        let text = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:1@example.org
            DTSTART;VALUE=DATE:\(year)1225
            RRULE:FREQ=YEARLY
            SUMMARY:Noël
            END:VEVENT
            END:VCALENDAR
            """
        try text.replacing("\n", with: "\r\n").write(to: file, atomically: true, encoding: .utf8)
        return file
    }

    private final class Printed: Sendable {
        let out = Mutex("")
        let err = Mutex("")
    }
}

/// Ids of the hosts of `sample`.
enum ID {
    static let laptop = "0b5f7c1e-1111-4aaa-8bbb-000000000001"
    static let server = "0b5f9999-2222-4aaa-8bbb-000000000002"
}

extension DeskFixture {
    static let ssd = Component(.disk, "S3Z9NB0K")

    /// Two hosts and three tickets: 1 wear (open, touched), 2 UPS (closed by itself), 3 failing disk (new).
    static func sample() async throws -> DeskFixture {
        let desk = DeskFixture()
        try await desk.enrol(ID.laptop, "ws-17", .laptop, seen: 7200)
        try await desk.enrol(ID.server, "srv-1", .alwaysOn, seen: 30)
        try await desk.commit(
            .open,
            "disk.wear",
            on: ssd,
            .warning,
            97,
            limit: 95,
            .percent,
            name: "Example SSD 1TB",
            host: ID.laptop,
            ago: 3 * 86_400
        )
        let rack = Component(.ups, "rack1")
        for (kind, seconds) in [(Event.Kind.open, 7200.0), (.clear, 3600)] {
            try await desk.commit(
                kind,
                "ups.on-battery",
                on: rack,
                .warning,
                1,
                limit: 1,
                .flag,
                name: "Example UPS",
                host: ID.server,
                ago: seconds
            )
        }
        try await desk.commit(
            .open,
            "disk.failing",
            on: Component(.disk, "WD1"),
            .critical,
            1,
            limit: 1,
            .flag,
            name: "Example HDD 4TB",
            host: ID.server,
            ago: 125
        )
        try await desk.withStore { store in
            try await store.perform(.note("replacement ordered"), on: 1, by: "marie", at: ago(86_400))
        }
        return desk
    }
}
