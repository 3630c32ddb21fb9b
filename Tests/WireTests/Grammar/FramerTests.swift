import Testing

@testable import Wire

@Suite struct FramerTests {
    private let stream = Array("HELLO 1\n\nBEAT up=5\nBYE".utf8)
    private let frames: [LineFramer.Frame] = [
        .line(Array("HELLO 1".utf8)), .line([]), .line(Array("BEAT up=5".utf8)),
    ]

    @Test("The same lines come out however the stream is cut", arguments: 1...24)
    func anyCut(size: Int) {
        var framer = LineFramer()
        var found: [LineFramer.Frame] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            found += framer.append(stream[start..<min(start + size, stream.count)])
        }
        #expect(found == frames)
        #expect(framer.isInsideLine)
        #expect(framer.append([UInt8(ascii: "\n")]) == [.line(Array("BYE".utf8))])
        #expect(!framer.isInsideLine)
    }

    @Test(
        "A line is cut at the limit, by one byte, however it arrives",
        arguments: [1, 255, 256, 257, 4096, 16_383, 16_384, 99_999]
    )
    func tooLong(size: Int) {
        func frames(ofLength length: Int) -> [LineFramer.Frame] {
            var framer = LineFramer()
            let bytes =
                Array("OPEN 7 k=".utf8) + Array(repeating: UInt8(ascii: "x"), count: length - 9)
                + Array("\nBEAT\n".utf8)
            return stride(from: 0, to: bytes.count, by: size).flatMap { start in
                framer.append(bytes[start..<min(start + size, bytes.count)])
            }
        }
        guard case .line(let whole) = frames(ofLength: 16_383).first else {
            Issue.record("a line of the greatest length is refused")
            return
        }
        #expect(whole.count == 16_383)
        let found = frames(ofLength: 16_384)
        #expect(found.last == .line(Array("BEAT".utf8)))
        guard case .tooLong(let beginning) = found.first else {
            Issue.record("a line over the limit is taken")
            return
        }
        #expect(beginning.count == LineFramer.keptOfTooLong)
        #expect(beginning.starts(with: "OPEN 7 k=".utf8))
    }

    @Test("An endless line holds no memory")
    func boundedMemory() {
        var framer = LineFramer()
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000)
        for _ in 0..<1000 {
            #expect(framer.append(chunk).isEmpty)
            #expect(framer.partial.count < Line.maximumLength)
        }
        #expect(framer.partial.count == LineFramer.keptOfTooLong)
        #expect(framer.isInsideLine)
    }
}
