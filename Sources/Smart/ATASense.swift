/// The ATA registers that SCSI sense bytes carry back, in fixed or descriptor format (facts/disks.md section 3).
package struct ATARegisters: Hashable, Sendable {
    package let error: UInt8
    package let status: UInt8
    package let count: UInt8
    package let lbaMid: UInt8
    package let lbaHigh: UInt8

    /// Whether the disk refused or failed the command; its other registers then only echo what was sent.
    package var hasFailed: Bool { status & 0x21 != 0 }

    /// Finds the registers; nil when the sense bytes hold none.
    package init?(sense bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        switch bytes[0] & 0x7F {
        case 0x70, 0x71: self.init(fixed: bytes)
        case 0x72, 0x73: self.init(descriptors: bytes)
        default: return nil
        }
    }

    private init?(fixed bytes: [UInt8]) {
        guard bytes.count >= 14, bytes[12] == 0x00, bytes[13] == 0x1D, bytes[4] != 0 else { return nil }
        self.init(error: bytes[3], status: bytes[4], count: bytes[6], lbaMid: bytes[10], lbaHigh: bytes[11])
    }

    private init?(descriptors bytes: [UInt8]) {
        let end = min(bytes.count, 8 + Int(bytes[7]))
        var start = 8
        while start + 14 <= end, bytes[start] != 0x09 {
            start += 2 + Int(bytes[start + 1])
        }
        guard start + 14 <= end, bytes[start + 1] >= 0x0C else { return nil }
        self.init(
            error: bytes[start + 3],
            status: bytes[start + 13],
            count: bytes[start + 5],
            lbaMid: bytes[start + 9],
            lbaHigh: bytes[start + 11]
        )
    }

    private init(error: UInt8, status: UInt8, count: UInt8, lbaMid: UInt8, lbaHigh: UInt8) {
        self.error = error
        self.status = status
        self.count = count
        self.lbaMid = lbaMid
        self.lbaHigh = lbaHigh
    }
}

/// The disk's own judgement: SMART RETURN STATUS.
package enum ATAStatus: Hashable, Sendable {
    case passed
    case failed
    /// No registers came back, or not these; compare attributes with thresholds instead.
    case unknown

    /// Reads the sense bytes; bridges that cut off the upper register are understood as well.
    package init(sense bytes: [UInt8]) {
        guard let registers = ATARegisters(sense: bytes), !registers.hasFailed else {
            self = .unknown
            return
        }
        self =
            switch (registers.lbaMid, registers.lbaHigh) {
            case (0x4F, 0xC2), (0x4F, 0x00): .passed
            case (0xF4, 0x2C), (0xF4, 0x00): .failed
            default: .unknown
            }
    }
}

/// What CHECK POWER MODE says.
package enum ATAPowerMode: Hashable, Sendable {
    case standby
    case sleeping
    /// Spinning, idle modes included.
    case active
    case unknown

    package var isAsleep: Bool { self == .standby || self == .sleeping }

    /// Reads the sense bytes; a refusal is `unknown`, any other error comes from a disk that sleeps.
    package init(sense bytes: [UInt8]) {
        guard let registers = ATARegisters(sense: bytes) else {
            self = .unknown
            return
        }
        guard !registers.hasFailed else {
            self = registers.error & 0x04 != 0 ? .unknown : .sleeping
            return
        }
        self =
            switch registers.count {
            case 0x00, 0x01: .standby
            case 0x40, 0x41, 0x80...0x83, 0xFF: .active
            default: .unknown
            }
    }
}
