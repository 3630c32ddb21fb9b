import Health
import Host
import Probes

/// What it costs to read, decode and judge disks: the probe on a recorded machine, then every rule on what it saw.
enum Judging {
    static func run(host path: String, rounds: Int) throws {
        let host = try RecordedHost(path)
        let probe = DiskProbe()
        var rules: [ConditionKey: RuleState] = [:]
        var memory: ProbeMemory = [:]
        var judged = 0
        var begun = 0.0
        // The first rounds warm the caches, and are not counted.
        for round in -rounds / 10..<rounds {
            if round == 0 { (begun, judged) = (ProcessorTime.ofThread(), 0) }
            let observations = try probe.poll(host, memory: &memory)
            for observation in observations where observation.state == .read {
                judge(observation, &rules, at: host.now())
                judged += 1
            }
        }
        guard judged > 0 else { throw Failure("no disk of \(path) can be read") }
        let milliseconds = (ProcessorTime.ofThread() - begun) * 1000 / Double(judged)
        print("{\"cpu_ms_per_disk\": \(milliseconds), \"open\": \(rules.values.count { $0.condition != nil })}")
    }

    private static func judge(_ observation: Observation, _ rules: inout [ConditionKey: RuleState], at now: Moment) {
        for rule in Catalogue.rules(for: observation.component.kind) {
            let key = ConditionKey(observation.component, rule.id)
            var state = rules[key] ?? RuleState()
            let assessment = rule.assess(observation)
            _ = state.take(assessment, of: rule, on: observation.component, name: observation.name, at: now)
            rules[key] = state
        }
    }
}
