/// A kernel's release as `uname -r` and `/boot/vmlinuz-*` write it, `6.1.0-28-amd64`, compared as numbers.
struct KernelRelease: Hashable, Sendable {
    /// The release without the flavour, in runs of digits and of other characters.
    private let runs: [Substring]
    /// What follows the first '-' before a letter: `amd64`, `rt-amd64`, `generic`.
    ///
    /// Kernels of two flavours do not replace each other.
    let flavour: Substring

    init(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let flavourAt = parts.dropFirst().firstIndex { $0.first?.isLetter ?? false } ?? parts.endIndex
        flavour = flavourAt == parts.endIndex ? "" : text[parts[flavourAt].startIndex...]
        let version = flavourAt == parts.endIndex ? text[...] : text[..<parts[flavourAt].startIndex]
        runs = Self.runs(version)
    }

    /// Whether this release is the older one.
    func isOlder(than other: KernelRelease) -> Bool {
        for (left, right) in zip(runs, other.runs) where left != right {
            guard let first = Self.digits(left), let second = Self.digits(right) else { return left < right }
            if first != second { return (first.count, String(first)) < (second.count, String(second)) }
        }
        return runs.count < other.runs.count
    }

    /// The digits of a number without leading zeros, so that numbers of any length compare; nil when it is no number.
    private static func digits(_ run: Substring) -> Substring? {
        run.first.map(isDigit) ?? false ? run.drop { $0 == "0" } : nil
    }

    private static func runs(_ text: Substring) -> [Substring] {
        var runs: [Substring] = []
        var rest = text
        while let first = rest.first {
            let run = rest.prefix { isDigit($0) == isDigit(first) }
            runs.append(run)
            rest = rest[run.endIndex...]
        }
        return runs
    }

    private static func isDigit(_ letter: Character) -> Bool { ("0"..."9").contains(letter) }
}
