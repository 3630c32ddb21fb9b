import Settings
import Testing

@testable import DeskWeb

struct SupportTemplateTests {
    private static func link(_ template: String, host: String = "ws-17", address: String? = nil) throws -> String? {
        try SupportTemplate(template).link(host: host, id: "7b0f", address: address, login: "marie")
    }

    @Test(arguments: [
        ("ssh://{login}@{host}", "ssh://marie@ws-17"), ("vnc://{address}", "vnc://ws-17"),
        (
            "https://help.example.org/session?host={host}&id={id}#x",
            "https://help.example.org/session?host=ws-17&id=7b0f#x"
        ),
        ("rdp://full%20address=s:{host}:3389", "rdp://full%20address=s:ws-17:3389"),
    ])
    func placesAreFilledIn(template: String, link: String) throws {
        #expect(try Self.link(template) == link)
    }

    @Test func anAddressIsUsedWhereItIsKnown() throws {
        #expect(try Self.link("vnc://{address}", address: "192.0.2.7") == "vnc://192.0.2.7")
    }

    @Test(arguments: [
        ("a b", "a%20b"), ("a/../b", "a%2F..%2Fb"), ("\"><b>", "%22%3E%3Cb%3E"), ("x@evil.example", "x%40evil.example"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"), ("é\u{301}", "%C3%A9%CC%81"), ("{id}", "%7Bid%7D"),
        ("a\nb", "a%0Ab"),
    ])
    func namesOfMachinesAreNoPartOfTheAddress(host: String, encoded: String) throws {
        #expect(try Self.link("ssh://{host}", host: host) == "ssh://" + encoded)
    }

    /// `ssh` would take it for an option.
    @Test(arguments: ["-oProxyCommand=x", "-", ""])
    func aNameThatIsAnOptionGetsNoLink(host: String) throws {
        #expect(try Self.link("ssh://{host}", host: host) == nil)
        #expect(try Self.link("ssh://{id}", host: host) != nil)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,{host}", "vbscript:x", " javascript:x",
        "java\tscript:x",
        "{host}", "{host}:x", "//{host}", "/tickets", "ssh:", ":x", "1a:x", "ssh://{host", "ssh://host}",
        "ssh://{name}",
        "ssh://{}", "ssh://{{host}}", "ssh://a b", "ssh://\"{host}", "ssh://<{host}>", "ssh://é", "",
    ])
    func whatIsNoAddressIsRefused(template: String) {
        #expect(throws: Misfit.self) { try SupportTemplate(template) }
    }
}
