import Foundation
import Testing

@testable import Host

/// The uevent file of a whole block device of this machine; `ram` and `loop` will do.
private let device: String? = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/sys/block")) ?? []
    return names.sorted().map { "/sys/block/\($0)/uevent" }.first {
        getuid() == 0 && FileManager.default.isWritableFile(atPath: $0)
    }
}()

/// Events that the kernel really sends, made by writing to a device's `uevent`, which is made for that.
@Suite(.serialized, .enabled(if: device != nil, "needs root and a disk whose uevent can be written"))
struct DeviceEventsTests {
    private func cause(_ action: String) throws {
        try Data("\(action)\n".utf8).write(to: URL(fileURLWithPath: #require(device)))
    }

    @Test func aDeviceThatComesEndsTheWait() throws {
        let events = try #require(DeviceEvents(of: ["block"], fromUdevd: false))
        let bell = try Bell()
        try cause("add")
        #expect(bell.waitForRing(within: 20, or: events))
    }

    @Test func aChangeThatIsNoneDoesNot() throws {
        let events = try #require(DeviceEvents(of: ["block"], fromUdevd: false))
        try cause("change")
        #expect(wait(for: [(events.descriptor, POLLIN)], seconds: 20) == [true])
        #expect(events.settle() == nil)
    }

    @Test func anotherSubsystemIsNotHeard() throws {
        let others = try #require(DeviceEvents(of: ["nvme"], fromUdevd: false))
        let block = try #require(DeviceEvents(of: ["block"], fromUdevd: false))
        try cause("add")
        #expect(wait(for: [(block.descriptor, POLLIN)], seconds: 20) == [true])
        #expect(others.settle() == nil && block.settle() == 0)
    }

    @Test func theBellStillRings() throws {
        let events = try #require(DeviceEvents(of: ["block"], fromUdevd: false))
        let bell = try Bell()
        bell.ring()
        #expect(bell.waitForRing(within: 20, or: events))
    }

    @Test func aRecordingHasNone() throws {
        let tree = try Tree()
        #expect(try LiveHost(root: tree.path).events(of: ["block"]) == nil)
        #expect(try RecordedHost(tree.path).events(of: ["block"]) == nil)
    }
}

struct NoticePaceTests {
    @Test func theFirstNoticeIsFollowedAtOnceAndTheNextAfterAWhile() {
        var pace = NoticePace()
        #expect(pace.delay(at: 1000) == 0)
        // One look for all of them.
        #expect(pace.delay(at: 1001) == 29 && pace.delay(at: 1002) == 28)
        #expect(pace.delay(at: 1031) == 29)
        #expect(pace.delay(at: 2000) == 0)
    }
}
