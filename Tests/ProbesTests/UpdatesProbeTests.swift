import Health
import Host
import Probes
import TestSupport
import Testing

struct UpdatesProbeTests {
    private static let day: Double = 86_400
    private static let start = FakeHost().moment.time
    private static let bash = """
        Inst bash [5.2.15-2+b8] (5.2.15-2+b13 Debian:12.15/oldstable [amd64])
        Conf bash (5.2.15-2+b13 Debian:12.15/oldstable [amd64])

        """

    private static func security(_ package: String) -> String {
        """
        Inst \(package) [1] (2 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [amd64]) []
        Conf \(package) (2 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [amd64])

        """
    }

    private static func machine(_ output: String, status: Int32 = 0) -> FakeHost {
        var host = FakeHost()
        host.files["/etc/os-release"] = Array("NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n".utf8)
        for path in ["/var/lib/dpkg/status", "/var/lib/apt/lists", "/var/lib/apt/lists/partial"] {
            host.modified[path] = start.advanced(by: -3 * day)
        }
        host.commands["apt-get-simulate"] = CommandOutput(output: Array(output.utf8), status: status)
        return host
    }

    private static func poll(_ host: FakeHost, _ memory: inout ProbeMemory) throws -> Observation {
        try #require(try UpdatesProbe().poll(host, memory: &memory).first)
    }

    private static func poll(_ host: FakeHost) throws -> Observation {
        var memory: ProbeMemory = [:]
        return try poll(host, &memory)
    }

    @Test func withoutAptThereIsNothingToWatch() throws {
        let seen = try Self.poll(FakeHost())
        #expect(seen.component == Component(.updates, "apt"))
        #expect(seen.state == .notApplicable("this system has no apt; the updates of other systems are not watched"))
    }

    @Test func pendingAndSecurity() throws {
        let output =
            Self.bash + Self.security("liblzma5") + "Inst new-kernel (6 Debian:12 [amd64])\nConf new-kernel (6)\n"
        let seen = try Self.poll(Self.machine(output))
        #expect(seen.state == .read)
        #expect(seen.name == "Debian GNU/Linux 12 (bookworm) packages")
        #expect(seen[.pendingUpdates] == 2)
        #expect(seen[.securityUpdates] == 1)
        #expect(seen[.securityUpdatesAge] == 0)
        #expect(seen[.listsAge] == 3)
        #expect(seen[.rebootRequired] == 0)
        #expect(seen[.rebootPendingAge] == 0)
    }

    @Test func nothingPending() throws {
        let seen = try Self.poll(Self.machine(""))
        #expect(seen.state == .read)
        #expect([seen[.pendingUpdates], seen[.securityUpdates], seen[.securityUpdatesAge]] == [0, 0, 0])
    }

    @Test(arguments: [
        ("Ubuntu:24.04/noble-security", 1.0), ("UbuntuESMApps:22.04/jammy-apps-security", 1),
        ("Debian:12.15/oldstable", 0),
        ("Debian:12.15/oldstable, Debian-Security:12/oldstable-security", 1),
    ])
    func origins(origin: String, security: Double) throws {
        let output =
            "Inst security-tool [1-security] (2-security \(origin) [all])\nConf security-tool (2 \(origin) [all])\n"
        #expect(try Self.poll(Self.machine(output))[.securityUpdates] == security)
    }

    @Test(arguments: [
        (
            "Les paquets suivants seront mis à jour :\n  bash\n",
            "'Les paquets suivants seront mis à jour :' is no line of a simulation"
        ),
        ("\u{1}\u{2}\u{3}\n", "'\u{1}\u{2}\u{3}' is no line of a simulation"),
        (String(bash.dropLast(10)), "it ends within a line"),
        (
            "Inst bash [5.2.15-2+b8] (5.2.15-2+b13 Debian:12.15/oldstable [amd64])\n",
            "bash is unpacked but never configured, so the output is not whole"
        ),
        ("Inst bash\nConf bash\n", "the line of bash names no version"),
        ("Inst bash [1] (2 Debian\nConf bash\n", "the line of bash names no version"),
    ])
    func notUnderstood(output: String, reason: String) throws {
        var memory: ProbeMemory = [:]
        let seen = try Self.poll(Self.machine(output), &memory)
        #expect(seen.state == .notWatched("the output of apt-get is not understood: \(reason)"))
        #expect(seen.readings.map(\.quantity) == [.listsAge, .rebootRequired, .rebootPendingAge])
        #expect(memory.isEmpty)
    }

