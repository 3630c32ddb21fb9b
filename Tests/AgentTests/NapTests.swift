@testable import Agent
import NIOCore
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(5)))
struct NapTests {
    private let nap = Nap()
    private let loop = MultiThreadedEventLoopGroup.singleton.next()

    @Test
    func itEndsByItself() async {
        let begun = ContinuousClock.now
        await nap.sleep(for: 0.05, on: loop)
        #expect(ContinuousClock.now - begun >= .milliseconds(50))
    }

    @Test(arguments: [3600, .infinity])
    func aCallEndsItAlsoWhenItCameBefore(_ seconds: Double) async {
        nap.call()
        await nap.sleep(for: seconds, on: loop)
        async let sleep: Void = nap.sleep(for: seconds, on: loop)
        nap.call()
        await sleep
    }

    @Test
    func itEndsWithItsTask() async {
        await withTaskGroup { tasks in
            tasks.addTask { await nap.sleep(for: 3600, on: loop) }
            tasks.cancelAll()
        }
    }
}
