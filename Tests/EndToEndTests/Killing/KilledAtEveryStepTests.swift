import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// Agent and desk are killed, and their disk fails or is full, at the N-th write for every N.
    @Suite(.enabled(if: Fault.isPossible, Fault.absence))
    struct KilledAtEveryStepTests {
        /// A fault of one of the programs at one of its system calls.
        private struct Step: CustomStringConvertible {
            let victim: Cycle.Victim
            let phase: Cycle.Phase
            let effect: Fault.Effect
            var call = (name: "", number: 0)

            var description: String { "\(kind) \(call.number)" }

            /// All but the number.
            var kind: String { "\(victim) in the \(phase), \(effect) at \(call.name)" }

            /// What did not come in time is told like what does not hold, so that the other steps go on.
            func play() async -> Cycle.Outcome {
                do {
                    return try await Cycle.play(victim, in: phase, effect, at: call)
                } catch {
                    return Cycle.Outcome(violations: ["\(error)"])
                }
            }
        }

        /// Cycles at a time: they wait more than they work.
        private static let lanes = TestLength.isLong ? 8 : 5
        private static let failures: [Fault.Effect] = [
            .once("EIO"), .once("ENOSPC"), .fromThenOn("EIO"), .fromThenOn("ENOSPC"), .untilKilled("ENOSPC"),
        ]

        /// A kind of fault of a program at a kind of call, and which of those calls it came to.
        private struct Coverage {
            var places: Set<Int> = []
            let all: Int
        }

        @Test
        func everyAcknowledgedEventIsThereOnceWhateverHappensAtAWrite() async throws {
            var random = Seeded(TestLength.seed)
            var steps: [Step] = []
            var coverage: [String: Coverage] = [:]
            for measured in try await undisturbed() {
                let calls = measured.counts.sorted { $0.key < $1.key }
                let effects = measured.kind == .count ? [.kill] : Self.failures
                var possible: [Step] = []
                for effect in effects {
                    for (name, count) in calls {
                        let series = (1...count.inOneThread).map {
                            Step(victim: measured.victim, phase: measured.phase, effect: effect, call: (name, $0))
                        }
                        coverage[series[0].kind] = Coverage(all: count.inAll)
                        possible += series
                    }
                }
                if let step = TestLength.step { possible.removeAll { !"\($0)".contains(step) } }
                let isWhole = TestLength.isLong || TestLength.step != nil
                steps += isWhole ? possible : Array(possible.shuffled(using: &random).prefix(2))
            }
            try #require(!steps.isEmpty, "no step is named so")
            TestLength.say("faults: \(steps.count) steps (VIGIE_SEED=\(TestLength.seed))")
            await play(steps, &coverage)
            // strace counts in each thread, and the fault comes to the first thread that makes its N-th call of the kind. In the
            // story a program's calls on files all come from one thread; in the opening another makes the first. Those that wake
            // a thread vary from run to run, so that the last may not come, and two steps may come to the same. That most do not
            // is a fault of the test.
            let hits = coverage.values.map(\.places.count).reduce(0, +)
            TestLength.say("faults: \(hits) different ones came to be")
            #expect(hits * 4 >= steps.count, "too few faults came to be")
            guard TestLength.isLong else { return }
            for (kind, coverage) in coverage.sorted(by: { $0.key < $1.key }) {
                TestLength.say("faults: \(kind): at \(coverage.places.count) of \(coverage.all) calls")
            }
        }

        /// The calls of a victim in a phase: all of them, or those on files.
        private struct Measured {
            let victim: Cycle.Victim
            let phase: Cycle.Phase
            let kind: Fault.Effect
            let counts: [String: (inOneThread: Int, inAll: Int)]
        }

        /// The calls of a cycle without a fault, in which the criterion must hold too.
        private func undisturbed() async throws -> [Measured] {
            var measured: [Measured] = []
            for victim in Cycle.Victim.allCases {
                for phase in Cycle.Phase.allCases {
                    for kind in [Fault.Effect.count, .countOnFiles] {
                        let outcome = try await Cycle.play(victim, in: phase, kind, at: ("", 0))
                        #expect(outcome.violations.isEmpty)
                        let count = outcome.counts.values.map(\.inAll).reduce(0, +)
                        // Each of the story's four steps is written at the least.
                        try #require(
                            count > 4,
                            "strace saw too little of \(victim) in \(phase), \(kind): \(outcome.counts)"
                        )
                        measured.append(Measured(victim: victim, phase: phase, kind: kind, counts: outcome.counts))
                    }
                }
            }
            return measured
        }

        private func play(_ steps: [Step], _ coverage: inout [String: Coverage]) async {
            var done = 0
            await withTaskGroup(of: (Step, Cycle.Outcome).self) { group in
                var rest = steps[...]
                func begin() {
                    guard let step = rest.popFirst() else { return }
                    group.addTask { (step, await step.play()) }
                }
                for _ in 0..<Self.lanes { begin() }
                while let (step, outcome) = await group.next() {
                    begin()
                    done += 1
                    if let place = outcome.place, place <= coverage[step.kind]?.all ?? 0 {
                        coverage[step.kind]?.places.insert(place)
                    }
                    #expect(outcome.violations.isEmpty, "\(step)")
                    if done % 20 == 0 { TestLength.say("faults: \(done) of \(steps.count) steps") }
                }
            }
        }
    }
}
