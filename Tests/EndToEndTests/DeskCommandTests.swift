import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// `vigie-desk` as a program: whose files it makes, what it logs, what time it is here.
    @Suite
    struct DeskCommandTests {
        /// A folder that a package has made for the desk's user, in which root makes the first token.
        @Test(.enabled(if: geteuid() == 0, "skipped: only root can become another user"))
        func whatRootMakesBelongsToTheOwnerOfTheFolder() async throws {
            try await Lab.run { lab in
                let state = lab.folder.appending(path: "state")
                let files = FileManager.default
                try files.createDirectory(at: state, withIntermediateDirectories: false)
                try files.setAttributes([.posixPermissions: 0o711], ofItemAtPath: lab.folder.path)
                try files.setAttributes(
                    [.ownerAccountID: 65_534, .groupOwnerAccountID: 65_534, .posixPermissions: 0o700],
                    ofItemAtPath: state.path
                )
                let desk = Program.built("vigie-desk")
                let token = try await lab.run(desk, ["token", "create", "--state", state.path])
                try #require(token.status == 0, "\(token.errors)")
                let made = try files.subpathsOfDirectory(atPath: state.path)
                #expect(made.contains("desk.sqlite") && made.contains("authority/ca.key"))
                for path in made {
                    let attributes = try files.attributesOfItem(atPath: state.appending(path: path).path)
                    #expect(attributes[.ownerAccountID] as? Int == 65_534, "\(path)")
                    #expect(attributes[.groupOwnerAccountID] as? Int == 65_534, "\(path)")
                }
                let options = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"]
                let tickets = try await lab.run(
                    URL(filePath: "/usr/bin/setpriv"),
                    options + [desk.path, "tickets", "--state", state.path]
                )
                #expect(tickets.status == 0, "\(tickets.errors)")
            }
        }

        /// The rule of Central Europe, in POSIX's form, which needs no zone files: two ends half a year apart.
        @Test
        func timesHaveTheOffsetOfTheirDate() async throws {
            try await Lab.run { lab in
                let state = lab.folder.appending(path: "state").path
                var offsets: Set<Substring> = []
                for lifetime in ["1d", "182d"] {
                    let token = try await lab.run(
                        Program.built("vigie-desk"),
                        ["token", "create", "--lifetime", lifetime, "--state", state],
                        environment: ["TZ": "CET-1CEST,M3.5.0,M10.5.0/3"]
                    )
                    let until = try #require(token.errors.firstMatch(of: #/until \S+ \S+ (\S+):/#))
                    offsets.insert(until.1)
                }
                #expect(offsets == ["+01:00", "+02:00"])
            }
        }

        @Test
        func itSaysOnceThatItListensAndOnceThatItHasStopped() async throws {
            try await Lab.run { lab in
                let desk = try await DeskProgram(lab)
                await desk.end(by: SIGTERM)
                let log = desk.program?.output ?? ""
                #expect(log.matches(of: #/listening/#).count == 1)
                #expect(log.matches(of: #/stopped/#).count == 1)
            }
        }

        /// What libdispatch would tell syslog is no news, and everyone's but root's threads would have it told.
        @Test(.enabled(if: geteuid() == 0, "skipped: only root can become another user"))
        func nobodySpeaksToSyslog() async throws {
            try await Lab.run { lab in
                let trace = lab.folder.appending(path: "trace").path
                let answer = try await lab.run(
                    URL(filePath: "/usr/bin/strace"),
                    [
                        "-f", "-e", "trace=connect", "-o", trace, "/usr/bin/setpriv", "--reuid=65534", "--regid=65534",
                        "--clear-groups", "--", Program.built("vigie").path, "status", "--socket", "/nobody",
                    ]
                )
                #expect(answer.status == 69)
                #expect(!(try String(contentsOfFile: trace, encoding: .utf8)).contains("/dev/log"))
            }
        }
    }
}
