import TestSupport

/// The answers of a disk that nobody has made yet, by the names of their files; each is one that a real disk could give.
struct RandomDisk {
    var random: Seeded

    init(seed: UInt64) { random = Seeded(seed) }

    private mutating func number(_ range: ClosedRange<UInt64>) -> UInt64 { .random(in: range, using: &random) }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }

    private static func little(_ value: UInt64, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    private static func big(_ value: UInt64, _ size: Int) -> [UInt8] { little(value, size).reversed() }

    private static func page(_ size: Int, _ fields: [(Int, [UInt8])], summed: Bool = false) -> [UInt8] {
        var page = [UInt8](repeating: 0, count: size)
        for (offset, bytes) in fields { page.replaceSubrange(offset..<offset + bytes.count, with: bytes) }
        if summed { page[511] = 0 &- page[..<511].reduce(UInt8(0)) { $0 &+ $1 } }
        return page
    }

    private static func text(_ text: String, _ size: Int) -> [UInt8] {
        Array(text.utf8.prefix(size)) + [UInt8](repeating: 0x20, count: max(0, size - text.utf8.count))
    }

    private static func swapped(_ bytes: [UInt8]) -> [UInt8] { bytes.indices.map { bytes[$0 ^ 1] } }
}

// ATA
extension RandomDisk {
    /// `general`: it may keep general purpose logs too.
    mutating func ata(general: Bool = true) -> [String: [UInt8]] {
        let hasLogs = random.chance(80)
        let (tests, errors) = (selfTests(), errors())
        let hours = number(0...100_000)
        let (data, thresholds, isFailing) = attributes(hours: hours)
        let word: [UInt8] = isFailing ? [0xF4, 0, 0x2C] : [0x4F, 0, 0xC2]
        let sense = [0x72, 1, 0, 0x1D, 0, 0, 0, 14, 9, 12, 0, 0, 0, 0, 0, 0, 0] + word + [0, 0x50]
        var files = [
            "ata.identify": identify(hasLogs: hasLogs), "ata.smartdata": data, "ata.thresholds": thresholds,
            // The shim calls it by the first of these names.
            "ata.senseb0": sense, "ata.senseda": sense,
            "ata.sensee5": [0x72, 1, 0, 0x1D, 0, 0, 0, 14, 9, 12, 0, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0x50],
        ]
        guard hasLogs else { return files }
        files["ata.smartlog06"] = Self.page(
            512,
            [(0, [1])] + tests.reversed().enumerated().map { (2 + 24 * $0, $1) } + [(508, [UInt8(tests.count)])],
            summed: true
        )
        files["ata.smartlog01"] = shortErrors(errors)
        if general, random.chance(50) {
            files["ata.gplog00.0"] = Self.page(512, [(0, [1]), (6, [1]), (8, [8]), (14, [1])])
            files["ata.gplog03.0"] = extendedErrors(errors)
            files.merge(statistics(hours: hours)) { $1 }
            let extended = tests.map { Array($0[0..<5]) + Self.lba48($0) + [0, 0, 0, 0, 0, 0, 0] }
            files["ata.gplog07.0"] = Self.page(
                512,
                [(0, [1]), (2, [UInt8(tests.count)])]
                    + extended.reversed().enumerated().map { (4 + 26 * $0, $1) },
                summed: true
            )
        }
        return files
    }

    /// Four bytes of an address become six; all ones stay all ones.
    private static func lba48(_ entry: [UInt8]) -> [UInt8] {
        let bytes = Array(entry[5..<9])
        return bytes + (bytes == [0xFF, 0xFF, 0xFF, 0xFF] ? [0xFF, 0xFF] : [0, 0])
    }

