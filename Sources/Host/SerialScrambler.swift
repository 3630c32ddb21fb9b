/// Replaces serial numbers in what is recorded, the same one always by the same.
///
/// It hides them from a casual reader and keeps their length and kinds of characters; it is no encryption.
struct SerialScrambler: Sendable {
    /// A serial number with the blanks around it kept: digits become digits, letters letters, the rest stays.
    func serial(_ bytes: some Collection<UInt8>) -> [UInt8] {
        replaced(bytes) { core in
            var state = hash(core)
            return core.map { byte in
                state = advanced(state, by: byte)
                return switch byte {
                case digits: digits.lowerBound + UInt8(state >> 32 % 10)
                case capitals: capitals.lowerBound + UInt8(state >> 32 % 26)
                case smalls: smalls.lowerBound + UInt8(state >> 32 % 26)
                default: byte
                }
            }
        }
    }

    /// A world wide name in hexadecimal: the maker's part, seven digits, is kept.
    func wwn(hex bytes: some Collection<UInt8>) -> [UInt8] {
        guard bytes.contains(where: { $0 != UInt8(ascii: "0") }) else { return Array(bytes) }
        let core = bytes.map { capitals.contains($0) ? $0 + 32 : $0 }
        var state = hash(core)
        let hexDigits = Array("0123456789abcdef".utf8)
        let rest = core.dropFirst(7).map { byte -> UInt8 in
            state = advanced(state, by: byte)
            return hexDigits.contains(byte) ? hexDigits[Int(state >> 32 % 16)] : byte
        }
        return core.prefix(7) + rest
    }

    /// The file of a path, where it is one that names a device or the machine.
    func file(_ path: String, _ bytes: [UInt8]) -> [UInt8] {
        let name = path.split(separator: "/").last ?? ""
        switch name {
        case "vpd_pg80": return bytes.prefix(4) + serial(bytes.dropFirst(4))
        case "wwid", "wwn": return wwid(bytes)
        case "serial", "serial_number", "cid", "product_uuid", "machine-id": return serial(bytes)
        default: return name.hasSuffix("_serial") ? serial(bytes) : bytes
        }
    }

    func answer(_ command: DiskCommand, _ bytes: [UInt8]) -> [UInt8] {
        switch command {
        case .ataIdentify: identify(bytes)
        case .nvmeIdentifyController: controller(bytes)
        case .scsiSerialNumber: bytes.prefix(4) + serial(bytes.dropFirst(4))
        case .smartctl: report(bytes)
        default: bytes
        }
    }

    /// smartctl's JSON, a member a line: the texts that name one disk.
    private func report(_ bytes: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        let names = ["serial_number", "logical_unit_id"]
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            line -> [UInt8] in
            var parts = line.split(separator: quote, omittingEmptySubsequences: false).map { Array($0) }
            guard parts.count == 5, names.contains(String(decoding: parts[1], as: UTF8.self)) else {
                return Array(line)
            }
            parts[3] = serial(parts[3])
            return Array(parts.joined(separator: [quote]))
        }
        return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }

    /// A name in binary: seven hexadecimal digits are the maker's.
    private func name(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        let new = wwn(hex: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] })
            .map { UInt8(digits.firstIndex(of: $0) ?? 0) }
        return stride(from: 0, to: new.count - 1, by: 2).map { new[$0] << 4 | new[$0 + 1] }
    }

    /// A line of upsd's that tells a serial number: `VAR rack1 ups.serial "AS1234"`.
    func line(_ line: String) -> String {
        let parts = line.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].hasSuffix(".serial ") else { return line }
        return "\(parts[0])\"\(String(decoding: serial(parts[1].utf8), as: UTF8.self))\"\(parts[2])"
    }

    /// IDENTIFY DEVICE: words 10-19 serial number, 108-111 world wide name, checksum when byte 510 is A5h.
    private func identify(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count == 512 else { return bytes }
        var page = bytes
        page.replaceSubrange(20..<40, with: swapped(serial(swapped(page[20..<40]))))
        page.replaceSubrange(216..<224, with: swapped(name(swapped(page[216..<224]))))
        if page[510] == 0xA5 { page[511] = 0 &- page[..<511].reduce(0, &+) }
        return page
    }

    /// Identify Controller: serial number at 4, FGUID at 112, and the qualified name at 768, which often holds the serial number.
    private func controller(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 1024 else { return bytes }
        var page = bytes
        let old = trimmed(page[4..<24])
        let new = Array(serial(old))
        page.replaceSubrange(4..<24, with: serial(page[4..<24]))
        if page[112..<128].contains(where: { $0 != 0 }) {
            var state = hash(Array(page[112..<128]))
            for index in 112..<128 {
                state = advanced(state, by: page[index])
                page[index] = UInt8(truncatingIfNeeded: state >> 32)
            }
        }
        guard !old.isEmpty else { return page }
        for start in 768...(1024 - old.count) where page[start..<start + old.count].elementsEqual(old) {
            page.replaceSubrange(start..<start + old.count, with: new)
        }
        return page
    }

    /// `naa.5000c500…`, `eui.…`, `0x…`: hexadecimal after the mark; `t10.ATA MODEL SERIAL`: the last word.
    private func wwid(_ bytes: [UInt8]) -> [UInt8] {
        replaced(bytes) { core in
            let text = String(decoding: core, as: UTF8.self)
            for mark in ["naa.", "eui.", "0x"] where text.hasPrefix(mark) {
                return Array(mark.utf8) + wwn(hex: core.dropFirst(mark.count))
            }
            let start = core.lastIndex { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ".") }.map { $0 + 1 } ?? 0
            return core[..<start] + serial(core[start...])
        }
    }

    private func replaced(_ bytes: some Collection<UInt8>, by change: ([UInt8]) -> [UInt8]) -> [UInt8] {
        let core = trimmed(bytes)
        let front = bytes.prefix { isBlank($0) }
        return Array(front) + change(core) + bytes.dropFirst(front.count + core.count)
    }

    private func trimmed(_ bytes: some Collection<UInt8>) -> [UInt8] {
        bytes.drop { isBlank($0) }.reversed().drop { isBlank($0) }.reversed()
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }

    private func swapped(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var words = Array(bytes)
        for index in stride(from: 0, to: words.count - 1, by: 2) { words.swapAt(index, index + 1) }
        return words
    }

    /// FNV-1a, 64 bits.
    private func hash(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(0xCBF2_9CE4_8422_2325, advanced) }

    private func advanced(_ state: UInt64, by byte: UInt8) -> UInt64 { (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

private let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
private let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
private let smalls = UInt8(ascii: "a")...UInt8(ascii: "z")
