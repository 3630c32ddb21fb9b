import Testing

@testable import Mail

/// Ids say what they name and nothing else, and are ids.
struct MailNamesTests {
    @Test func theSameIsNamedTheSame() throws {
        let names = try #require(MailNames(store: "9f2c-41", domain: "Desk.example.org"))
        #expect(names.thread(ofTicket: 42).description == "<t42.9f2c-41@desk.example.org>")
        #expect(names.mail(7).description == "<m7.9f2c-41@desk.example.org>")
        #expect(MailNames(store: "9f2c-41", domain: "desk.example.org") == names)
    }

    @Test(arguments: ["a.b", "a@b", "a\r\nb", "é", " ", ">", "a=2Eb", "=2E"])
    func anyStoreHasAnIDOfItsOwn(_ store: String) throws {
        let names = try #require(MailNames(store: store, domain: "d.example"))
        #expect(MessageID(names.mail(.min).description) == names.mail(.min))
        #expect(names.mail(1) != MailNames(store: "a", domain: "d.example")?.mail(1))
    }

    @Test func storesDoNotMeet() {
        let stores = ["a.b", "a=2Eb", "a=2eb", "a-b", "a_b", "A.b"]
        #expect(Set(stores.map { MailNames(store: $0, domain: "d")?.mail(1) }).count == stores.count)
    }

    @Test(arguments: [("", "d"), (String(repeating: "s", count: 65), "d"), ("s", ""), ("s", "a b"), ("s", "a>\r\n")])
    func noNames(_ store: String, _ domain: String) {
        #expect(MailNames(store: store, domain: domain) == nil)
    }

    @Test(arguments: [
        "", "<>", "<@>", "a@b", "<a@b", "a@b>", "<a@b@c>", "<a b@c>", "<a@b>\r\nX: y", "<a\r\n@b>", "<é@b>", "<a@b.>",
        "<" + String(repeating: "a", count: 600) + "@b>",
    ])
    func noMessageID(_ text: String) {
        #expect(MessageID(text) == nil)
    }
}