    private mutating func identify(hasLogs: Bool) -> [UInt8] {
        let features: UInt64 = hasLogs ? 0x4123 : 0x4100
        let sectors = number(1_000_000...1 << 40)
        let sizes: [(UInt64, UInt64)] = [(0x4000, 0), (0x6003, 0), (0x5000, 2048), (0, 0)]
        let (size, words) = pick(sizes)
        let rotation = pick([0, 1, 5400, 7200, 15_000])
        let fields: [(Int, UInt64)] = [
            (49, 0x200), (80, 0x03FC), (82, 1), (83, 0x4400), (84, features), (85, 1), (86, 0x400), (87, features),
            (106, size),
            (217, UInt64(rotation)),
        ]
        let wwn = number(0x5000_C500_0000_0000...0x5000_C5FF_FFFF_FFFF)
        let name = (0..<4).map { (216 + 2 * $0, Self.little(wwn >> (48 - 16 * UInt64($0)), 2)) }
        let texts = [
            (20, Self.swapped(Self.text("S\(number(0...1 << 40))", 20))), (46, Self.swapped(Self.text("FW1", 8))),
            (54, Self.swapped(Self.text("UNHEARD OF \(random.below(1000))", 40))),
        ]
        let numbers = [(200, Self.little(sectors, 8)), (234, Self.little(words, 4)), (510, [0xA5])]
        return Self.page(
            512,
            fields.map { (2 * $0, Self.little($1, 2)) } + name + texts + numbers,
            summed: true
        )
    }

    /// SMART data, its thresholds, and whether an attribute that foretells a failure is at its threshold.
    private mutating func attributes(hours: UInt64) -> (data: [UInt8], thresholds: [UInt8], isFailing: Bool) {
        let known: [UInt8] = [
            1, 3, 4, 5, 7, 8, 10, 12, 177, 184, 187, 188, 189, 191, 192, 193, 195, 196, 197, 198, 199,
        ]
        let more: [UInt8] = [11, 13, 22, 170, 175, 200, 202, 220, 231, 240, 241, 242, 250, 254]
        let ids = [9, 194] + (known + more).shuffled(using: &random).prefix(random.below(20))
        var (data, thresholds): ([(Int, [UInt8])], [(Int, [UInt8])]) = ([(0, [16])], [(0, [16])])
        var isFailing = false
        for (index, id) in ids.enumerated() {
            let (flags, current) = (number(0...0x3F), UInt8(1 + random.below(253)))
            let threshold = random.chance(30) ? UInt8(random.below(100)) : 0
            let worst = UInt8(1 + random.below(Int(current)))
            if flags & 1 != 0, threshold > 0, current <= threshold { isFailing = true }
            let (warm, cold, hot) = (number(20...60), number(1...19), number(61...90))
            let raw: UInt64 =
                switch id {
                case 9: hours
                case 12: number(0...1 << 24)
                case 194: pick([warm, warm | cold << 16 | hot << 32])
                default: pick([0, number(0...99), number(0...1 << 24), number(0...(1 << 48) - 1)])
                }
            let bytes = [id] + Self.little(flags, 2) + [current, worst] + Self.little(raw, 6)
            data.append((2 + 12 * index, bytes))
            thresholds.append((2 + 12 * index, [id, threshold]))
        }
        let status = pick([0, 0x17, 0x25, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80, 0xF3] as [UInt8])
        data += [(362, [0x02, status]), (367, [0x5B, 3, 0, 1, 0, 2, 99])]
        return (Self.page(512, data, summed: true), Self.page(512, thresholds, summed: true), isFailing)
    }

    /// Entries of 24 bytes, newest first.
    private mutating func selfTests() -> [[UInt8]] {
        (0..<random.below(19)).map { _ in
            let status = pick([0, 0, 0, 0x17, 0x25, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80] as [UInt8])
            let hasFailed = status >= 0x30
            let lba = hasFailed && random.chance(80) ? number(0...1 << 31) : 0xFFFF_FFFF
            return [pick([0, 1, 2, 3, 4, 0x81, 0x82] as [UInt8]), status] + Self.little(number(1...65_534), 2)
                + [1] + Self.little(lba, 4) + [UInt8](repeating: 0, count: 15)
        }
    }

    private struct LoggedError {
        let number: UInt64
        let error: UInt8
        let hours: UInt64
        let lba: UInt64
    }

    /// Newest first, as many as the short log holds.
    private mutating func errors() -> [LoggedError] {
        let count = UInt64(random.below(9))
        return (0..<min(count, 5)).map {
            LoggedError(
                number: count - $0,
                error: pick([0x04, 0x10, 0x40, 0x84]),
                hours: number(1...65_535),
                lba: number(1...1 << 28 - 1)
            )
        }
    }

