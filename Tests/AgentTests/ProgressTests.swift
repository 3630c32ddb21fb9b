@testable import Agent
import Testing

@Suite
struct ProgressTests {
    private static let parts: [Progress.Part] = [.schedule(ofProbe: "ups"), .schedule(ofProbe: "disks"), .link]

    @Test
    func whoHasPromisedNothingIsNotStuck() {
        #expect(Progress().stuck(at: 1e9) == [])
    }

    @Test(arguments: parts)
    func whoBreaksAPromiseIsStuckUntilHeardAgain(_ part: Progress.Part) {
        var progress = Progress()
        for part in Self.parts { progress.promise(part, by: 1000) }
        progress.promise(part, by: 100)
        #expect(progress.stuck(at: 100 + Progress.patience) == [])
        #expect(progress.stuck(at: 101 + Progress.patience) == [part])
        progress.promise(part, by: 300)
        #expect(progress.stuck(at: 101 + Progress.patience) == [])
    }

    @Test
    func aProbeThatHangsOnHardwareIsNotStuckAndHidesNoOther() {
        var progress = Progress()
        for part in Self.parts + [.schedule(ofProbe: "disks")] { progress.promise(part, by: 10) }
        progress.release(.schedule(ofProbe: "disks"))
        progress.promise(.schedule(ofProbe: "disks"), by: 9999)
        #expect(progress.stuck(at: 1000) == [.link, .schedule(ofProbe: "ups")])
    }
}
