import Smart
import Testing

struct ATARawTests {
    @Test(arguments: [
        (ATARawFormat.raw48, 0x7D0_0000_0000 as UInt64, 8_589_934_592_000.0), (.raw16WithRaw16, 0x7D0_0000_0000, 0),
        (.raw16, 0x4_0004_0004, 4), (.raw24WithRaw8, 235_939_733_439_020, 556), (.minutesToHours, 378_645, 6310),
        (.halfMinutesToHours, 557_429, 4645), (.secondsToHours, 7200, 2),
        (.milliseconds24Hours32, 0x0012_0000_0100, 256),
        (.errorsOfOperations, 12_834_215_976_973, 2988), (.raw16WithAverage, 0x0010_0020, 32),
    ])
    func number(format: ATARawFormat, raw: UInt64, expected: Double) {
        #expect(format.number(raw) == expected)
    }

    @Test(arguments: [
        // Hitachi: xH xL xT
        (0x0031_0010_0027 as UInt64, 39, 16...49, nil as Int?),
        // Kingston: xL xH xT
        (0x0010_0031_0027, 39, 16...49, nil),
        // Seagate, Samsung, Toshiba: 00 HL xT, both orders
        (0x0000_3110_0027, 39, 16...49, nil), (0x0000_1031_0027, 39, 16...49, nil),
        // Western Digital: 0 0 0 H L T
        (0x0000_0031_1027, 39, 16...49, nil),
        // Western Digital with a count above
        (0x0007_3110_0027, 39, 16...49, 7),
        // Below zero, with the sign extended
        (0x0031_FFF6_0027, 39, -10...49, nil),
        (0x0027, 39, nil, nil),
        // A range that does not hold the temperature is no range.
        (0x0000_1211_0027, 39, nil, nil),
    ])
    func temperature(raw: UInt64, current: Int, range: ClosedRange<Int>?, count: Int?) throws {
        let temperature = try #require(ATATemperature(raw))
        #expect(temperature.current == current)
        #expect(temperature.range == range)
        #expect(temperature.overTemperatureCount == count)
    }

    @Test(arguments: [0 as UInt64, 0xFF, 0x80, 0x31_0010_0000])
    func noTemperature(raw: UInt64) {
        #expect(ATATemperature(raw) == nil)
    }

    @Test(arguments: [
        "", "  ", "0", "0000000000", "00000000000000000001", "0123456789", "0123456789ABCDEF", "1234567890",
        "123456789012",
        "AAAAAAAA", "FFFFFFFFFFFF", "ffff-ffff", "unknown", "None", "Default string", "To be filled by O.E.M.",
        "SERIAL",
        "9876543210", "xxxxxxxx",
    ])
    func placeholders(serial: String) {
        #expect(SerialNumber.isPlaceholder(serial))
    }

    @Test(arguments: [
        "S5STNF0W706332M", "WD-WMANK4051741", "5FB3QF34", "QM00001", "QEMU-NVME-1", "38IGT0G5T", "K432T81269H2",
    ])
    func realSerials(serial: String) {
        #expect(!SerialNumber.isPlaceholder(serial))
    }
}
