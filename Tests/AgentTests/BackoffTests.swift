import Agent
import Testing

@Suite
struct BackoffTests {
    @Test
    func theBoundDoublesUpToFiveMinutes() {
        var backoff = Backoff()
        let waits = (0..<11).map { _ in backoff.next(atLeast: 0, random: 1) }
        #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
    }

    @Test(arguments: [(0.0, 0.05), (0.25, 1.0), (0.5, 2.0), (1.0, 4.0)])
    func theWaitIsAnyPartOfTheBoundButNeverNothing(random: Double, wait: Double) {
        var backoff = Backoff()
        for _ in 0..<2 { _ = backoff.next(atLeast: 0, random: 1) }
        #expect(backoff.next(atLeast: 0, random: random) == wait)
    }

    @Test
    func whatTheDeskAsksForIsWaitedOnTop() {
        var backoff = Backoff()
        #expect(backoff.next(atLeast: 60, random: 0.5) == 60.5)
    }

    @Test
    func aSessionThatStoodBeginsAnew() {
        var backoff = Backoff()
        for _ in 0..<9 { _ = backoff.next(atLeast: 0, random: 1) }
        backoff.succeed()
        #expect(backoff.next(atLeast: 0, random: 1) == 1)
    }
}