    /// The places of a ring from the newest back, and what marks the newest.
    private static func ring(_ errors: [LoggedError], of size: Int) -> (newest: UInt8, places: [Int]) {
        guard let newest = errors.first.map({ Int($0.number - 1) % size }) else { return (0, []) }
        return (UInt8(newest + 1), (0..<min(size, errors.count)).map { (newest - $0 + size) % size })
    }

    private func shortErrors(_ errors: [LoggedError]) -> [UInt8] {
        let (newest, places) = Self.ring(errors, of: 5)
        let entries = zip(places, errors).map { place, error -> (Int, [UInt8]) in
            let lba = Self.little(error.lba, 4)
            let registers: [UInt8] = [0, error.error, 8] + lba[0..<3] + [0xE0 | lba[3], 0x51]
            let rest = [UInt8](repeating: 0, count: 19) + [3] + Self.little(error.hours, 2)
            return (2 + 90 * place + 60, registers + rest)
        }
        let count = Self.little(errors.first?.number ?? 0, 2)
        return Self.page(512, [(0, [1, newest]), (452, count)] + entries, summed: true)
    }

    private func extendedErrors(_ errors: [LoggedError]) -> [UInt8] {
        let (newest, places) = Self.ring(errors, of: 4)
        let entries = zip(places, errors).map { place, error -> (Int, [UInt8]) in
            let lba = Self.little(error.lba, 6)
            let registers = [0, error.error, 8, 0, lba[0], lba[3], lba[1], lba[4], lba[2], lba[5], 0xE0, 0x51]
            let rest = [UInt8](repeating: 0, count: 20) + Self.little(error.hours, 2)
            return (4 + 124 * place + 90, registers + rest)
        }
        let count = Self.little(errors.first?.number ?? 0, 2)
        return Self.page(512, [(0, [1]), (2, [newest]), (500, count)] + entries, summed: true)
    }

    /// Log 04h: a page of each kind, its values supported or not, valid or not.
    private mutating func statistics(hours: UInt64) -> [String: [UInt8]] {
        var files = ["ata.gplog04.0": Self.page(512, [(0, [1, 0, 0]), (8, [6, 0, 1, 3, 4, 5, 6])])]
        let offsets: [(page: UInt8, offsets: [Int])] = [
            (1, [0x08, 0x10, 0x18, 0x20, 0x28, 0x30]), (3, [0x08, 0x10, 0x18, 0x20, 0x28, 0x30]), (4, [0x08, 0x10]),
            (5, [0x08, 0x10, 0x18, 0x20, 0x28, 0x58]), (6, [0x08, 0x10, 0x18]),
        ]
        for (page, offsets) in offsets {
            var fields: [(Int, [UInt8])] = [(0, [1, 0, page])]
            for offset in offsets {
                let flags = pick([0xC0, 0xC0, 0xC0, 0x80, 0x00]) as UInt64
                let value = page == 5 ? number(1...90) : page == 1 && offset == 0x10 ? hours : number(0...900_000)
                fields.append((offset, Self.little(value | flags << 56, 8)))
            }
            files["ata.gplog04.\(page)"] = Self.page(512, fields)
        }
        return files
    }
}

// NVMe
extension RandomDisk {
    mutating func nvme() -> [String: [UInt8]] {
        let blocks = number(1_000_000...1 << 34)
        let identify = Self.page(
            4096,
            [
                (4, Self.text("N\(number(0...1 << 40))", 20)), (24, Self.text("UNHEARD OF", 40)),
                (64, Self.text("F", 8)),
                (80, Self.little(0x10300, 4)), (261, [0x0F]), (262, [63]), (266, Self.little(343, 2)),
                (268, Self.little(353, 2)), (280, Self.little(blocks * 512, 8)), (516, [1]),
            ]
        )
        let namespace = Self.page(
            4096,
            [(0, Self.little(blocks, 8)), (8, Self.little(blocks, 8)), (128, Self.little(9 << 16, 4))]
        )
        var health: [(Int, [UInt8])] = [
            (0, [pick([0, 0, 0, 1, 2, 4, 8, 16])]), (1, Self.little(number(274...400), 2)),
            (3, [UInt8(random.below(101)), UInt8(1 + random.below(100)), UInt8(random.below(256))]),
            (192, Self.little(number(0...100_000), 4)), (196, Self.little(number(0...100_000), 4)),
        ]
        for counter in 0..<10 { health.append((32 + 16 * counter, Self.little(number(0...1 << 42), 8))) }
        for sensor in 0..<random.below(9) { health.append((200 + 2 * sensor, Self.little(number(274...400), 2))) }
        return ["nvme.id01": identify, "nvme.id00": namespace, "nvme.log02": Self.page(512, health)]
    }
}

