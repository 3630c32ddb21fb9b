import FoundationEssentials
import Testing

/// The specification, as the tests read it: the examples of Protocol.md.
enum Specification {
    /// A fenced block: what stands after the fence, and its lines.
    struct Block: Sendable, CustomTestStringConvertible {
        let kind: String
        let line: Int
        let steps: [String]

        var testDescription: String { "\(kind), line \(line)" }
    }

    static func blocks(_ kinds: String...) -> [Block] { all.filter { kinds.contains($0.kind) } }

    private static let all = blocks(of: text)

    /// Protocol.md, found beside this file.
    private static let text: String = {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return (try? String(contentsOfFile: "/\(root)/Sources/Wire/Wire.docc/Protocol.md", encoding: .utf8)) ?? ""
    }()

    private static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        var open: (kind: String, line: Int, steps: [String])?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(Block(kind: block.kind, line: block.line, steps: block.steps))
                    open = nil
                } else {
                    open = (String(line.dropFirst(3)), index + 1, [])
                }
            } else if !line.isEmpty, !line.hasPrefix("# ") {
                open?.steps.append(String(line))
            }
        }
        return blocks
    }
}
