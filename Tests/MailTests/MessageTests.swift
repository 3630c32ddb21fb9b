import Health
import Testing

@testable import Mail

/// What a message looks like on the wire.
struct MessageTests {
    @Test func aPlainOneIsReadable() throws {
        var mail = try #require(Samples.mail())
        mail.text = "Save what is on it.\n.\nFrom now on\nà bientôt = \n"
        let lines = String(decoding: mail.bytes, as: UTF8.self).split(
            separator: "\r\n",
            omittingEmptySubsequences: false
        )
        #expect(
            lines == [
                "Date: Mon, 23 Nov 2026 21:00:00 +0000",
                "From: \"Vigie\" <vigie@desk.example.org>",
                "To: <alice@example.org>",
                "Subject: Disk sda of ws-17 is failing",
                "Message-ID: <m7.9f2c-41@desk.example.org>",
                "In-Reply-To: <t42.9f2c-41@desk.example.org>",
                "References: <t42.9f2c-41@desk.example.org>",
                "Auto-Submitted: auto-generated",
                "X-Auto-Response-Suppress: All",
                "X-Vigie-Ticket: 42",
                "X-Vigie-Host: ws-17",
                "X-Vigie-Notice: critical",
                "List-Id: <tickets.desk.example.org>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "Content-Language: en",
                "",
                "Save what is on it.",
                "=2E",
                "=46rom now on",
                "=C3=A0 bient=C3=B4t =3D=20",
                "",
            ]
        )
    }

    @Test func withoutRecipientsTheFieldIsAGroup() throws {
        let mail = try #require(Samples.mail(to: []))
        #expect(String(decoding: mail.bytes, as: UTF8.self).contains("\r\nTo: undisclosed-recipients:;\r\n"))
    }

    @Test func ofManyReferencesTheFirstAndTheLastAreNamed() throws {
        var mail = try #require(Samples.mail())
        let names = try #require(Samples.names)
        mail.references = (0..<1000).map { names.mail($0) }
        let text = String(decoding: mail.bytes, as: UTF8.self)
        #expect(text.contains("<m0.") && text.contains("<m981.") && !text.contains("<m980."))
    }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_827_696_000, "Tue, 29 Feb 2000 12:34:56 +0000"),
            (-1, "Wed, 31 Dec 1969 23:59:59 +0000"), (.max, "31 Dec 9999"), (.min, "01 Jan 0000"),
        ] as [(Int64, String)]
    )
    func dates(_ milliseconds: Int64, _ text: String) {
        #expect(MailDate.text(Timestamp(milliseconds: milliseconds)).contains(text))
    }

    @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
    func base64(_ text: String) {
        // RFC 4648, section 10.
        let known = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]
        #expect(Base64.encode(text.utf8) == known[text.utf8.count])
    }
}
