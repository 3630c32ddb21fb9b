import Foundation
import Testing

extension EndToEndTests {
    /// Agent and desk are killed, and their disk fails or is full, at the N-th write for every N.
    @Suite(.enabled(if: Fault.isPossible, Fault.absence))
    struct KilledAtEveryStepTests {
        /// A fault of one of the programs at one of its system calls.
        private struct Step: CustomStringConvertible {
            let victim: Cycle.Victim
            let effect: Fault.Effect
            var call = (name: "", number: 0)

            var description: String { "\(victim), \(effect) at \(call.name) \(call.number)" }

            /// What did not come in time is told like what does not hold, so that the other steps go on.
            func play() async -> Cycle.Outcome {
                do {
                    return try await Cycle.play(victim, effect, at: call)
                } catch {
                    return Cycle.Outcome(wasHit: true, violations: ["\(error)"])
                }
            }
        }

        /// Cycles at a time: they wait more than they work.
        private static let lanes = TestLength.isLong ? 8 : 5
        private static let failures: [Fault.Effect] = [
            .once("EIO"), .once("ENOSPC"), .fromThenOn("EIO"), .fromThenOn("ENOSPC"),
        ]

        @Test
        func everyAcknowledgedEventIsThereOnceWhateverHappensAtAWrite() async throws {
            var random = Seeded(TestLength.seed)
            var steps: [Step] = []
            for (victim, kind, counts) in try await undisturbed() {
                let calls = counts.sorted { $0.key < $1.key }.flatMap { name, count in (1...count).map { (name, $0) } }
                let effects = kind == .count ? [.kill] : Self.failures
                let possible = effects.flatMap { effect in calls.map { Step(victim: victim, effect: effect, call: $0) }
                }
                let taken = TestLength.isLong ? possible : Array(possible.shuffled(using: &random).prefix(3))
                TestLength.say("faults: \(victim), \(kind): \(counts), \(taken.count) of \(possible.count) steps")
                steps += taken
            }
            TestLength.say("faults: \(steps.count) steps (VIGIE_SEED=\(TestLength.seed))")
            await play(steps)
        }

        /// The calls of a cycle without a fault, in which the criterion must hold too: all of them, and those on files.
        private func undisturbed() async throws -> [(Cycle.Victim, Fault.Effect, [String: Int])] {
            var counted: [(Cycle.Victim, Fault.Effect, [String: Int])] = []
            for victim in Cycle.Victim.allCases {
                for kind in [Fault.Effect.count, .countOnFiles] {
                    let outcome = try await Cycle.play(victim, kind, at: ("", 0))
                    #expect(outcome.violations.isEmpty)
                    try #require(outcome.counts.values.reduce(0, +) > 10, "strace saw too little: \(outcome.counts)")
                    counted.append((victim, kind, outcome.counts))
                }
            }
            return counted
        }

        private func play(_ steps: [Step]) async {
            var (done, hits) = (0, 0)
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
                    hits += outcome.wasHit ? 1 : 0
                    #expect(outcome.violations.isEmpty, "\(step)")
                    if done % 20 == 0 { TestLength.say("faults: \(done) of \(steps.count) steps, \(hits) hit") }
                }
            }
            // Threads share the work otherwise each time, so that the last calls of one may not come.
            TestLength.say("faults: \(hits) of \(done) came to be")
            #expect(hits * 2 > done, "too few faults came to be")
        }
    }
}
