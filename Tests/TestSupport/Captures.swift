package import FoundationEssentials

/// The recorded devices, read in place: the folder that `VIGIE_CAPTURES` names, else `../shared/captures` beside the package.
package enum Captures {
    /// Whether the folder is there; tests over recordings are disabled where it is not.
    package static let areThere = FileManager.default.fileExists(atPath: folder)

    /// What a disabled test says.
    package static let absence = "skipped: VIGIE_CAPTURES names no folder of recorded devices"

    /// The files of a subfolder whose names end so, sorted; none where the folder is absent.
    package static func names(in subfolder: String, ending: String = "") -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(subfolder)")) ?? []
        let found = names.filter { $0.hasSuffix(ending) }.sorted()
        // A test with no argument runs for none, and passes.
        precondition(!found.isEmpty || !areThere, "\(folder)/\(subfolder) holds no recorded device")
        return found
    }

    /// The path of a subfolder.
    package static func folder(_ subfolder: String) -> String { "\(folder)/\(subfolder)" }

    package static func data(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))
    }

    package static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try data(path)) }

    /// Every file beneath a subfolder, by its path in it.
    package static func tree(_ subfolder: String) throws -> [String: [UInt8]] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(subfolder)")
        let files = names.compactMap { name in (try? bytes("\(subfolder)/\(name)")).map { (name, $0) } }
        return Dictionary(uniqueKeysWithValues: files)
    }

    /// The bytes of a hex dump as sg3-utils and nvme-cli print it: an address, bytes, and a column of text.
    package static func hexDump(_ path: String) throws -> [UInt8] {
        let text = String(decoding: try data(path), as: UTF8.self)
        return text.split(separator: "\n").flatMap { line -> [UInt8] in
            let fields = line.prefix { $0 != "\"" }.split(separator: " ").map(String.init)
            guard let address = fields.first, fields.count > 1,
                Int(address.hasSuffix(":") ? String(address.dropLast()) : address, radix: 16) != nil
            else { return [] }
            return fields.dropFirst().prefix(16).prefix { $0.utf8.count == 2 }.compactMap { UInt8($0, radix: 16) }
        }
    }

    /// The records of a libatasmart blob by their tag: `IDFY`, `SMDT`, `SMTH`, `SMST`; each has a big-endian length.
    package static func blob(_ path: String) throws -> [String: [UInt8]] {
        let bytes = try bytes(path)
        var records: [String: [UInt8]] = [:]
        var start = 0
        while start + 8 <= bytes.count {
            let length = bytes[start + 4..<start + 8].reduce(0) { $0 << 8 | Int($1) }
            let tag = String(decoding: bytes[start..<start + 4], as: UTF8.self)
            records[tag] = Array(bytes[(start + 8)...].prefix(length))
            start += 8 + length
        }
        return records
    }

    /// The sense bytes in what `sg_raw -v` prints.
    package static func sense(_ path: String) throws -> [UInt8] {
        let text = String(decoding: try data(path), as: UTF8.self)
        let lines = text.split(separator: "\n").drop { !$0.contains("Raw sense data") }.dropFirst()
        return lines.prefix { $0.hasPrefix("        ") }.flatMap { line in
            line.split(separator: " ").compactMap { UInt8($0, radix: 16) }
        }
    }

    private static let folder: String =
        ProcessInfo.processInfo.environment["VIGIE_CAPTURES"]
        ?? "\(#filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined())/shared/captures"
}