    @Test func failuresSaySo() throws {
        #expect(
            try Self.poll(Self.machine("", status: 100)).state
                == .notWatched("apt-get ends with status 100; run 'apt-get -s dist-upgrade' to see why")
        )
        var host = Self.machine("")
        host.errors["/commands/apt-get-simulate"] = HostError(.timedOut, "apt-get took more than 120 s")
        #expect(try Self.poll(host).state == .notWatched("apt-get took more than 120 s"))
    }

    @Test func aptIsForkedOnlyWhenFilesChange() throws {
        var memory: ProbeMemory = [:]
        var host = Self.machine(Self.security("liblzma5"))
        func forks(after seconds: Double, touching path: String? = nil) throws -> Int {
            host.moment.time = host.moment.time.advanced(by: seconds)
            if let path { host.modified[path] = host.moment.time }
            _ = host.log.take()
            let before = memory
            let seen = try Self.poll(host, &memory)
            #expect(seen[.pendingUpdates] == 1)
            let count = host.log.take().count
            #expect(count > 0 || memory == before, "a quiet poll remembers nothing new")
            return count
        }
        #expect(try forks(after: 0) == 1)
        #expect(try forks(after: 900) == 0)
        #expect(try forks(after: 900, touching: "/var/lib/dpkg/status") == 1)
        #expect(try forks(after: 900, touching: "/var/lib/apt/lists") == 1)
        #expect(try forks(after: 900, touching: "/var/lib/apt/lists/partial") == 1)
        #expect(try forks(after: 900, touching: "/var/lib/apt/periodic/update-success-stamp") == 0)
        #expect(try forks(after: 30 * Self.day) == 0)
        // A clock that was put back says nothing of when an update was first seen.
        #expect(try forks(after: -31 * Self.day) == 1)
    }

    @Test(arguments: [
        ("/var/lib/apt/lists", 1.0), ("/var/lib/apt/periodic/update-success-stamp", 1),
        ("/var/lib/apt/lists/partial", 3),
    ])
    func onlyADownloadThatSucceededMakesTheListsYounger(path: String, age: Double) throws {
        var host = Self.machine(Self.bash)
        host.modified[path] = Self.start.advanced(by: -Self.day)
        #expect(try Self.poll(host)[.listsAge] == age)
    }

    /// What images are made of: the folder is touched when it is emptied, and the stamp of the build may be left.
    @Test(arguments: [
        [], ["lock"], ["auxfiles", "lock", "partial"], ["partial/deb.debian.org_debian_dists_sid_InRelease"],
    ])
    func listsThatAreNotThereHaveNoAgeAndAreAConditionOfTheirOwn(names: [String]) throws {
        var host = Self.machine("")
        for name in names { host.files["/var/lib/apt/lists/\(name)"] = [] }
        for path in ["/var/lib/apt/lists", "/var/lib/apt/periodic/update-success-stamp"] {
            host.modified[path] = names.isEmpty ? nil : Self.start
        }
        var memory: ProbeMemory = [:]
        let seen = try Self.poll(host, &memory)
        #expect(seen.state == .read)
        #expect(seen.readings.map(\.quantity) == [.listsMissing, .rebootRequired, .rebootPendingAge])
        #expect(seen[.listsMissing] == 1)
        #expect(host.log.take() == [], "apt would say that nothing is pending")
        let rule = try #require(Catalogue.rule("updates.no-lists"))
        #expect(rule.assess(seen) == .breach(Finding(severity: .warning, value: 1, limit: 1)))
        let others = Catalogue.rules(for: .updates).filter {
            ["updates.security", "updates.stale-lists"].contains($0.id)
        }
        #expect(others.map { $0.assess(seen) } == [.unknown, .unknown])
    }

    @Test(arguments: [
        "deb.debian.org_debian_dists_bookworm_InRelease", "deb.debian.org_debian_dists_sid_main_binary-amd64_Packages",
        "archive.example_ubuntu_dists_noble_main_binary-amd64_Packages.lz4", "repo.example_deb_._Packages.xz",
        "Debian%20GNU_Linux_dists_bookworm_Release",
    ])
    func oneListIsEnough(name: String) throws {
        var host = Self.machine(Self.bash)
        for file in ["lock", "partial", name] { host.files["/var/lib/apt/lists/\(file)"] = [] }
        let seen = try Self.poll(host)
        #expect([seen[.listsMissing], seen[.listsAge], seen[.pendingUpdates]] == [0, 3, 1])
        let rule = try #require(Catalogue.rule("updates.no-lists"))
        #expect(rule.assess(seen) == .fine(0))
    }

    @Test func listsThatCannotBeSeenAreNotWatched() throws {
        var host = Self.machine("")
        host.errors["/var/lib/apt/lists"] = HostError(.denied, "listing /var/lib/apt/lists: permission denied")
        let seen = try Self.poll(host)
        #expect(
            seen.state == .notWatched("the package lists cannot be seen: listing /var/lib/apt/lists: permission denied")
        )
        #expect(seen.readings.map(\.quantity) == [.rebootRequired, .rebootPendingAge])
    }

    @Test(arguments: [(-60.0, 0.0), (-7200, nil), (3 * day, 3)] as [(Double, Double?)])
    func listsOfTheFutureAreOfNoAge(age: Double, days: Double?) throws {
        var host = Self.machine("")
        host.modified["/var/lib/apt/lists"] = Self.start.advanced(by: -age)
        #expect(try Self.poll(host)[.listsAge] == days)
    }

    @Test func kernelsThatCannotBeSeenAskForNothingAndPromiseNothing() throws {
        var host = Self.machine("")
        host.files["/proc/sys/kernel/osrelease"] = Array("6.1.0-26-amd64\n".utf8)
        host.errors["/boot"] = HostError(.denied, "listing /boot: permission denied")
        #expect(try Self.poll(host)[.rebootRequired] == nil)
        host.modified["/run/reboot-required"] = Self.start.advanced(by: -8 * Self.day)
        #expect(try Self.poll(host)[.rebootPendingAge] == 8)
    }

    @Test func ageCountsFromWhenAnUpdateWasFirstSeen() throws {
        var memory: ProbeMemory = [:]
        func poll(day: Double, _ packages: [String]) throws -> Double? {
            var host = Self.machine(packages.map(Self.security).joined())
            host.moment.time = Self.start.advanced(by: day * Self.day)
            host.modified["/var/lib/dpkg/status"] = host.moment.time
            return try Self.poll(host, &memory)[.securityUpdatesAge]
        }
        #expect(try poll(day: 0, ["a"]) == 0)
        #expect(try poll(day: 5, ["a", "b"]) == 5)
        #expect(try poll(day: 8, ["b"]) == 3)
        #expect(try poll(day: 9, []) == 0)
        #expect(try poll(day: 10, ["a"]) == 0)
    }

    @Test func aWrongClockMakesNoAge() throws {
        var memory: ProbeMemory = [:]
        func poll(at time: Timestamp) throws -> Observation {
            var host = Self.machine(Self.security("a"))
            host.moment.time = time
            return try Self.poll(host, &memory)
        }
        // Without a battery the clock starts in 1970; the lists are from later.
        let early = try poll(at: Timestamp(seconds: 100))
        #expect([early[.securityUpdatesAge], early[.listsAge]] == [0, nil])
        #expect(try poll(at: Self.start)[.securityUpdatesAge] == 3)
        // A clock that ran ahead and was put back.
        memory = [:]
        #expect(try poll(at: Self.start.advanced(by: 3650 * Self.day))[.securityUpdatesAge] == 0)
        #expect(try poll(at: Self.start)[.securityUpdatesAge] == 0)
        #expect(try poll(at: Self.start.advanced(by: 2 * Self.day))[.securityUpdatesAge] == 2)
    }

    @Test func memoryIsBounded() throws {
        var memory: ProbeMemory = [:]
        let seen = try Self.poll(Self.machine((0..<3000).map { Self.security("package-\($0)") }.joined()), &memory)
        #expect(seen[.securityUpdates] == 3000)
        #expect(memory["first-seen"]?.split(separator: "\n").count == 1000)
    }

    @Test(arguments: [
        ["pending": "x"], ["pending": "1", "security": "1", "asked": "never", "state": ""], ["state": "\u{0}"],
    ])
    func foreignMemoryIsForgotten(memory: [String: String]) throws {
        var memory = memory
        #expect(try Self.poll(Self.machine(Self.bash), &memory)[.pendingUpdates] == 1)
    }

    @Test func aFlagAsksForARestart() throws {
        var host = Self.machine("")
        host.modified["/var/run/reboot-required"] = Self.start.advanced(by: -8 * Self.day)
        let seen = try Self.poll(host)
        #expect([seen[.rebootRequired], seen[.rebootPendingAge]] == [1, 8])
    }

    @Test(arguments: [
        ("6.1.0-26-amd64", ["vmlinuz-6.1.0-26-amd64", "vmlinuz-6.1.0-28-amd64"], true),
        ("6.1.0-9-amd64", ["vmlinuz-6.1.0-10-amd64"], true),
        ("6.1.0-28-amd64", ["vmlinuz-6.1.0-26-amd64", "vmlinuz-6.1.0-28-amd64", "config-6.1.0-30-amd64"], false),
        ("6.9.3-amd64", ["vmlinuz-6.12.1-amd64"], true),
        ("6.12.9+bpo-amd64", ["vmlinuz-6.1.0-28-amd64"], false),
        ("6.1.0-28-amd64", ["vmlinuz-6.12.9+bpo-amd64"], true),
        ("6.1.0-26-amd64", ["vmlinuz-6.1.0-28-rt-amd64"], false),
        ("6.8.0-31-generic", ["vmlinuz-6.8.0-45-generic", "vmlinuz", "vmlinuz-"], true),
        ("5.15.153.1-microsoft-standard-WSL2", ["vmlinuz-6.1.0-28-amd64"], false),
        ("5.10.0-0.deb10.16-amd64", ["vmlinuz-5.10.0-0.deb10.24-amd64"], true),
        ("6.18.44", [], false),
        ("", ["vmlinuz-6.1.0-28-amd64"], false),
    ])
    func aNewerKernelAsksForARestart(running: String, installed: [String], isPending: Bool) throws {
        var host = Self.machine("")
        host.files["/proc/sys/kernel/osrelease"] = Array("\(running)\n".utf8)
        for name in installed {
            host.files["/boot/\(name)"] = []
            host.modified["/boot/\(name)"] = Self.start.advanced(by: -10 * Self.day)
        }
        let seen = try Self.poll(host)
        #expect(seen[.rebootRequired] == (isPending ? 1 : 0))
        #expect(seen[.rebootPendingAge] == (isPending ? 10 : 0))
    }

    @Test(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
    func recordedMachine() throws {
        let bytes = try Captures.bytes("updates/debian12-apt-get-s-dist-upgrade.txt")
        let seen = try Self.poll(Self.machine(String(decoding: bytes, as: UTF8.self)))
        #expect([seen[.pendingUpdates], seen[.securityUpdates]] == [101, 68])
    }

    /// Cut anywhere, the recorded output is either refused or says the same; it is never a smaller number.
    @Test(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
    func recordedMachineCutOff() throws {
        let bytes = try Captures.bytes("updates/debian12-apt-get-s-dist-upgrade.txt")
        var refused = 0
        for length in stride(from: 1, to: bytes.count, by: 97) {
            let seen = try Self.poll(Self.machine(String(decoding: bytes[..<length], as: UTF8.self)))
            if case .notWatched = seen.state { refused += 1 }
        }
        #expect(refused == (bytes.count - 2) / 97 + 1)
    }
}
