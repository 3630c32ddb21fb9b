import ArgumentParser
import Testing

@testable import AgentCommands
@testable import DeskCommands
@testable import Manual

/// What a command's help gives as an example can be typed so.
struct ExampleTests {
    private static let roots: [String: any ParsableCommand.Type] = [
        "vigie": VigieCommand.self, "vigie-desk": VigieDeskCommand.self,
    ]

    private static let examples = Result {
        try [Vigie.declarations, VigieDesk.declarations].flatMap { all(below: try Declaration(dump: $0)) }
            .flatMap { Discussion($0.discussion ?? "").examples.map(\.command) }
    }

    private static func all(below command: Declaration) -> [Declaration] {
        [command] + (command.subcommands ?? []).flatMap(all)
    }

    @Test(arguments: try examples.get())
    func anExampleIsUnderstood(line: String) throws {
        // A token is too long for a help; its end stands for it.
        let token = ":\(String(repeating: "5e", count: 32)):\(String(repeating: "s", count: 32))"
        var words = Self.words(of: line.replacing(":...", with: token))
        let root = try #require(Self.roots[words.removeFirst()])
        do {
            _ = try root.parseAsRoot(words)
        } catch {
            Issue.record("\(root.message(for: error))")
        }
    }

    /// The words that a shell makes of a line; a redirection, which ends it, is the shell's own.
    private static func words(of line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        reading: for letter in line {
            switch letter {
            case quote: quote = nil
            case _ where quote != nil: word = (word ?? "") + String(letter)
            case "\"", "'": (quote, word) = (letter, word ?? "")
            case "<", ">": break reading
            case " ":
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(letter)
            }
        }
        return words + [word].compactMap { $0 }
    }

    @Test func wordsAreTheShells() {
        #expect(Self.words(of: "vigie a \"b 'c'\" 'd \"e' f=\"\" <g h") == ["vigie", "a", "b 'c'", "d \"e", "f="])
    }
}
