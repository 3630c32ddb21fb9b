import Smart
import TestSupport
import Testing

/// What smartctl 7.3 printed for the same bytes and `-v` options.
struct ATARawTextTests {
    @Test(arguments: [
        ("raw8", 0x0605_0403_0201 as UInt64, "6 5 4 3 2 1"), ("raw8", 0, "0 0 0 0 0 0"),
        ("raw16", 0x0001_0002_FFFF, "1 2 65535"), ("raw48", 0xFFFF_FFFF_FFFF, "281474976710655"),
        ("hex48", 0x00AB_CDEF_0012, "0x00abcdef0012"), ("raw16(raw16)", 7, "7"),
        ("raw16(raw16)", 0x0001_0000_0007, "7 (1 0)"), ("raw16(avg16)", 0x0105_0020_0007, "7 (Average 32)"),
        ("raw16(avg16)", 0x0105_0000_0007, "7"), ("raw24(raw8)", 235_939_733_439_020, "556 (214 150 0)"),
        ("raw24/raw24", 0x0000_0900_0005, "9/5"), ("raw24/raw32", 0x0BAC_3A31_A60D, "2988/976332301"),
        ("sec2hour", 7_384, "2h+03m+04s"), ("min2hour", 0xD696_0000_022C, "9h+16m (54934)"),
        ("min2hour", 378_645, "6310h+45m"), ("halfmin2hour", 557_429, "4645h+14m"),
        ("msec24hour32", 0x0012_0000_0100, "256h+00m+00.018s"), ("temp10x", 0x012F, "30.3"), ("temp10x", 0, "0.0"),
    ])
    func sixBytes(name: String, raw: UInt64, text: String) throws {
        let format = try #require(ATARawFormat(name))
        #expect(format.text(ATARawBytes(raw)) == text)
        #expect(format.name == name)
    }

    @Test(arguments: [
        (0x0027 as UInt64, "39"), (0, "0"), (0x80, "-128"), (0xFFF4, "-12"), (0x0031_0010_0027, "39 (Min/Max 16/49)"),
        (0x0000_0031_1027, "39 (Min/Max 16/49)"), (0x0007_3110_0027, "39 (Min/Max 16/49 #7)"),
        (0x0031_FFF6_0027, "39 (Min/Max -10/49)"), (0x0000_1211_0027, "39 (0 0 18 17 0)"),
        (0x0007_2710_0027, "39 (0 7 39 16 0)"), (0x0127, "39 (0 0 0 0 1)"), (0x0000_FF00_0000, "0 (0 0 255 0 0)"),
    ])
    func temperature(raw: UInt64, text: String) {
        #expect(ATARawFormat.temperature.text(ATARawBytes(raw)) == text)
    }

    /// Bytes 5 to 0 are 06 to 01, the reserved one is 07, current 100, worst 99.
    @Test(arguments: [
        ("raw56", "1976943448883713", 1_976_943_448_883_713 as Double?),
        ("hex56", "0x07060504030201", 1_976_943_448_883_713), ("hex64", "0x0605040302016364", 433_757_350_076_179_328),
        ("raw64", "433757350076179300", 433_757_350_076_179_328), ("raw24/raw32", "460293/67305985", 460_293),
        ("raw24/raw32:543210", "1541/67305985", 1541), ("raw48:012345", "1108152157446", 1_108_152_157_446),
        ("raw48:5", "6", 6), ("raw24/raw24:w01z23", "6488322/772", 6_488_322), ("raw16:zr", "0 0 7", 7),
        ("hex64:w012345r", "0x6301020304050607", 7_133_985_496_707_172_352), ("raw24/raw32:zvzzzw", "100/99", 100),
        ("raw8:zzzzv5", "0 0 0 0 100 6", nil), ("raw24/raw32:04321", "1/84148994", 1),
        ("msec24hour32", "67305985h+07m+40.293s", 67_305_985), ("temp10x:vz", "2560.0", 2560),
    ])
    func byteOrders(name: String, text: String, number: Double?) throws {
        let format = try #require(ATARawFormat(name))
        let bytes = ATARawBytes(0x0605_0403_0201, reserved: 7, current: 100, worst: 99)
        #expect(format.text(bytes) == text)
        #expect(format.number(bytes) == number)
        #expect(format.name == name)
    }

    /// An attribute hands its whole entry over, the reserved byte included.
    @Test func theBytesOfAnAttribute() throws {
        var page = [UInt8](repeating: 0, count: 512)
        page[2...13] = [9, 0, 0, 100, 99, 1, 2, 3, 4, 5, 6, 7]
        let attribute = try #require(try ATASmartData(ATAPages.summed(page))[id: 9])
        #expect(attribute.bytes == ATARawBytes(0x0605_0403_0201, reserved: 7, current: 100, worst: 99))
    }

    @Test(arguments: ["", "raw", "RAW48", "raw48:", "raw48:x", "raw48:012345678", "raw48:01:2", ":012", "raw48 "])
    func noFormat(name: String) {
        #expect(ATARawFormat(name) == nil)
    }

    @Test func everyFormatTakesAnyBytes() {
        var random = Seeded(20_261_127)
        for _ in 0..<20_000 {
            let letters = (0..<1 + random.below(8)).map { _ in Array("012345rvwz".utf8)[random.below(10)] }
            let order = random.chance(50) ? nil : ATAByteOrder(String(decoding: letters, as: UTF8.self))
            let format = ATARawFormat(ATARawFormat.Packing.allCases[random.below(19)], order)
            let mask: UInt64 = random.chance(50) ? .max : random.next()
            let bytes = ATARawBytes(
                random.chance(10) ? .max : random.next() & random.next() & mask,
                reserved: UInt8(random.below(256)),
                current: UInt8(random.below(256)),
                worst: UInt8(random.below(256))
            )
            let text = format.text(bytes)
            #expect(text.utf8.count <= 48 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "\(format) \(bytes)")
            #expect(format.number(bytes).map { $0.isFinite && $0 >= 0 } ?? true, "\(format) \(bytes)")
            #expect(ATARawFormat(format.name) == format)
        }
    }
}
