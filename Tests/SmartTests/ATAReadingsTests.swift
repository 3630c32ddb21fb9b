import Health
import Smart
import Testing

struct ATAReadingsTests {
    /// ACS-3: word 69 bit 3 says that words 230 to 233 count the sectors; bit 2 is another thing.
    @Test(arguments: [(0x08, 5e12), (0x04, 512e6)])
    func theSectorsOfALargeDisk(support: UInt8, bytes: Double) throws {
        var identify = [UInt8](repeating: 0, count: 512)
        identify[120...123] = [0x40, 0x42, 0x0F, 0x00]
        identify[138] = support
        for byte in 0..<8 {
            identify[460 + byte] = UInt8(truncatingIfNeeded: UInt64(9_765_625_000) >> (8 * UInt64(byte)))
        }
        #expect(try ATAIdentify(identify).capacity == bytes)
    }

    /// A disk of a million sectors with these attributes.
    private static func disk(
        _ attributes: [(id: UInt8, flags: UInt8, current: UInt8, worst: UInt8, raw: UInt64, threshold: UInt8)],
        model: String = "DISK",
        status: ATAStatus = .passed,
        hasThresholds: Bool = true,
        selfTest: UInt8 = 0
    ) throws -> Observation {
        var identify = [UInt8](repeating: 0, count: 512)
        for (index, byte) in (Array(model.utf8) + [0x20]).enumerated() { identify[(54 + index) ^ 1] = byte }
        identify[120...123] = [0x40, 0x42, 0x0F, 0x00]
        identify[434] = 1
        var data = [UInt8](repeating: 0, count: 512)
        var thresholds = data
        (data[0], thresholds[0], data[363]) = (16, 16, selfTest)
        for (index, attribute) in attributes.enumerated() {
            let start = 2 + 12 * index
            data[start...start + 4] = [attribute.id, attribute.flags, 0, attribute.current, attribute.worst]
            for byte in 0..<6 {
                data[start + 5 + byte] = UInt8(truncatingIfNeeded: attribute.raw >> (8 * UInt64(byte)))
            }
            // Thresholds need not stand where their attributes do.
            let other = 2 + 12 * (attributes.count - 1 - index)
            thresholds[other...other + 1] = [attribute.id, attribute.threshold]
        }
        let disk = ATADisk(
            identify: try ATAIdentify(identify),
            data: try ATASmartData(ATAPages.summed(data)),
            thresholds: hasThresholds ? try ATAThresholds(ATAPages.summed(thresholds)) : nil,
            status: status
        )
        return Observation(
            Component(.disk, "1"),
            name: "",
            readings: disk.readings(),
            readAt: Timestamp(milliseconds: 0)
        )
    }

    @Test(arguments: [
        (ATAStatus.passed, UInt8(1), UInt8(50), true, 0.0 as Double?), (.passed, 1, 10, true, 1),
        (.passed, 0, 10, true, 0),
        (.failed, 0, 50, true, 1), (.failed, 0, 50, false, 1), (.unknown, 1, 10, true, 1), (.unknown, 1, 50, true, 0),
        (.unknown, 1, 10, false, nil), (.passed, 1, 10, false, 0),
    ])
    func failing(status: ATAStatus, flags: UInt8, current: UInt8, hasThresholds: Bool, expected: Double?) throws {
        let observation = try Self.disk(
            [(5, flags, current, current, 0, 10)],
            status: status,
            hasThresholds: hasThresholds
        )
        #expect(observation[.failing] == expected)
    }

    @Test func anAttributeThatFailedInThePastDoesNotFailNow() throws {
        #expect(try Self.disk([(5, 1, 50, 10, 0, 10)])[.failing] == 0)
        #expect(try Self.disk([(5, 1, 0, 0, 0, 0)])[.failing] == 0)
    }

    @Test(arguments: [
        (0 as UInt64, 0.0 as Double?), (7, 7), (999_999, 999_999), (1_000_000, nil), (0xFFFF_FFFF_FFFF, nil),
    ])
    func aDiskCannotLoseMoreSectorsThanItHas(raw: UInt64, expected: Double?) throws {
        let observation = try Self.disk([(197, 0, 100, 100, raw, 0), (198, 0, 100, 100, raw, 0)])
        #expect(observation[.pendingSectors] == expected)
        #expect(observation[.uncorrectableSectors] == expected)
    }

