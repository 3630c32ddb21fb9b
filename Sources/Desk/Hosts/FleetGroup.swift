package import Health

/// By what hosts are put together.
package enum FleetGrouping: String, Hashable, Sendable, CaseIterable {
    case site
    /// The models of their disks.
    case model
    /// The models of their disks with the firmware that each has.
    case firmware
    /// What is open on them.
    case fault

    /// Whether it takes the disks of all hosts.
    package var needsDisks: Bool { self == .model || self == .firmware }
}

/// Hosts that have something in common, each with its verdict as far as that goes: that of the disks of one model, say.
package struct FleetGroup: Hashable, Sendable {
    /// The number of a site, a model, or the id of a rule; empty for hosts without one.
    package let key: String
    package let verdicts: [String: HostVerdict]

    package var counts: [HostVerdict: Int] { verdicts.values.reduce(into: [:]) { $0[$1, default: 0] += 1 } }

    fileprivate init(key: String, verdicts: [String: HostVerdict]) {
        self.key = key
        self.verdicts = verdicts
    }
}

/// The model of a disk of a host, with how the disk is.
package struct DiskModel: Hashable, Sendable {
    package var host: String
    package var model: String
    package var firmware: String?
    package var verdict: Verdict

    package init(host: String, model: String, firmware: String? = nil, verdict: Verdict) {
        self.host = host
        self.model = model
        self.firmware = firmware
        self.verdict = verdict
    }
}

extension Fleet {
    /// The hosts by what they have in common, the worst group first; `disks` are those of all hosts, where they are asked for.
    package func groups(by grouping: FleetGrouping, disks: [DiskModel] = []) -> [FleetGroup] {
        var groups: [String: [String: HostVerdict]] = [:]
        func put(_ host: String, _ verdict: HostVerdict, under key: String) {
            groups[key, default: [:]][host] = min(verdict, groups[key]?[host] ?? .good)
        }
        let known = members.reduce(into: [:]) { $0[$1.host.id] = $1 }
        switch grouping {
        case .site: for member in members { put(member.host.id, member.verdict, under: member.host.siteKey) }
        case .fault:
            for member in members {
                for fault in member.faults {
                    put(member.host.id, fault.hostVerdict ?? .good, under: fault.condition?.rule ?? "")
                }
            }
        case .model, .firmware:
            for disk in disks {
                guard let member = known[disk.host] else { continue }
                let verdict = HostVerdict(disk.verdict)
                let key = grouping == .model ? disk.model : disk.modelAndFirmware
                put(disk.host, member.isSilent ? min(verdict, .silent) : verdict, under: key)
            }
        }
        return groups.map { FleetGroup(key: $0.key, verdicts: $0.value) }.sorted { $0.isWorse(than: $1) }
    }
}

extension EnrolledHost {
    fileprivate var siteKey: String { site?.description ?? "" }
}

extension DiskModel {
    fileprivate var modelAndFirmware: String { firmware.map { "\(model) \($0)" } ?? model }
}

extension FleetGroup {
    fileprivate func isWorse(than other: FleetGroup) -> Bool {
        let (mine, theirs) = (counts, other.counts)
        for verdict in [HostVerdict.failing, .watch, .silent] where mine[verdict] ?? 0 != theirs[verdict] ?? 0 {
            return mine[verdict] ?? 0 > theirs[verdict] ?? 0
        }
        return (other.verdicts.count, key) < (verdicts.count, other.key)
    }
}
