import Smart
import Testing

struct ATASenseTests {
    /// Descriptor format, as a disk behind libata answers.
    static func descriptor(
        error: UInt8 = 0,
        count: UInt8 = 0,
        mid: UInt8 = 0,
        high: UInt8 = 0,
        status: UInt8 = 0x50
    ) -> [UInt8] {
        [0x72, 0x01, 0, 0x1D, 0, 0, 0, 14, 0x09, 0x0C, 0, error, 0, count, 0, 0, 0, mid, 0, high, 0, status]
    }

    /// Fixed format, as old bridges answer.
    static func fixed(count: UInt8 = 0, mid: UInt8, high: UInt8, status: UInt8 = 0x50, qualifier: UInt8 = 0x1D)
        -> [UInt8]
    {
        [0x70, 0, 1, 0, status, 0, count, 10, 0, 0, mid, high, 0, qualifier, 0, 0, 0, 0]
    }

    @Test(arguments: [
        (descriptor(mid: 0x4F, high: 0xC2), ATAStatus.passed), (descriptor(mid: 0xF4, high: 0x2C), .failed),
        (fixed(mid: 0x4F, high: 0xC2), .passed), (fixed(mid: 0xF4, high: 0x2C), .failed),
        (descriptor(mid: 0x4F), .passed), (descriptor(mid: 0xF4), .failed),
        (descriptor(mid: 0x4F, high: 0x2C), .unknown), (descriptor(), .unknown),
        // Refused: the registers only echo the command.
        (descriptor(error: 4, mid: 0x4F, high: 0xC2, status: 0x51), .unknown),
        (fixed(mid: 0x4F, high: 0xC2, qualifier: 0), .unknown), (fixed(mid: 0x4F, high: 0xC2, status: 0), .unknown),
        // The registers behind another descriptor.
        ([0x72, 1, 0, 0x1D, 0, 0, 0, 18, 0x01, 2, 0, 0] + descriptor(mid: 0xF4, high: 0x2C)[8...], .failed),
        ([], .unknown), ([0x72], .unknown), ([UInt8](repeating: 0xFF, count: 32), .unknown),
    ])
    func returnStatus(sense: [UInt8], expected: ATAStatus) {
        #expect(ATAStatus(sense: sense) == expected)
    }

    @Test func everyShorterAnswerIsUnknown() {
        for sense in [Self.descriptor(mid: 0x4F, high: 0xC2), Array(Self.fixed(mid: 0x4F, high: 0xC2).prefix(14))] {
            for length in 0..<sense.count {
                #expect(ATAStatus(sense: Array(sense.prefix(length))) == .unknown)
            }
        }
    }

    @Test(arguments: [
        (0x00, ATAPowerMode.standby), (0x01, .standby), (0x80, .active), (0x83, .active), (0x40, .active),
        (0x41, .active),
        (0xFF, .active), (0x02, .unknown), (0x7F, .unknown),
    ])
    func powerMode(count: Int, expected: ATAPowerMode) {
        #expect(ATAPowerMode(sense: Self.descriptor(count: UInt8(count))) == expected)
        #expect(ATAPowerMode(sense: Self.fixed(count: UInt8(count), mid: 0, high: 0)) == expected)
    }

    @Test func anErrorIsSleepAndARefusalIsUnknown() {
        #expect(ATAPowerMode(sense: Self.descriptor(error: 0x10, status: 0x51)) == .sleeping)
        #expect(ATAPowerMode(sense: Self.descriptor(error: 0x04, status: 0x51)) == .unknown)
        #expect(ATAPowerMode(sense: []) == .unknown)
    }
}
