import Commands
import Health
import Host
import NIOPosix
import Probes
import Report
import Settings

/// Every probe polled once in this process, with the settings of the host that it is polled for.
struct Survey: Sendable {
    /// What each probe saw, or why it saw nothing.
    let results: [(probe: String, result: Result<[Observation], HostError>)]

    /// Polls on a thread of its own, because probes block.
    init(of host: any Host) async throws {
        let (configuration, mistake) = Self.configuration(of: host)
        let failure = mistake.map { [("settings", Result<[Observation], HostError>.failure($0))] } ?? []
        results =
            failure
            + (try await NIOThreadPool.singleton.runIfActive {
                ProbeRegistry.probes(configuration).map { probe in
                    var memory = ProbeMemory()
                    do throws(HostError) {
                        return (probe.name, .success(try probe.poll(host, memory: &memory)))
                    } catch {
                        return (probe.name, .failure(error))
                    }
                }
            })
    }

    /// What the host's agent.conf says of the probes; the defaults where it has none, or a wrong one.
    private static func configuration(of host: any Host) -> (Configuration, mistake: HostError?) {
        let path = "/etc/vigie/agent.conf"
        guard (try? host.read(path, limit: 1 << 20)) != nil else { return (Configuration(), nil) }
        let sections = ProbeRegistry.sections
        let names = Set(sections.map(\.name))
        do {
            let configuration = try Schema(sections).load(
                path: path,
                read: { path, limit in
                    let text = String(decoding: try host.read(path, limit: limit), as: UTF8.self)
                    return Array(ConfFile(name: path, text: text).only(names).text.utf8)
                },
                list: { try? host.list($0) }
            )
            return (configuration, nil)
        } catch {
            return (Configuration(), HostError(.failed, "\(error); the defaults are used"))
        }
    }

    /// What was seen; a probe that failed as a whole has a row that says so.
    func observations(at time: Timestamp) -> [Observation] {
        results.flatMap { probe, result -> [Observation] in
            switch result {
            case .success(let seen): return seen
            case .failure(let error):
                guard let kind = ProbeRegistry.kind(ofProbe: probe) else { return [] }
                return [Observation(whole: kind, state: .notWatched(error.message), readAt: time)]
            }
        }
    }

    /// Tells which probes failed.
    func sayFailures(on console: Console) {
        for case (let probe, .failure(let error)) in results {
            console.say("vigie: \(probe): \(error.message.printable)")
        }
    }
}
