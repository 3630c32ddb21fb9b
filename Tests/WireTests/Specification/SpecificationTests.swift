import Testing
import Wire

@Suite("The examples of Protocol.md") struct SpecificationTests {
    @Test func areFound() {
        #expect(Specification.blocks("lines").count >= 3)
        #expect(Specification.blocks("session").count >= 5)
        #expect(Specification.blocks("desk", "desk certified").count >= 5)
        #expect(Specification.blocks("digest").count == 1)
    }

    @Test(arguments: Specification.blocks("lines").flatMap(\.steps))
    func line(step: String) throws {
        guard step.hasPrefix("! ") else {
            try accepted(step)
            return
        }
        let parts = step.split(separator: " ", maxSplits: 4)
        let text = String(parts[4])
        let error = parts[3] == "C:" ? refusal(client: text) : refusal(server: text)
        #expect((error?.code.rawValue).map { String($0) } == String(parts[1]))
        #expect(error?.word == String(parts[2]))
    }

    private func accepted(_ step: String) throws {
        let text = String(step.dropFirst(3))
        let line = try Line(parsing: text.utf8)
        let again = step.hasPrefix("C: ") ? try ClientMessage(line).line.text : try ServerMessage(line).line.text
        #expect(again == text)
    }

    @Test("A verb without an example is a verb without a specification")
    func everyVerb() {
        let shown = Specification.blocks("lines").flatMap(\.steps)
        for sample in ClientMessageSamples.all {
            let verb = sample.prefix { $0 != " " }
            #expect(shown.contains { $0.hasPrefix("C: \(verb)") }, "\(verb)")
        }
        for sample in ServerMessageSamples.all {
            let verb = sample.prefix { $0 != " " }
            #expect(shown.contains { $0.hasPrefix("S: \(verb)") }, "\(verb)")
        }
    }

    @Test(arguments: Specification.blocks("session", "desk", "desk certified"))
    func dialogue(block: Specification.Block) throws {
        var dialogue = try Dialogue(block)
        try dialogue.run()
    }

    @Test(arguments: Specification.blocks("digest"))
    func digest(block: Specification.Block) {
        var digest = Digest.start
        for step in block.steps {
            if step.hasPrefix("= ") {
                #expect(digest.description == step.dropFirst(2))
            } else {
                digest = digest.extended(by: step.utf8)
            }
        }
    }
}