    @Test func whatIsNotReportedIsNotZero() throws {
        let observation = try Self.disk([(194, 0, 100, 100, 0, 0), (9, 0, 100, 100, 0xFF_FFFF, 0)])
        #expect(
            observation.readings.map(\.quantity.name) == [
                "failing", "failed-self-tests", "logical-sector-bytes", "physical-sector-bytes", "capacity",
                "rotation-rate", "self-test", "attribute-194-temperature-celsius", "attribute-9-power-on-hours",
            ]
        )
        // It is shown as it is, and is no number that anything could be judged by.
        #expect(observation.readings.contains { $0.quantity.unit == .celsius && $0.value == .text("0") })
    }

    @Test func theScaleStandsBesideTheNumber() throws {
        let observation = try Self.disk([(5, 0x33, 99, 98, 3, 36), (222, 0, 1, 2, 4, 0)])
        let reallocated = observation.readings.first { $0.quantity.name == "attribute-5-reallocated-sector-ct" }
        let scale = Reading.Scale(
            current: 99,
            worst: 98,
            threshold: 36,
            raw: 3,
            flags: 0x33,
            name: "Reallocated_Sector_Ct",
            text: "3"
        )
        #expect(reallocated?.scale == scale)
        #expect(reallocated?.value == .number(3))
        #expect(observation[.reallocatedSectors] == 3)
        // 222 has a meaning on platters only.
        #expect(observation[Quantity("attribute-222")] == 4)
    }

    @Test(arguments: [
        ("Samsung SSD 870 QVO 4TB", UInt8(177), UInt8(90), UInt64(4), 10.0 as Double?),
        ("SAMSUNG MZ7WD240HAFV-00003", 177, 1, 1661, 99), ("INTEL SSDSC2BB016T4", 233, 15, 0, 85),
        ("Micron_5300_MTFDDAK240TDS", 202, 97, 3, 3), ("CT500MX500SSD1", 202, 40, 60, 60),
        ("Micron_5300_MTFDDAK240TDS", 202, 97, 5000, nil), ("Samsung SSD 870 QVO 4TB", 177, 200, 4, nil),
        ("KINGSTON SKC400S371T", 231, 100, 74, nil), ("Unheard of", 177, 90, 4, nil),
    ])
    func wearWhereItsMeaningIsSure(model: String, id: UInt8, current: UInt8, raw: UInt64, used: Double?) throws {
        #expect(try Self.disk([(id, 0, current, current, raw, 0)], model: model)[.percentageUsed] == used)
    }

    @Test(arguments: [
        ("Samsung SSD 870 QVO 4TB", UInt8(241), 1000.0 * 512 as Double?),
        ("INTEL SSDSC2BB016T4", 241, 1000 * 33_554_432),
        ("CT500MX500SSD1", 246, 1000 * 512), ("P3-2TB", 241, nil),
    ])
    func dataWrittenWhereItsUnitIsSure(model: String, id: UInt8, bytes: Double?) throws {
        #expect(try Self.disk([(id, 0, 100, 100, 1000, 0)], model: model)[.dataWritten] == bytes)
    }

    @Test func whatOtherMakersCountUnderASectorsNumberIsNoSector() throws {
        let observation = try Self.disk([(198, 0, 100, 100, 5000, 0)], model: "OCZ-VECTOR")
        #expect(observation[.uncorrectableSectors] == nil)
        #expect(observation[Quantity("attribute-198")] == 5000)
    }

    @Test func aPackedCounterOfReportedErrorsIsUnpacked() throws {
        #expect(try Self.disk([(187, 0, 253, 253, 65_536, 0)])[.reportedUncorrectable] == 0)
        #expect(try Self.disk([(187, 0, 9, 9, 91, 0)])[.reportedUncorrectable] == 91)
    }

    @Test(arguments: [
        (UInt8(0x00), "passed, or never run"), (0x73, "failed: read part"), (0xF7, "running"), (0xA0, "reserved"),
    ])
    func selfTest(byte: UInt8, words: String) throws {
        let reading = try Self.disk([], selfTest: byte).readings.first { $0.quantity == .selfTest }
        #expect(reading?.value == .text(words))
    }
}
