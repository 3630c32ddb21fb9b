/// What `apt-get -s -qq dist-upgrade` would do, read from what it prints (facts/machine.md section 4).
///
///     Inst liblzma5 [5.4.1-1] (5.4.1-1+deb12u2 Debian-Security:12/oldstable-security [amd64])
///     Conf liblzma5 (5.4.1-1+deb12u2 Debian-Security:12/oldstable-security [amd64])
struct APTSimulation: Hashable, Sendable {
    /// Installed packages that would be replaced by a newer version, in apt's order.
    private(set) var upgrades: [String] = []
    /// Those of them that come, also or only, from a security archive.
    private(set) var security: [String] = []

    /// The output is not what apt prints in the C locale, or ends too early: what was met, for a person.
    struct Misfit: Error, Hashable, Sendable {
        let reason: String
    }

    /// Reads the whole output; no output is no upgrade.
    init(_ output: [UInt8]) throws(Misfit) {
        guard output.isEmpty || output.last == UInt8(ascii: "\n") else { throw Misfit(reason: "it ends within a line") }
        var unpacked: Set<String> = []
        var configured: Set<String> = []
        for line in String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count >= 2 else { throw Misfit(reason: "'\(line.prefix(60))' is no line of a simulation") }
            let package = String(words[1])
            switch words[0] {
            case "Inst":
                unpacked.insert(package)
                try take(package, words.count == 3 ? words[2] : "")
            case "Conf": configured.insert(package)
            case "Remv", "Purg": break
            default: throw Misfit(reason: "'\(line.prefix(60))' is no line of a simulation")
            }
        }
        // Whatever is unpacked is configured in the end; an output that was cut off lacks some of it.
        if let package = unpacked.subtracting(configured).min() {
            throw Misfit(reason: "\(package) is unpacked but never configured, so the output is not whole")
        }
    }

    /// Takes the rest of an `Inst` line, `[old] (new origin:suite, … [arch]) …`; a package without an old version is
    /// new.
    private mutating func take(_ package: String, _ rest: Substring) throws(Misfit) {
        guard let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") else {
            throw Misfit(reason: "the line of \(package.prefix(40)) names no version")
        }
        guard rest[..<open].hasPrefix("[") else { return }
        upgrades.append(package)
        let origins = rest[rest.index(after: open)..<close].split(separator: " ").dropFirst()
        if origins.contains(where: { $0.lowercased().split { !$0.isLetter }.contains("security") }) {
            security.append(package)
        }
    }
}
