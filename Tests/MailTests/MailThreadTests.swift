import Testing

@testable import Mail

/// Ids say what they name and nothing else, and are ids.
struct MailThreadTests {
    @Test func theSameIsNamedTheSame() throws {
        let thread = try #require(MailThread(ticket: 42, store: "9f2c-41", domain: "Desk.example.org"))
        #expect(thread.root.description == "<t42.9f2c-41@desk.example.org>")
        #expect(thread.id(entry: 7).description == "<t42.e7.9f2c-41@desk.example.org>")
        #expect(thread.id(entry: 7, copy: 3).description == "<t42.e7.c3.9f2c-41@desk.example.org>")
        #expect(MailThread(ticket: 42, store: "9f2c-41", domain: "desk.example.org") == thread)
    }

    @Test(arguments: ["a.b", "a@b", "a\r\nb", "é", " ", ">", "a=2Eb", "=2E"])
    func anyStoreHasAnIDOfItsOwn(_ store: String) throws {
        let thread = try #require(MailThread(ticket: .min, store: store, domain: "d.example"))
        let id = thread.id(entry: .max, copy: .min)
        #expect(MessageID(id.description) == id)
        #expect(thread.root != MailThread(ticket: .min, store: "a", domain: "d.example")?.root)
    }

    @Test func storesDoNotMeet() {
        let stores = ["a.b", "a=2Eb", "a=2eb", "a-b", "a_b", "A.b"]
        #expect(Set(stores.map { MailThread(ticket: 1, store: $0, domain: "d")?.root }).count == stores.count)
    }

    @Test(arguments: [("", "d"), (String(repeating: "s", count: 65), "d"), ("s", ""), ("s", "a b"), ("s", "a>\r\n")])
    func noThread(_ store: String, _ domain: String) {
        #expect(MailThread(ticket: 1, store: store, domain: domain) == nil)
    }

    @Test(arguments: [
        "", "<>", "<@>", "a@b", "<a@b", "a@b>", "<a@b@c>", "<a b@c>", "<a@b>\r\nX: y", "<a\r\n@b>", "<é@b>", "<a@b.>",
        "<" + String(repeating: "a", count: 600) + "@b>",
    ])
    func noMessageID(_ text: String) {
        #expect(MessageID(text) == nil)
    }
}
