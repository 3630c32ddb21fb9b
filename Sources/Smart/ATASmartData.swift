/// SMART READ DATA, 512 bytes: up to 30 attributes and the state of the disk's tests (facts/disks.md section 3).
package struct ATASmartData: Hashable, Sendable {
    /// The attributes in the disk's order; a repeated id counts once.
    package let attributes: [ATAAttribute]
    package let selfTest: ATASelfTest
    package let offlineStatus: UInt8
    /// Bit 4: the disk runs self-tests.
    package let capability: UInt8
    /// Minutes that an extended self-test takes; nil when the disk does not say.
    package let extendedMinutes: Int?

    package var testsItself: Bool { capability & 0x10 != 0 }
    /// Whether it tests spans of sectors (selective self-test).
    package var testsSpans: Bool { testsItself && capability & 0x40 != 0 }

    /// Decodes the page.
    /// - Throws: `PageError`, also for a wrong checksum.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let page = try Page(summed: bytes, name: "SMART READ DATA")
        var attributes: [ATAAttribute] = []
        attributes.reserveCapacity(30)
        for offset in stride(from: 2, to: 362, by: 12) {
            let id = page[offset]
            guard id != 0, !attributes.contains(where: { $0.id == id }) else { continue }
            attributes.append(ATAAttribute(page, at: offset))
        }
        self.attributes = attributes
        self.selfTest = ATASelfTest(page[363])
        self.offlineStatus = page[362]
        self.capability = page[367]
        let minutes = page[373] == 0xFF ? Int(page.u16(375)) : Int(page[373])
        self.extendedMinutes = minutes == 0 ? nil : minutes
    }

    /// The sector that a selective self-test was at, in log 09h, 512 bytes (ACS-4, 9.17).
    /// - Throws: `PageError`, also for a wrong checksum.
    package static func sectorUnderTest(_ bytes: [UInt8]) throws(PageError) -> UInt64 {
        try Page(summed: bytes, name: "selective self-test log 09h").u64(492)
    }

    package subscript(id id: UInt8) -> ATAAttribute? { attributes.first { $0.id == id } }
}

/// One attribute: the vendor's scale, which counts down, and six raw bytes of the vendor's own.
package struct ATAAttribute: Hashable, Sendable {
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }
        /// At its threshold the disk is about to fail; without it, it has merely outlived its design.
        package static let preFailure = Flags(rawValue: 0x01)
        package static let online = Flags(rawValue: 0x02)
        package static let performance = Flags(rawValue: 0x04)
        package static let errorRate = Flags(rawValue: 0x08)
        package static let eventCount = Flags(rawValue: 0x10)
        package static let selfPreserving = Flags(rawValue: 0x20)
    }

    /// Whether the attribute has reached its threshold.
    package enum Failure: Hashable, Sendable {
        case never
        case past
        case now
    }

    package let id: UInt8
    package let flags: Flags
    package let current: UInt8
    package let worst: UInt8
    /// 48 bits.
    package let raw: UInt64
    /// The byte after the raw ones, into which some disks extend them.
    package let reserved: UInt8

    /// Everything a raw format can draw on.
    package var bytes: ATARawBytes { ATARawBytes(raw, reserved: reserved, current: current, worst: worst) }

    init(_ page: Page, at offset: Int) {
        self.id = page[offset]
        self.flags = Flags(rawValue: page.u16(offset + 1))
        self.current = page[offset + 3]
        self.worst = page[offset + 4]
        self.raw = page.u48(offset + 5)
        self.reserved = page[offset + 11]
    }

    /// When it failed, given its threshold; one of 0 never fails.
    package func failure(threshold: UInt8?) -> Failure {
        guard let threshold, threshold != 0 else { return .never }
        return current <= threshold ? .now : worst <= threshold ? .past : .never
    }
}

/// The self-test execution status byte.
package struct ATASelfTest: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable {
        case passed = "passed, or never run"
        case aborted
        case interrupted
        case fatal = "failed: fatal or unknown error"
        case unknownFailure = "failed: unknown part"
        case electrical = "failed: electrical part"
        case servo = "failed: servo or seek part"
        case read = "failed: read part"
        case handling = "failed: suspected damage in handling"
        case running
        case reserved

        /// Whether the test ran and found something wrong.
        package var hasFailed: Bool {
            switch self {
            case .fatal, .unknownFailure, .electrical, .servo, .read, .handling: true
            case .passed, .aborted, .interrupted, .running, .reserved: false
            }
        }
    }

    package let outcome: Outcome
    /// Percent left of a running test.
    package let remaining: Int

    init(_ byte: UInt8) {
        let outcomes: [Outcome] = [
            .passed, .aborted, .interrupted, .fatal, .unknownFailure, .electrical, .servo, .read, .handling,
        ]
        let code = Int(byte >> 4)
        self.outcome = code < outcomes.count ? outcomes[code] : code == 15 ? .running : .reserved
        self.remaining = min(Int(byte & 0xF), 10) * 10
    }
}

/// SMART READ THRESHOLDS, 512 bytes; a threshold may stand at another place than its attribute.
package struct ATAThresholds: Hashable, Sendable {
    private struct Entry: Hashable {
        let id: UInt8
        let value: UInt8
    }
    private let entries: [Entry]

    /// Decodes the page.
    /// - Throws: `PageError`, also for a wrong checksum.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let page = try Page(summed: bytes, name: "SMART READ THRESHOLDS")
        self.entries = stride(from: 2, to: 362, by: 12)
            .map { Entry(id: page[$0], value: page[$0 + 1]) }
            .filter { $0.id != 0 }
    }

    package subscript(id: UInt8) -> UInt8? { entries.first { $0.id == id }?.value }
}
