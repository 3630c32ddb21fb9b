import Desk
import DeskTestSupport
import Foundation
import Testing

@testable import DeskCommands

/// Versions that become valid on a later day, and tickets that are bound to newer ones.
///
/// It is 2026-11-23T21:00:00Z.
struct VersionCommandTests {
    private static func calendar(_ zone: String, _ arguments: String...) -> [String] {
        ["calendar", "add", "office", "--zone", zone, "--hours", "mon-fri 09:00-17:00"] + arguments
    }

    private static func policy(_ name: String, _ target: String, _ arguments: String...) -> [String] {
        ["policy", "add", name] + (1...4).flatMap { ["--p\($0)", target] } + arguments
    }

    private static func validFrom(_ listing: Outcome, _ key: String, _ version: String) -> String? {
        listing.objects.first { $0[key] as? String == version }?["valid_from"] as? String
    }

    /// The day begins at the calendar's own midnight; today's has begun, so it is valid now.
    @Test(arguments: [
        ("UTC", "2026-11-24", "2026-11-24T00:00:00.000Z"), ("UTC", "2026-11-23", "2026-11-23T21:00:00.000Z"),
        ("America/Toronto", "2027-07-01", "2027-07-01T04:00:00.000Z"),
        ("America/Toronto", "2027-01-01", "2027-01-01T05:00:00.000Z"),
        ("Asia/Tokyo", "2026-11-24", "2026-11-23T21:00:00.000Z"),
        ("Asia/Tokyo", "2026-11-25", "2026-11-24T15:00:00.000Z"),
    ])
    func aCalendarBeginsAtItsOwnMidnight(zone: String, day: String, expected: String) async throws {
        let desk = try await DeskFixture.sample()
        let added = await desk.run(Self.calendar(zone, "--from", day))
        #expect(added.status == 0, "\(added.err)")
        #expect(Self.validFrom(await desk.run("calendar", "list", "--json"), "calendar", "office@2") == expected)
    }

    @Test(arguments: [("UTC", "2026-11-22"), ("Asia/Tokyo", "2026-11-23"), ("UTC", "0001-01-01")])
    func aDayThatIsPastIsRefused(zone: String, day: String) async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run(Self.calendar(zone, "--from", day))
        #expect(outcome.status == 1)
        #expect(outcome.err == "vigie-desk: \(day) is past; a version begins today or later.\n")
    }

    @Test(arguments: ["tomorrow", "2027-02-29", "2027-1-1", "01/01/2027", ""])
    func whatIsNoDayIsRefused(day: String) async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run(Self.calendar("UTC", "--from", day)).status == 64)
        #expect(await desk.run(Self.policy("gold", "1h,2h,24x7", "--from", day)).status == 64)
    }

    /// Holidays are those of the years in which the version holds.
    @Test func aCalendarOfLaterHasTheHolidaysOfItsYears() async throws {
        let desk = try await DeskFixture.sample()
        let file = try desk.christmas(from: 2025)
        let added = await desk.run(Self.calendar("Europe/Paris", "--from", "2030-06-01", "--holidays", file.path))
        #expect(added.out == "Calendar office@2: added; holidays: 10.\n", "\(added.err)")
        let holidays = await desk.run("calendar", "show", "office", "--json").object["holidays"] as? [[String: Any]]
        #expect(holidays?.first?["date"] as? String == "2030-12-25")
    }

    @Test func aPolicyOfLaterServesNobodyBefore() async throws {
        let desk = try await DeskFixture.sample()
        let added = await desk.run(Self.policy("gold", "1h,2h,24x7", "--from", "2027-01-01"))
        #expect(added.out == "Policy gold@1: added.\n", "\(added.err)")
        let expected = "2027-01-01T00:00:00.000Z"
        #expect(Self.validFrom(await desk.run("policy", "list", "--json"), "policy", "gold@1") == expected)
        let used = await desk.run("policy", "use", "gold")
        #expect(used.status == 1 && used.err.contains("'gold'"), "\(used.err)")
        // A new version of a policy that is in use changes nothing before its day.
        #expect(await desk.run(Self.policy("standard", "1h,2h,24x7", "--from", "2027-01-01")).status == 0)
        #expect(await desk.run("ticket", "file", "x").status == 0)
        let shown = await desk.run("ticket", "show", "4", "--json")
        #expect(shown.out.contains("\"standard@1\""), "\(shown.out)")
        #expect(await desk.run("policy", "apply").out == "Tickets bound to what is valid now: 0.\n")
    }

    /// A minute each Monday is less than nine hours in ten years.
    @Test func aPolicyThatALaterCalendarBreaksIsRefused() async throws {
        let desk = try await DeskFixture.sample()
        for command in [
            ["calendar", "add", "short", "--zone", "UTC", "--hours", "mon-fri 08:00-18:00"],
            ["calendar", "add", "short", "--zone", "UTC", "--hours", "mon 08:00-08:01", "--from", "2027-01-01"],
        ] {
            let outcome = await desk.run(command)
            #expect(outcome.status == 0, "\(command): \(outcome.err)")
        }
        let refused = await desk.run(Self.policy("gold", "1h,9h,short"))
        #expect(refused.status == 1)
        #expect(refused.err.contains("from 2027-01-01T00:00:00.000Z on"), "\(refused.err)")
        #expect(refused.err.contains("short@2"), "\(refused.err)")
        #expect(await desk.run(Self.policy("gold", "1h,8h,short")).status == 0)
    }

    @Test func openTicketsAreBoundToWhatIsValidNow() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run(Self.policy("standard", "1h,2h,24x7")).status == 0)
        let applied = await desk.run("policy", "apply")
        #expect(applied.out == "Tickets bound to what is valid now: 2.\n", "\(applied.err)")
        #expect(applied.err.isEmpty, "no progress without a terminal")
        let again = await desk.run("policy", "apply", "--organisation", "main", language: "fr")
        #expect(again.out == "Billets rattachés aux versions en vigueur\u{A0}: 0.\n", "\(again.err)")
        #expect(await desk.run("ticket", "show", "3").out.contains("served by: standard@2"))
        #expect(await desk.run("sla", "explain", "1").out.contains("standard@1"), "the past keeps its version")
        let actions = await desk.run("administration", "--json").objects.compactMap { $0["action"] as? String }
        #expect(actions.filter { $0 == "policy-applied" }.count == 1)
        #expect(await desk.run("policy", "apply", "--organisation", "nobody").status == 1)
        #expect(await desk.run("check").status == 0)
    }
}
