import Desk
import Testing

struct NameBeginningTests {
    @Test(arguments: [
        ("é", "Élise", true), ("elise", "Élise", true), ("ELI", "Élise Dupont", true), ("dup el", "Élise Dupont", true),
        ("lise", "Élise", false), ("el x", "Élise Dupont", false), ("oeu", "Œuvre", true), ("o'c", "O'Connor", true),
        ("17", "ws-17", true), ("ws-1", "ws-17", true), ("ws-2", "ws-17", false),
    ])
    func wordsOfANameBeginSo(_ typed: String, _ name: String, _ isFound: Bool) throws {
        #expect(try #require(NameBeginning(typed)).begins(name: name) == isFound)
    }

    @Test(arguments: [
        ("rita", true), ("rita.req", true), ("rita.r@", true), ("rita.x", false), ("rita.requester@exam", true),
        ("requester", false),
        ("example", false),
    ])
    func anAddressBeginsSo(_ typed: String, _ isFound: Bool) throws {
        #expect(try #require(NameBeginning(typed)).begins(address: "rita.requester@example.org") == isFound)
    }

    @Test(arguments: ["", "   ", "--", "\u{301}"])
    func withoutALetterNothingIsLookedFor(_ typed: String) {
        #expect(NameBeginning(typed) == nil)
    }
}
