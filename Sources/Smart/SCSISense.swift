/// What a SCSI disk says of its state: REQUEST SENSE, in fixed or descriptor format (SPC-5, 4.4).
package struct SCSISense: Hashable, Sendable {
    package let key: UInt8
    /// Additional sense code and its qualifier.
    package let code: UInt8
    package let qualifier: UInt8

    package init(key: UInt8 = 0, code: UInt8, qualifier: UInt8) {
        self.key = key
        self.code = code
        self.qualifier = qualifier
    }

    /// Reads the sense bytes; nil when they are none.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= 4 else { return nil }
        switch bytes[0] & 0x7F {
        case 0x70, 0x71:
            guard bytes.count >= 14 else { return nil }
            self.init(key: bytes[2] & 0xF, code: bytes[12], qualifier: bytes[13])
        case 0x72, 0x73: self.init(key: bytes[1] & 0xF, code: bytes[2], qualifier: bytes[3])
        default: return nil
        }
    }

    /// Whether the disk stands still, so that whatever it is asked would start it: a low power condition that is not told, standby by
    /// timer or command, or stopped.
    ///
    /// Idle is awake: many SAS disks are idle a moment after each command, and would never be read.
    package var isAsleep: Bool {
        switch (code, qualifier) {
        case (0x5E, 0x00), (0x5E, 0x02), (0x5E, 0x04), (0x5E, 0x09), (0x5E, 0x0A), (0x5E, 0x43): true
        case (0x04, 0x02): key == 2
        default: false
        }
    }

    /// Whether the disk foretells its failure; FFh is what a test of the notice sends.
    package var foretellsFailure: Bool { code == 0x5D && qualifier != 0xFF }

    /// What the disk foretells or warns of, for a technician; nil for anything else.
    package var words: String? {
        let parts: [UInt8: String] = [
            1: "hardware", 2: "controller", 3: "data channel", 4: "servo", 5: "spindle", 6: "firmware",
        ]
        switch (code, qualifier) {
        case (0x5D, 0xFF): return "test of the failure notice"
        case (0x5D, 0x00...0x0F): return "failure foreseen"
        case (0x5D, _): return "\(parts[qualifier >> 4] ?? "part \(qualifier >> 4)") will fail (\(qualifier & 0xF))"
        case (0x0B, 0x01): return "warning: too warm"
        case (0x0B, let qualifier): return "warning \(qualifier)"
        default: return nil
        }
    }
}
