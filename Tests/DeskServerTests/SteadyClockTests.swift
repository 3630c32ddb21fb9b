import Health
import Testing

@testable import DeskServer

/// Which times of a wall clock are believed, by one that nobody sets.
struct SteadyClockTests {
    private let start = Timestamp(seconds: 1_795_435_200)

    /// What is believed at each look: seconds by which the wall clock is ahead, and seconds that went by.
    private func believed(_ looks: [(ahead: Double, elapsed: Double)]) -> [Bool] {
        var clock = SteadyClock()
        return looks.map { clock.believes(start.advanced(by: $0.ahead + $0.elapsed), at: $0.elapsed) }
    }

    @Test func aClockThatGoesOnIsBelieved() {
        #expect(believed([(0, 0), (0, 5), (0, 86_400), (0, 1e8)]) == [true, true, true, true])
    }

    @Test func anyFirstTimeIsBelieved() {
        #expect(believed([(-1e9, 7)]) == [true])
        #expect(believed([(1e9, 7)]) == [true])
    }

    @Test func aLittleAheadIsNoJump() {
        #expect(believed([(0, 0), (60, 5), (120, 10), (180, 15)]) == [true, true, true, true])
        #expect(believed([(0, 0), (61, 5)]) == [true, false])
    }

    @Test func aJumpAheadAndBackIsNeverBelieved() {
        #expect(believed([(0, 0), (86_400, 5), (86_400, 10), (0, 15), (0, 20)]) == [true, false, false, true, true])
    }

    /// Once it is believed it is the time, and the one before it a jump back.
    @Test func aJumpAheadThatStaysIsBelievedAfterAWhile() {
        let looks = [(0.0, 0.0), (86_400, 5), (86_400, 304), (86_400, 305), (86_400, 310), (0, 315), (86_400, 320)]
        #expect(believed(looks) == [true, false, false, true, true, true, false])
    }

    @Test func aClockThatJumpsOnBeginsAnew() {
        let looks = [(0.0, 0.0), (86_400, 5), (172_800, 200), (172_800, 305), (3600, 400), (3600, 699), (3600, 700)]
        #expect(believed(looks) == [true, false, false, false, false, false, true])
    }

    @Test func aJumpBackIsBelievedAtOnce() {
        #expect(believed([(0, 0), (-1e8, 5), (-1e8, 10), (0, 15)]) == [true, true, true, false])
    }

    /// Where the other clock stands still while the machine sleeps, the desk is back after minutes.
    @Test func aMachineThatSleptIsBelievedAfterAWhile() {
        #expect(believed([(0, 0), (30_000, 1), (30_000, 300), (30_000, 301)]) == [true, false, false, true])
    }

    @Test func timesThatDoNotFitAreNoTrap() {
        var clock = SteadyClock()
        for time in [Int64.min, .max, 0, .max, .min] {
            _ = clock.believes(Timestamp(milliseconds: time), at: .greatestFiniteMagnitude)
            _ = clock.believes(Timestamp(milliseconds: time), at: 0)
        }
        #expect(clock.isDoubted)
    }
}
