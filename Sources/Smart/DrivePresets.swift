/// What a drive database says of the attributes of one disk: their names, and how their raw bytes are packed.
package struct DrivePresets: Hashable, Sendable {
    package struct Attribute: Hashable, Sendable {
        /// smartmontools' name of the format: `raw48`, `tempminmax`, `min2hour`.
        package let format: String
        /// nil where the default name stays.
        package let name: String?
    }

    package private(set) var attributes: [UInt8: Attribute] = [:]

    /// Reads the options `-v ID,FORMAT[:BYTES][,NAME[,HDD|SSD]]`; others, and what cannot be understood, are left out.
    package init(_ options: String) {
        let words = options.split(separator: " ")
        for (option, value) in zip(words, words.dropFirst()) where option == "-v" {
            let parts = value.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count >= 2, let id = UInt8(parts[0]), id != 0 else { continue }
            let format = parts[1].prefix { $0 != ":" }
            attributes[id] = Attribute(format: Self.modern(format), name: parts.count > 2 ? String(parts[2]) : nil)
        }
    }

    /// Whether the attribute has a name here in which the word does not stand, so that it counts something else.
    func denies(_ id: UInt8, _ word: String) -> Bool {
        guard let name = attributes[id]?.name?.utf8 else { return false }
        // The standard library's search brings its regular expressions along: 1.7 MB of program.
        return !name.indices.contains { name[$0...].starts(with: word.utf8) }
    }

    func format(of id: UInt8) -> ATARawFormat? { attributes[id].flatMap { ATARawFormat(smartmontools: $0.format) } }

    /// The names that formats had before, and have still in many entries.
    private static func modern(_ format: Substring) -> String {
        switch format {
        case "minutes": "min2hour"
        case "seconds": "sec2hour"
        case "halfminutes": "halfmin2hour"
        case "temp": "tempminmax"
        default: String(format)
        }
    }
}

extension ATARawFormat {
    /// The format of smartmontools' name; nil for one that holds no single number.
    init?(smartmontools name: String) {
        switch name {
        case "raw48", "hex48": self = .raw48
        case "raw16", "raw8": self = .raw16
        case "raw16(raw16)": self = .raw16WithRaw16
        case "raw16(avg16)": self = .raw16WithAverage
        case "raw24(raw8)": self = .raw24WithRaw8
        case "raw24/raw24", "raw24/raw32": self = .errorsOfOperations
        case "sec2hour": self = .secondsToHours
        case "min2hour": self = .minutesToHours
        case "halfmin2hour": self = .halfMinutesToHours
        case "msec24hour32": self = .milliseconds24Hours32
        case "tempminmax": self = .temperature
        default: return nil
        }
    }
}
