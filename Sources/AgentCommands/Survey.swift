import Commands
import Health
import Host
import NIOPosix
import Probes
import Report
import Settings

/// Every probe polled once in this process, with the settings' defaults.
struct Survey: Sendable {
    /// What each probe saw, or why it saw nothing.
    let results: [(probe: String, result: Result<[Observation], HostError>)]

    /// Polls on a thread of its own, because probes block.
    init(of host: any Host) async throws {
        results = try await NIOThreadPool.singleton.runIfActive {
            ProbeRegistry.probes(Configuration()).map { probe in
                var memory = ProbeMemory()
                do throws(HostError) {
                    return (probe.name, .success(try probe.poll(host, memory: &memory)))
                } catch {
                    return (probe.name, .failure(error))
                }
            }
        }
    }

    var observations: [Observation] { results.flatMap { (try? $0.result.get()) ?? [] } }

    /// Tells which probes failed.
    func sayFailures(on console: Console) {
        for case (let probe, .failure(let error)) in results {
            console.say("vigie: \(probe): \(error.message.printable)")
        }
    }
}
