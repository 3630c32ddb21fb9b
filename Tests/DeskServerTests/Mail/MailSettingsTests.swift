import Desk
import DeskServer
import Foundation
import Health
import Mail
import Settings
import Testing

/// What an administrator writes into desk.conf, and what becomes of it.
struct MailSettingsTests {
    static func mail(_ lines: String, machine: String = "desk1.example.org") throws -> DeskMail? {
        let file = ConfFile(name: "desk.conf", text: "[mail]\n\(lines)\n")
        return try DeskMail(Schema([MailSettings.section]).load([file]), machine: machine)
    }

    /// One line is enough, where this machine has a mail server.
    @Test func oneLineIsEnough() throws {
        let mail = try #require(try Self.mail("to = help@example.org"))
        #expect(mail.desk?.description == "help@example.org")
        #expect(mail.from.address.description == "vigie@desk1.example.org")
        #expect(mail.relay.host == "127.0.0.1" && mail.relay.port == 25 && mail.relay.security == .none)
        #expect(mail.wishes == [.newCritical, .filed, .replied, .passed, .breachNear, .digest])
        #expect(mail.language == .en && mail.digestMinute == 420)
    }

    @Test func withoutAddressAndRelayThereIsNoMail() throws {
        #expect(try Self.mail("") == nil)
        #expect(try Self.mail("language = fr") == nil)
        // Persons may have mail where the desk has no address.
        let mail = try #require(try Self.mail("relay = smtp.example.org"))
        #expect(mail.desk == nil && mail.wishes == [])
    }

    static let connections: [(String, UInt16, Relay.Security)] = [
        ("relay = smtp.example.org", 587, .startTLS), ("relay = smtp.example.org\nport = 465", 465, .tls),
        ("relay = smtp.example.org\nport = 25", 25, .startTLS), ("relay = smtp.example.org\nsecurity = tls", 465, .tls),
        ("relay = localhost", 25, .none), ("relay = ::1\nport = 2525", 2525, .none),
        ("relay = localhost\nsecurity = starttls", 587, .startTLS),
    ]

    @Test(arguments: connections)
    func theConnectionIsProtectedByItself(_ lines: String, _ port: UInt16, _ security: Relay.Security) throws {
        let relay = try #require(try Self.mail(lines)).relay
        #expect(relay.port == port && relay.security == security)
    }

    @Test func everythingElse() throws {
        let lines = """
            to = help@example.org
            notices = new-critical, digest
            language = fr
            digest = 18:30
            from = desk@example.org
            relay = smtp.example.org
            user = desk
            password = s3cret # é
            """
        let mail = try #require(try Self.mail(lines))
        #expect(mail.wishes == [.newCritical, .digest] && mail.language == .fr && mail.digestMinute == 1110)
        #expect(mail.from.address.description == "desk@example.org")
        #expect(mail.relay.login == Relay.Login(user: "desk", password: Mail.Secret("s3cret # é")))
        #expect(!"\(mail)".contains("s3cret") && !String(reflecting: mail).contains("s3cret"))
    }

    static let mistakes = [
        "to = help", "to = help@example.org, other@example.org", "to = a@b\u{0B}c.org", "digest = 24:00", "digest = 7",
        "notices = everything", "relay = smtp.example.org\nsecurity = none", "relay = smtp example", "port = 65536",
        "relay = smtp.example.org\npassword = x\nuser = \u{1}", "language = de", "rely = smtp.example.org",
    ]

    @Test(arguments: mistakes)
    func mistakesAreNamed(_ lines: String) {
        #expect(throws: (any Error).self) { try Self.mail(lines) }
    }

    /// A name from which no mail can come keeps no mail from being sent.
    @Test(arguments: ["desk_1", "", "192.0.2.1", "é"])
    func aMachineOfAnyName(_ name: String) throws {
        let mail = try #require(try Self.mail("to = help@example.org", machine: name))
        #expect(mail.from.address.description == "vigie@localhost")
    }

    /// What the desk takes as a person's address is what can be sent to.
    @Test(
        arguments: [
            "ines@example.org", "a.b+c@x-1.example.org", "o'neil@localhost", "a..b@x.org", ".a@x.org", "a.@x.org",
            "a@1.2.3.4",
            "a@-x.org", "a@x-.org", "a@x..org", "a@x.org.", "@x.org", "a@", "a", "a@b@c.org", "a b@x.org",
            "a\r\n@x.org",
            "é@x.org", "a@x.1", "\(String(repeating: "a", count: 64))@x.org",
            "\(String(repeating: "a", count: 65))@x.org",
        ]
    )
    func addressesAreOfOneKind(_ address: String) {
        let isKept = (try? Naming.check(email: address)) != nil
        #expect(isKept == ((try? EmailAddress(address)) != nil))
    }
}
