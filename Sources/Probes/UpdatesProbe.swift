package import Health
package import Host
package import Settings

/// Missing updates of a Debian or Ubuntu system, a restart that waits, and how old the package lists are
/// (facts/machine.md section 4).
///
/// `apt-get -s` costs 1.4 s of processor time and 84 MB while it runs, so it is forked only when dpkg's status or the
/// lists have changed; between that the probe looks at a few times of modification. What failed, or was asked by a clock that was put
/// back since, is asked again at the next poll.
package struct UpdatesProbe: Probe {
    private let interval: Double

    private static let status = "/var/lib/dpkg/status"
    private static let lists = [PackageLists.folder, "\(PackageLists.folder)/partial"]

    package init(interval: Double = 900) {
        self.interval = interval
    }

    package var name: String { "updates" }

    package func interval(after observations: [Observation]) -> Double { interval }

    package func poll(_ host: any Host, memory: inout ProbeMemory) throws(HostError) -> [Observation] {
        let now = host.now().time
        let system = Self.systemName(host)
        var observation = Observation(
            Component(.updates, "apt"),
            name: "\(system) packages",
            identity: [("system", system), ("tool", "apt")],
            readAt: now
        )
        guard (try? host.modified(Self.status)) != nil || (try? host.modified("/usr/bin/apt-get")) != nil else {
            observation.state = .notApplicable(Reason.noAPT.text)
            return [observation]
        }
        let lists = PackageLists(host)
        do throws(HostError) {
            observation.readings = try Self.updates(lists, host, now, &memory)
        } catch {
            observation.state = .notWatched(error.message)
        }
        if let age = lists.age(at: now) { observation.readings.append(Reading(.listsAge, age)) }
        observation.readings += Self.reboot(host, now)
        return [observation]
    }

    /// What is pending, as far as the lists tell.
    private static func updates(
        _ lists: PackageLists,
        _ host: any Host,
        _ now: Timestamp,
        _ memory: inout ProbeMemory
    ) throws(HostError) -> [Reading] {
        switch lists {
        // apt would see no update at all.
        case .missing: return [Reading(.listsMissing, true)]
        case .unseen(let reason): throw HostError(.failed, "the package lists cannot be seen: \(reason)")
        case .fetched:
            let pending = try pending(host, now, &memory)
            return [
                Reading(.listsMissing, false),
                Reading(.pendingUpdates, Double(pending.count)),
                Reading(.securityUpdates, Double(pending.securityCount)),
                Reading(.securityUpdatesAge, pending.oldestSecurity.map { days(from: $0, to: now) } ?? 0),
            ]
        }
    }

    /// Whether a restart is waiting; nothing where that cannot be seen.
    private static func reboot(_ host: any Host, _ now: Timestamp) -> [Reading] {
        do throws(HostError) {
            let since = try PendingReboot.since(host)
            return [
                Reading(.rebootRequired, since != nil),
                Reading(.rebootPendingAge, since.map { days(from: $0, to: now) } ?? 0),
            ]
        } catch {
            return []
        }
    }

    /// What is pending: remembered where nothing has changed since, else asked anew.
    private static func pending(
        _ host: any Host,
        _ now: Timestamp,
        _ memory: inout ProbeMemory
    ) throws(HostError) -> PendingUpdates {
        let known = PendingUpdates(memory)
        let state = ([status] + lists).map { path in
            (try? host.modified(path)).map { String($0.milliseconds) } ?? "-"
        }
        .joined(separator: " ")
        if let known, known.state == state, now >= known.askedAt { return known }
        let simulation = try simulate(host)
        // No update was announced before the lists that announce it, whatever the clock says.
        let seen = max(now, newest(lists, host) ?? now)
        let pending = PendingUpdates(simulation, after: known, state: state, askedAt: now, seenAt: seen)
        memory = pending.memory
        return pending
    }

    private static func simulate(_ host: any Host) throws(HostError) -> APTSimulation {
        let command = HostCommand(
            name: "apt-get-simulate",
            arguments: [
                "/usr/bin/apt-get", "-s", "-qq", "-o", "Debug::NoLocking=true", "-o",
                "APT::Get::Show-User-Simulation-Note=false", "dist-upgrade",
            ],
            timeout: 120,
            outputLimit: 4 << 20
        )
        let result = try host.run(command)
        guard result.status == 0 else {
            throw HostError(
                .failed,
                "apt-get ends with status \(result.status); run 'apt-get -s dist-upgrade' to see why"
            )
        }
        do throws(APTSimulation.Misfit) {
            return try APTSimulation(result.output)
        } catch {
            throw HostError(.failed, "the output of apt-get is not understood: \(error.reason)")
        }
    }

    private static func newest(_ paths: [String], _ host: any Host) -> Timestamp? {
        paths.compactMap { try? host.modified($0) }.max()
    }

    /// Days between two times; none when the clock was put back.
    private static func days(from start: Timestamp, to end: Timestamp) -> Double {
        max(0, end.seconds(since: start) / 86_400)
    }

    /// `PRETTY_NAME` of os-release, `Debian GNU/Linux 12 (bookworm)`.
    private static func systemName(_ host: any Host) -> String {
        let bytes = (try? host.read("/etc/os-release", limit: 65_536)) ?? []
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        let value = lines.first { $0.hasPrefix("PRETTY_NAME=") }?.dropFirst("PRETTY_NAME=".count)
        let name = (value ?? "").prefix(100).filter { $0 != "\"" && $0 != "'" }
        return name.isEmpty ? "Debian" : name
    }
}

extension UpdatesProbe: ConfiguredProbe {
    private static let enabled = Setting("enabled", .boolean, default: true, "Whether missing updates are watched.")
    private static let interval = Setting(
        "interval",
        .duration(60...86_400),
        default: 900,
        "How often it is looked whether package files have changed."
    )
    private static let section = Section("updates", "Missing updates and waiting restarts.", [enabled, interval])

    package static let kind = Component.Kind.updates

    package static var sections: [Section] { [section] }

    package init?(_ configuration: Configuration, mains: Mains?) {
        let values = configuration[Self.section]
        guard values[Self.enabled] else { return nil }
        self.init(interval: values[Self.interval])
    }
}