// SCSI
extension RandomDisk {
    mutating func scsi() -> [String: [UInt8]] {
        let pages: [UInt8] = [0x02, 0x03, 0x05, 0x0D, 0x0E, 0x10, 0x11, 0x2F].filter { _ in random.chance(80) }
        let defects = number(0...5000)
        let exceptions: [UInt8] = pick([[0, 0], [0, 0], [0x5D, 0x10], [0x0B, 0x01]])
        let serial = Self.text("T\(number(0...1 << 30))", 12)
        var files = [
            "scsi.inquiry": [0, 0, 6, 2, 0x5B, 0, 0, 2] + Self.text("LAB", 8) + Self.text("UNHEARD OF", 16)
                + Self.text("0001", 4) + [UInt8](repeating: 0, count: 60),
            "scsi.vpd00": [0, 0, 0, 2, 0, 0x80], "scsi.vpd80": [0, 0x80, 0, 12] + serial,
            "scsi.op03": [0x70, 0, 0, 0, 0, 0, 0, 10] + [UInt8](repeating: 0, count: 10),
            "scsi.ms6_1c_00": [15, 0, 0, 0, 0x1C, 10, 0, 6, 0, 0, 0, 0, 0, 0, 0, 1],
            "scsi.ms6_5c_00": [15, 0, 0, 0, 0x1C, 10, 0, 0xF, 0, 0, 0, 0, 0, 0, 0, 1],
            "scsi.op25": Self.big(1_000_000, 4) + Self.big(512, 4),
            "scsi.op37": [0, 0x0D] + Self.big(defects * 8, 2), "scsi.opb7": [0, 0x0D, 0, 0] + Self.big(defects * 8, 4),
            "scsi.log00_00": [0, 0, 0, UInt8(pages.count + 1), 0] + pages,
        ]
        for page in pages {
            let name = "scsi.log\(page < 16 ? "0" : "")\(String(page, radix: 16))_00"
            files[name] = log(page, exceptions)
        }
        return files
    }

    private mutating func log(_ page: UInt8, _ exceptions: [UInt8]) -> [UInt8] {
        let parameters: [(UInt16, [UInt8])] =
            switch page {
            case 0x0D: [(0, [0, 40]), (1, [0, 65])]
            case 0x0E: [(4, Self.big(number(0...100_000), 4)), (6, Self.big(number(0...100_000), 4))]
            case 0x10: scsiTests()
            case 0x11: [(1, [0, 0, 0, UInt8(random.below(130))])]
            case 0x2F: [(0, exceptions + [40])]
            default: (0...6).map { (UInt16($0), Self.big(number(0...1 << 40), 8)) }
            }
        let body = parameters.flatMap { code, bytes -> [UInt8] in
            Self.big(UInt64(code), 2) + [3, UInt8(bytes.count)] + bytes
        }
        return [page, 0] + Self.big(UInt64(body.count), 2) + body
    }

    private mutating func scsiTests() -> [(UInt16, [UInt8])] {
        let count = random.below(20)
        return (1...20).map { index -> (UInt16, [UInt8]) in
            guard index <= count else { return (UInt16(index), [UInt8](repeating: 0, count: 16)) }
            let result = pick([0, 0, 0, 1, 2, 3, 5, 6] as [UInt8])
            let lba = result >= 3 && random.chance(80) ? number(0...1 << 40) : .max
            let code: UInt8 = pick([1, 2, 5, 6])
            return (
                UInt16(index),
                [code << 5 | result, 0] + Self.big(number(1...65_534), 2) + Self.big(lba, 8) + [0, 0, 0, 0]
            )
        }
    }
}
