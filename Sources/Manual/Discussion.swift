/// What a command's declaration says at length, taken apart: paragraphs, exit statuses and examples.
struct Discussion {
    private(set) var paragraphs: [String] = []
    /// What stands behind `Exit status:`.
    private(set) var exitStatus: String?
    private(set) var examples: [Example] = []

    /// Reads a discussion: paragraphs, and then lines under `EXAMPLES`, each a command line with `(its meaning)` perhaps.
    init(_ text: String) {
        var lines: [Substring] = []
        var isExample = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "EXAMPLES" {
                isExample = true
            } else if isExample, !line.allSatisfy(\.isWhitespace) {
                examples.append(Self.example(line))
            } else if !isExample, line.isEmpty {
                take(lines)
                lines = []
            } else if !isExample {
                lines.append(line)
            }
        }
        take(lines)
    }

    private mutating func take(_ lines: [Substring]) {
        guard !lines.isEmpty else { return }
        let paragraph = lines.joined(separator: " ")
        let title = "Exit status: "
        if paragraph.hasPrefix(title) {
            exitStatus = String(paragraph.dropFirst(title.count))
        } else {
            paragraphs.append(paragraph)
        }
    }

    private static func example(_ line: Substring) -> Example {
        let line = line.drop { $0 == " " }
        guard line.hasSuffix(")"), let comment = line.range(of: "  (") else {
            return Example(command: String(line), meaning: nil)
        }
        let command = line[..<comment.lowerBound].reversed().drop { $0 == " " }.reversed()
        let meaning = line[comment.upperBound...].dropLast()
        return Example(command: String(command), meaning: Page.capitalised(String(meaning)) + ".")
    }
}

extension Substring {
    /// Where a text first stands in it.
    fileprivate func range(of text: String) -> Range<Index>? {
        indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
    }
}
