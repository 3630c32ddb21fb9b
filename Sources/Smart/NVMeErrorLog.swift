/// NVMe's Error Information log, page 01h: 64 bytes an entry, newest first (facts/disks.md section 3).
package struct NVMeErrorLog: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        /// The number of this error since the controller was made.
        package let count: UInt64
        package let queue: UInt16
        package let command: UInt16
        package let status: NVMeStatus
        package let lba: UInt64
        package let namespace: UInt32
    }

    /// The entries that hold an error, newest first; places that were never used are left out.
    package let entries: [Entry]

    /// Errors of the disk itself, in contrast to commands that it rightly refused.
    package var deviceErrors: [Entry] { entries.filter(\.status.isOfDevice) }

    /// Decodes as many whole entries as there are, `size` at most: what is read beyond the controller's log means nothing.
    /// - Throws: `PageError`; a page of zeros is an empty log.
    package init(_ bytes: [UInt8], size: Int = 64) throws(PageError) {
        guard bytes.contains(where: { $0 != 0 }) || bytes.count < 64 else {
            self.entries = []
            return
        }
        let page = try Page(bytes, size: 64, name: "Error Information log 01h")
        self.entries = stride(from: 0, to: min(bytes.count / 64, size, 64) * 64, by: 64).compactMap { start in
            let count = page.u64(start)
            guard count != 0 else { return nil }
            return Entry(
                count: count,
                queue: page.u16(start + 8),
                command: page.u16(start + 10),
                status: NVMeStatus(field: page.u16(start + 12)),
                lba: page.u64(start + 16),
                namespace: page.u32(start + 24)
            )
        }
    }
}

extension NVMeErrorLog.Entry {
    var text: String { "\(count): \(status.words), sector \(lba)" }
}

/// Why a controller did not do a command: type (SCT) and code (SC) of its status field (NVM Express Base Specification 2.0, 3.3.3.2.1).
package struct NVMeStatus: Hashable, Sendable {
    package let type: UInt8
    package let code: UInt8

    /// Takes the status field as completions and the error log hold it: bit 0 is the phase tag.
    init(field: UInt16) {
        self.type = UInt8(field >> 9 & 0x7)
        self.code = UInt8(field >> 1 & 0xFF)
    }

    /// Whether the disk failed: an internal error, data that it could not transfer, or an error of its media.
    ///
    /// Invalid commands, fields and log pages are the host's own (smartmontools issue 208); they make no disk suspect. What was
    /// compared and differs, deallocated or refused (media codes 85h to 87h) is no damage either.
    var isOfDevice: Bool {
        switch (type, code) {
        case (0, 0x04), (0, 0x06): true
        case (2, 0x85...0x87): false
        case (2, _): true
        default: false
        }
    }

    /// What happened, for a technician.
    package var words: String {
        switch (type, code) {
        case (0, 0x01): "invalid opcode"
        case (0, 0x02): "invalid field"
        case (0, 0x04): "data transfer error"
        case (0, 0x06): "internal error"
        case (1, 0x09): "invalid log page"
        case (2, 0x80): "write fault"
        case (2, 0x81): "unrecovered read error"
        case (2, 0x82): "end-to-end guard check error"
        case (2, 0x83): "end-to-end application tag check error"
        case (2, 0x84): "end-to-end reference tag check error"
        default: "status type \(type), code \(code)"
        }
    }
}
