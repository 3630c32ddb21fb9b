import Foundation
import Testing

@testable import AgentCommands

struct RecordedReportTests {
    private static func recording(millidegrees: Int) throws -> Folder {
        try Folder([
            "times": "now 2026-11-23T21:00:00.000Z 1000.0 boot\n",
            "etc/hostname": "bench-7\n",
            "sys/class/hwmon/hwmon0/name": "coretemp\n",
            "sys/class/hwmon/hwmon0/temp1_label": "Package id 0\n",
            "sys/class/hwmon/hwmon0/temp1_input": "\(millidegrees)\n",
            "sys/class/hwmon/hwmon0/temp1_crit": "100000\n",
        ])
    }

    @Test func aRecordedMachineIsReplayedWithoutAnAgent() async throws {
        let folder = try Self.recording(millidegrees: 45_000)
        let done = await vigie("report", "--host", folder.path)
        #expect(done.status == 0, "\(done.errors)")
        #expect(done.output.hasPrefix("bench-7: good, 2026-11-23 21:00 UTC\n"))
        #expect(done.output.contains("45 °C, critical 100 °C just now"))
        #expect(done.output.contains("No open condition."))
    }

    @Test func whatBreaksALimitDecidesTheExitStatus() async throws {
        let folder = try Self.recording(millidegrees: 101_000)
        let done = await vigie("report", "--host", folder.path, environment: ["LANG": "fr_FR.UTF-8"])
        #expect(done.status == 2, "\(done.errors)")
        #expect(done.output.hasPrefix("bench-7\u{A0}: défaillant"))
    }

    @Test func aReportIsWrittenAsAPage() async throws {
        let folder = try Self.recording(millidegrees: 45_000)
        let path = "\(folder.path)/report.html"
        for _ in 0..<2 {
            let done = await vigie("report", "--host", folder.path, "--html", path)
            #expect(done.status == 0 && done.output.isEmpty, "\(done.errors)")
        }
        let page = try String(contentsOfFile: path, encoding: .utf8)
        #expect(page.hasPrefix("<!doctype html>") && page.contains("bench-7") && page.hasSuffix("</html>\n"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o644)
        #expect(!FileManager.default.fileExists(atPath: "\(path).new"))
        let printed = await vigie("report", "--host", folder.path, "--html", "-", environment: ["LANG": "fr_FR.UTF-8"])
        #expect(printed.output.contains("<html lang=\"fr\">"))
    }

    /// The exit status is that of a report that could not be had; nothing but a file is replaced.
    @Test func aPageThatCannotBeWrittenIsNamed() async throws {
        let folder = try Self.recording(millidegrees: 45_000)
        let link = "\(folder.path)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/null")
        for path in ["/nonexistent/report.html", folder.path, link] {
            let done = await vigie("report", "--host", folder.path, "--html", path)
            #expect(done.status == 3 && done.errors.contains(path), "\(path): \(done.errors)")
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/dev/null")
        #expect(await vigie("report", "--html", "x", "--json").status == 64)
        #expect(await vigie("report", "--html", "").status == 64)
    }

    @Test func anEmptyRecordingCannotTell() async throws {
        let folder = try Folder()
        let done = await vigie("report", "--host", folder.path)
        #expect(done.status == 3)
    }

    @Test func aRecordingThatIsNotThereIsNamed() async throws {
        let done = await vigie("report", "--host", "/nonexistent/machine")
        #expect(done.status == 3)
        #expect(done.errors.hasPrefix("vigie: "))
        #expect(done.errors.contains("/nonexistent/machine"))
    }

    /// Whatever machine runs the tests: what is recorded can be replayed, and nothing is recorded over it.
    @Test func whatIsRecordedCanBeReplayed() async throws {
        let folder = try Folder()
        let recording = "\(folder.path)/machine"
        let done = await vigie("record", recording)
        #expect(done.status == 0, "\(done.errors)")
        #expect(done.output.contains("vigie report --host \(recording)"))
        let replayed = await vigie("report", "--json", "--host", recording)
        #expect(replayed.output.contains("\"components\""), "\(replayed.errors)")
        #expect(await vigie("record", recording).status == 1)
    }
}
