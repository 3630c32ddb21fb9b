import Testing

@testable import Manual

struct PageTests {
    @Test(arguments: [
        ("a\\b", "a\\eb"), ("--json", "\\-\\-json"), ("self-test", "self-test"), ("'x'", "\\(aqx\\(aq"),
        ("é", "\\[u00E9]"),
        ("41 °C", "41 \\[u00B0]C"),
    ])
    func noCharacterOfATextIsACommand(text: String, escaped: String) {
        #expect(Page.escaped(text) == escaped)
    }

    @Test(arguments: [("Ar x", "\\&Ar x"), (". x", "\\&. x"), ("say \"no\"", "say \\(dqno\\(dq")])
    func noWordBehindAMacroIsOne(text: String, words: String) {
        #expect(Page.words(text) == words)
    }

    @Test func aLineIsShortAndOneSentence() {
        var page = Page("x", section: 8, "does")
        let begin = page.text.count
        page.running(
            "One. Two is longer: " + Array(repeating: "word", count: 30).joined(separator: " ") + ". ..hidden."
        )
        let lines = page.text.dropFirst(begin).split(separator: "\n")
        #expect(lines.first == "One.")
        #expect(lines.last == "\\&..hidden.")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    }

    @Test func aDiscussionIsTakenApart() {
        let about = Discussion(
            """
            Asks the agent.

            Exit status: 0 all good.

            EXAMPLES
              vigie enrol - <file      (nobody sees it)
              vigie report
            """
        )
        #expect(about.paragraphs == ["Asks the agent."])
        #expect(about.exitStatus == "0 all good.")
        #expect(about.examples.map(\.command) == ["vigie enrol - <file", "vigie report"])
        #expect(about.examples.map(\.meaning) == ["Nobody sees it.", nil])
    }
}
