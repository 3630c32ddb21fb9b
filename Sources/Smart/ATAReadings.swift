package import Health

/// Everything that was read of an ATA disk, to be turned into readings.
package struct ATADisk: Sendable {
    package var identify: ATAIdentify
    package var data: ATASmartData
    /// nil when the disk has none; then nothing is compared with them.
    package var thresholds: ATAThresholds?
    package var status: ATAStatus
    /// The logs; nil for what the disk does not keep, or was not asked for.
    package var statistics: ATADeviceStatistics?
    package var selfTests: ATASelfTestLog?
    package var errors: ATAErrorLog?
    package var sct: ATASCTStatus?
    /// What the installed drive database says of this disk; nil without one: then our own defaults hold.
    package var presets: DrivePresets?

    package init(identify: ATAIdentify, data: ATASmartData, thresholds: ATAThresholds?, status: ATAStatus) {
        self.identify = identify
        self.data = data
        self.thresholds = thresholds
        self.status = status
    }

    /// The readings: what rules judge first, then one of each attribute with the vendor's scale.
    ///
    /// What the disk does not report, or reports as an impossible number, is left out. Device statistics go before attributes: the
    /// standard says what they mean.
    package func readings() -> [Reading] {
        let family = ATAFamily.of(identify.model)
        var readings: [Reading] = []
        readings.reserveCapacity(48)
        func add(_ quantity: Quantity, _ number: Double?) {
            if let number { readings.append(Reading(quantity, number)) }
        }
        add(.failing, failing.map { $0 ? 1 : 0 })
        add(.temperature, statistics?.temperature ?? sct?.temperature ?? temperature)
        add(.maximum, sct?.maximum ?? statistics?.maximumTemperature)
        add(.reallocatedSectors, counted(statistics?.reallocatedSectors ?? number(5, .raw16WithRaw16)))
        /// A counter, where the attribute means here what its number means elsewhere.
        func counter(_ id: UInt8, _ word: String, _ format: ATARawFormat = .raw48) -> Double? {
            family.foreign.contains(id) || isNamed(id, otherThan: word) ? nil : number(id, format)
        }
        add(.pendingSectors, counted(statistics?.pendingErrors ?? counter(197, "Pending")))
        add(.uncorrectableSectors, counted(counter(198, "Uncorrect")))
        add(.reportedUncorrectable, statistics?.reportedUncorrectable ?? counter(187, "Uncorrect", .raw16))
        if identify.rotation != .solidState { add(.spinRetries, counter(10, "Spin")) }
        add(.endToEndErrors, counter(184, "End-to-End"))
        add(.interfaceErrors, statistics?.interfaceErrors ?? counter(199, "CRC"))
        add(.failedSelfTests, selfTests.map { Double($0.failures.count) } ?? failedSelfTests)
        add(.failingAddress, selfTests?.failures.lazy.compactMap(\.failingLBA).first.map { Double($0) })
        add(.commandErrors, errors.map { Double($0.count) })
        if let errors = Reading(errors: errors?.entries.map(\.text) ?? []) { readings.append(errors) }
        add(.percentageUsed, statistics?.percentageUsed ?? wear(family))
        add(.powerOnHours, powerOnHours)
        add(.powerCycles, statistics?.powerCycles ?? number(12, .raw24WithRaw8))
        add(.dataWritten, statistics?.sectorsWritten.map(bytes) ?? transferred(family.written, family))
        add(.dataRead, statistics?.sectorsRead.map(bytes) ?? transferred(family.read, family))
        readings += identify.readings
        readings.append(Reading(.selfTest, .text(data.selfTest.outcome.rawValue)))
        if data.selfTest.outcome == .running { add(.selfTestRemaining, Double(data.selfTest.remaining)) }
        if let tests = selfTests?.records.reading { readings.append(tests) }
        return readings + data.attributes.map { reading(of: $0, family) }
    }

    /// The disk's own word, or a pre-failure attribute that is at its threshold now; nil when neither can be told.
    private var failing: Bool? {
        let prefailed = data.attributes.contains {
            $0.flags.contains(.preFailure) && $0.failure(threshold: thresholds?[$0.id]) == .now
        }
        switch status {
        case .failed: return true
        case .passed: return prefailed
        case .unknown: return thresholds == nil ? nil : prefailed
        }
    }

    /// Degrees Celsius of the first attribute that has them, in smartctl's order.
    private var temperature: Double? {
        [194, 190].lazy.compactMap { number($0, .temperature) }.first
    }

    /// Whether the last self-test failed; nil while one runs, or when it came to no end.
    private var failedSelfTests: Double? {
        data.selfTest.outcome.hasFailed ? 1 : data.selfTest.outcome == .passed ? 0 : nil
    }

    private func number(_ id: UInt8, _ format: ATARawFormat) -> Double? {
        data[id: id].flatMap { format.number($0.bytes) }
    }

    /// A count of sectors; a disk cannot have lost more of them than it has.
    private func counted(_ count: Double?) -> Double? {
        guard let count else { return nil }
        guard let total = identify.sectors else { return count }
        return count < Double(total) ? count : nil
    }

    /// For how long it has run in its life, in hours.
    package var powerOnHours: Double? {
        hours(statistics?.powerOnHours) ?? powerOnHours(ATAFamily.of(identify.model))
    }

    /// Hours; more than 20 years of them are some other unit and left out.
    private func powerOnHours(_ family: ATAFamily) -> Double? {
        format(of: 9, family, .raw24WithRaw8).flatMap { hours(number(9, $0)) }
    }

    private func hours(_ hours: Double?) -> Double? { hours.flatMap { $0 < 175_320 ? $0 : nil } }

    /// How an attribute's raw bytes are packed: what is sure of the make, what the drive database says, what is common; nil where the
    /// database names a packing that nobody knows here.
    private func format(of id: UInt8, _ family: ATAFamily, _ common: ATARawFormat) -> ATARawFormat? {
        if let format = family.formats[id] { return format }
        guard let attribute = presets?.attributes[id] else { return common }
        return attribute.format
    }

    /// Whether the drive database gives the attribute a name in which the word does not stand, so that it counts something else.
    private func isNamed(_ id: UInt8, otherThan word: String) -> Bool {
        guard let name = presets?.attributes[id]?.name?.utf8 else { return false }
        // The standard library's search brings its regular expressions along: 1.7 MB of program.
        return !name.indices.contains { name[$0...].starts(with: word.utf8) }
    }

    private func bytes(_ sectors: Double) -> Double { sectors * Double(identify.logicalSectorSize) }

    private func wear(_ family: ATAFamily) -> Double? {
        switch family.wear {
        case .remaining(let id):
            data[id: id].flatMap { (1...100).contains($0.current) ? Double(100 - $0.current) : nil }
        case .used(let id): number(id, .raw48).flatMap { $0 <= 255 ? $0 : nil }
        case nil: nil
        }
    }

    private func transferred(_ id: UInt8?, _ family: ATAFamily) -> Double? {
        id.flatMap { number($0, .raw48) }.map { $0 * family.transferUnit }
    }

    /// An attribute by its number, or as smartctl prints it where that is no number or one that cannot be.
    private func reading(of attribute: ATAAttribute, _ family: ATAFamily) -> Reading {
        let isForeign = family.foreign.contains(attribute.id)
        let meaning = isForeign ? .unknown(attribute.id) : ATAMeaning.of(attribute.id, on: identify.rotation)
        let format = format(of: attribute.id, family, meaning.format)
        // What we know of a make beyond the database is none of smartctl's business.
        let printed = presets?.attributes[attribute.id].map(\.format) ?? meaning.format
        let text = printed?.text(attribute.bytes)
        let scale = Reading.Scale(
            current: Int(attribute.current),
            worst: Int(attribute.worst),
            threshold: thresholds?[attribute.id].map { Int($0) },
            raw: attribute.raw,
            flags: attribute.flags.rawValue,
            name: presets?.attributes[attribute.id]?.name
                ?? ATAMeaning.printedName(of: attribute.id, on: identify.rotation),
            text: text
        )
        let value = format?.number(attribute.bytes).map { Value.number($0) } ?? .text(text ?? String(attribute.raw))
        return Reading(meaning.quantity, value, scale: scale)
    }
}

