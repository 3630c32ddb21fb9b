import Foundation
import Health
import TestMail
import TestSupport
import Testing

@testable import Mail

/// Python's email package reads what we write, and finds what was meant.
@Suite(.enabled(if: Python.isThere, Comment(rawValue: Python.absence)))
struct OracleTests {
    private struct Read: Decodable {
        var from: [[String]]
        var to: [[String]]
        var subject: String
        var host: String
        var body: String
        var fields: [[String]]
        var type: String
        var charset: String
        var defects: [String]
    }

    /// Texts that were trouble somewhere.
    static let hostile = [
        "", "plain", "été à la plage, œuvre", "Привет, мир", "ディスクの障害", "磁盘故障", "مرحبا بالعالم", "שלום",
        "👩‍👩‍👧‍👦 family 🇫🇷", "a\u{301}e\u{301}", "Z" + String(repeating: "\u{334}", count: 300),
        "x\r\nBcc: victim@example.org", "x\nSubject: y", "x\rX-Evil: 1", "a\u{0}b", "a\u{85}b", "a\u{2028}b\u{2029}c",
        "\u{202E}gnp.exe", "\u{1B}[31mred\u{1B}[0m", "\u{7F}", "tab\there", " leading", "trailing ", "two  spaces",
        "   ",
        "=?utf-8?q?not_encoded?=", "=?utf-8?b?=?=", "= ? =", "a=b", "under_score", "\"quoted\"", "back\\slash", "\\\"",
        "<a@b>, \"c\" <d@e>", "a@b", "group:;", "(comment)", "a;b,c:d", "é\"<x@y>", ".", ".\n.\n..\n", "\n.\n",
        "\r\n.\r\nMAIL FROM:<x@y>\r\n",
        "From me\nFrom you", "line\r\nline\nline\rline", "space at the end \nand tab\t\n", "\n\n\n", "=", "=\n=3D=\n",
        String(repeating: "a", count: 75), String(repeating: "a", count: 76), String(repeating: "a", count: 77),
        String(repeating: "é", count: 200), String(repeating: "word ", count: 60), String(repeating: "x", count: 2000),
        String(repeating: "漢", count: 399), String(repeating: " ", count: 300), String(repeating: ".", count: 200),
        String(repeating: "F", count: 200),
    ]

    @Test func hostileTexts() throws {
        try check(Self.hostile)
    }

    @Test func randomTexts() throws {
        var random = Seeded(20_261_123)
        try check((0..<250).map { _ in Self.text(&random) })
    }

    @Test func aLargeText() throws {
        try check([String(repeating: "64 kB de texte où rien ne manque. ", count: 2000)], subjects: ["large"])
    }

    private static func text(_ random: inout Seeded) -> String {
        let pools: [[Character]] = [
            Array("abcdefghij FGH .,;:=?_<>@\"\\()"), Array("éèàçœ üß"), Array("漢字仮名 한국어"), Array("👍🏽👩‍💻🇨🇦 "),
            Array("\r\n\t\u{0}\u{1B}\u{85}\u{2028}"), Array("مرحبا שלום\u{202E}\u{200D}\u{301}"), Array(". =\n"),
        ]
        var result = ""
        for _ in 0..<random.below(6) {
            let pool = pools[random.below(pools.count)]
            for _ in 0..<random.below(50) { result.append(pool[random.below(pool.count)]) }
        }
        return result
    }

    private func check(_ texts: [String], subjects: [String]? = nil) throws {
        let address = try #require(Samples.alice)
        let mails = try texts.enumerated().map { index, text in
            var mail = try #require(Samples.mail(entry: Int64(index)))
            mail.subject = subjects?[index] ?? text
            mail.marks.host = mail.subject
            mail.text = text
            mail.from.name = mail.subject
            mail.to = (0..<3).map { Mailbox(address, name: $0 == 1 ? nil : mail.subject) }
            return mail
        }
        let lines = try Python.lines("read-mail.py", input: mails.map { Base64.encode($0.bytes) })
        try #require(lines.count == mails.count)
        for (mail, line) in zip(mails, lines) {
            try isWellFormed(mail.bytes)
            let read = try JSONDecoder().decode(Read.self, from: line)
            let subject = Self.cleaned(mail.subject, limit: 400)
            let name = Self.cleaned(mail.subject, limit: 100)
            let shown = name.split(separator: " ").joined(separator: " ")
            #expect(read.subject == subject)
            #expect(read.host == Self.cleaned(mail.subject, limit: 255))
            #expect(read.from == [[shown, "vigie@desk.example.org"]])
            #expect(read.to == [shown, "", shown].map { [$0, address.description] })
            #expect(read.body.replacing("\r\n", with: "\n") == Self.body(mail.text))
            #expect(read.fields.map { $0[0] } == Self.fields)
            #expect(read.type == "text/plain" && read.charset == "utf-8")
            #expect(read.defects == [])
        }
    }

    private static let fields = [
        "Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
        "X-Auto-Response-Suppress", "X-Vigie-Ticket", "X-Vigie-Host", "X-Vigie-Notice", "List-Id", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding", "Content-Language",
    ]

    private static let controls = CharacterSet.controlCharacters.subtracting(CharacterSet(charactersIn: "\u{AD}"))

    private static func cleaned(_ text: String, limit: Int) -> String {
        let direction =
            [0x202A...0x202E, 0x2066...0x2069, 0x2028...0x2029, 0...0x1F, 0x7F...0x9F] as [ClosedRange<UInt32>]
        let scalars = text.unicodeScalars.map { scalar in
            direction.contains { $0.contains(scalar.value) } ? " " : scalar
        }
        let kept = scalars.count > limit ? scalars.prefix(limit - 1) + ["…"] : scalars[...]
        return String(String.UnicodeScalarView(kept))
    }

    private static func body(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let clean = String(
            String.UnicodeScalarView(
                lines.unicodeScalars.map { scalar in
                    scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
                        ? " " : scalar
                }
            )
        )
        return clean.isEmpty || clean.unicodeScalars.last == "\n" ? clean : clean + "\n"
    }

    /// ASCII, CRLF alone, no line too long.
    private func isWellFormed(_ bytes: [UInt8]) throws {
        #expect(bytes.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 13 || $0 == 10 || $0 == 9 })
        #expect(bytes.suffix(2) == [13, 10])
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.utf8.contains(13) && !$0.utf8.contains(10) })
    }
}