extension ATAIdentify {
    /// What does not change in a disk's life.
    fileprivate var readings: [Reading] {
        var readings = [
            Reading(.logicalSectorBytes, Double(logicalSectorSize)),
            Reading(.physicalSectorBytes, Double(physicalSectorSize)),
        ]
        if let capacity { readings.append(Reading(.capacity, capacity)) }
        switch rotation {
        case .solidState: readings.append(Reading(.rotationRate, 0))
        case .rate(let rate): readings.append(Reading(.rotationRate, Double(rate)))
        case .unknown: break
        }
        if let wwn { readings.append(Reading(.wwn, .text(String(wwn, radix: 16)))) }
        return readings
    }
}

extension Quantity {
    /// Revolutions a minute; 0 for a disk without platters.
    package static let rotationRate = Quantity("rotation-rate")
    package static let logicalSectorBytes = Quantity("logical-sector-bytes")
    package static let physicalSectorBytes = Quantity("physical-sector-bytes")
    /// The disk's name for all the world, 64 bits in hexadecimal digits.
    package static let wwn = Quantity("wwn", .text)
    /// How the disk's last self-test ended.
    package static let selfTest = Quantity("self-test", .text)
    /// Commands that an ATA disk could not do, since it was made: its own faults, cables' and the host's.
    package static let commandErrors = Quantity("command-errors")
}
