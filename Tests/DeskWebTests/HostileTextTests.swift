import Desk
import Foundation
import HTTPTypes
import Health
import Testing

@testable import DeskWeb

/// The worst texts in every field of every form: refused with a word, or shown as text; never markup, never a mistake of ours.
struct HostileTextTests {
    /// Percent-encoded already, for some are no text at all.
    private static let texts: [(name: String, encoded: String)] =
        [
            ("markup", "<b planted>\"><img planted src=x onerror=alert(1)><script planted>"),
            ("attribute", "\" planted=\"1\" x='"),
            ("end of a field", "</textarea></title></option><b planted>"),
            ("references", "&lt;b planted&gt; &#60;b planted&#62; &amp"),
            ("<", "<\u{301}b planted>"), (">", ">\u{301}<b planted>\u{301}"),
            ("quote", "\"\u{301} planted=\"\u{301}1\"\u{301}"),
            ("apostrophe", "'\u{301} planted='\u{301}1'\u{301}"), ("&", "&\u{301}lt;b planted&\u{301}gt;"),
            ("=", "=\u{301}planted=\u{301}"), ("turned", "planted \u{202E}gnp.exe \u{2066}x"),
            ("NUL", "a\0<b planted>"),
            ("controls", "a\u{1}\u{8}\u{1B}[31m\u{7F}\u{85}\r\nSet-Cookie: planted=1\r\n\r\n"),
            ("path", "../../etc/passwd\\..\\%2e%2e"), ("number", "99999999999999999999999999"), ("minus", "-1"),
            ("quotes of SQL", "' OR 1=1 --\"; DROP TABLE ticket; *"),
        ].map { ($0.0, TestBrowser.encode($0.1)) } + [
            ("64 kB", String(repeating: "W", count: 65_536)),
            ("many marks", "e" + String(repeating: "%cc%81", count: 2_000)),
            ("surrogate", "%ED%A0%80"), ("no UTF-8", "%FF%FE"), ("overlong", "%C0%BC"), ("broken escape", "%zz%"),
            ("nothing", ""), ("blank", "+%20%09"),
        ]

    /// A form: who sends it where, the fields that stay, and those that hold the text.
    struct Place: CustomTestStringConvertible {
        let path: Path
        var who: Who? = .technician
        var rest = ""
        let fields: [String]
        var isQuery = false

        /// A password's hash takes its time, so the worst must be enough.
        var texts: [(name: String, encoded: String)] {
            switch path {
            case .signIn where !isQuery, .password, .secondFactorRemoval:
                HostileTextTests.texts.filter { ["quote", "NUL", "64 kB", "surrogate", "path"].contains($0.name) }
            default: HostileTextTests.texts
            }
        }

        /// Where the text may stand afterwards.
        var page: String {
            switch path {
            case .ticket, .bulk: Path.ticket("1").link
            case .person, .newPerson: Path.people.link
            case .organisation, .newOrganisation: Path.organisations.link
            case .queue: Path.queue.link
            default: Path.me.link
            }
        }

        var testDescription: String { "\(path.link) \(rest)" }
    }

    private static let account = [
        "name", "email", "language", "experience", "limit", "skills", "role-1%5B%5D", "tier-1",
    ]

    /// Every field of the forms; `rest` makes the others right, so that the text gets as far as it can.
    private static let places: [Place] =
        [
            Place(path: .signIn, who: nil, rest: "password=x", fields: ["login", "to"]),
            Place(path: .signIn, who: nil, rest: "login=nobody", fields: ["password"]),
            Place(path: .signIn, who: nil, fields: ["to"], isQuery: true),
            Place(path: .signInCode, fields: ["code", "to"]),
            Place(path: .welcome("x"), who: nil, fields: ["password", "again"]),
            Place(path: .preferences, fields: ["language", "theme", "shortcuts"]),
            Place(path: .password, fields: ["old", "password", "again"]),
            Place(path: .secondFactor, fields: ["code"]),
            Place(path: .secondFactorRemoval, fields: ["password"]),
            Place(path: .sessionEnd, fields: ["session"]),
            Place(
                path: .newPerson,
                who: .administrator,
                rest: "experience=1&limit=5&role-1%5B%5D=observer&name=A&login=planted",
                fields: ["email", "language", "skills", "tier-1"]
            ),
            Place(path: .newPerson, who: .administrator, fields: account + ["login"]),
            Place(
                path: .person("observer"),
                who: .administrator,
                rest: "experience=1&limit=5&role-1%5B%5D=observer",
                fields: ["name"]
            ),
            Place(
                path: .person("observer"),
                who: .administrator,
                rest: "name=Olga&experience=1&limit=5&role-1%5B%5D=observer",
                fields: ["email", "language", "skills", "tier-1"]
            ),
            Place(path: .person("observer"), who: .administrator, fields: account),
            Place(path: .lock("observer"), who: .administrator, fields: ["locked"]),
            Place(path: .newOrganisation, who: .administrator, fields: ["name"]),
            Place(path: .organisation("1"), who: .administrator, fields: ["name", "policy"]),
            Place(path: .queue, fields: ["q", "tab", "after"], isQuery: true),
            Place(path: .queue, rest: "tab=all", fields: ["q", "after"], isQuery: true),
            Place(path: .next, fields: ["tab", "q"]),
            Place(path: .bulk, rest: "action=note&ticket%5B%5D=1", fields: ["text", "tab", "q"]),
            Place(path: .bulk, rest: "text=x", fields: ["ticket%5B%5D", "action"]),
            Place(path: .ticket("1"), fields: ["action", "version"]),
        ]
        + [
            ("reply", ["text"]), ("note", ["text", "service"]), ("assign", ["person"]), ("take", ["instead"]),
            ("wait", ["reason"]), ("wait&reason=other", ["text", "until"]), ("resume", ["text"]), ("pass", ["tier"]),
            ("pass&tier=2", ["reason"]), ("pass&tier=2&reason=x", ["tried", "found"]), ("link&ticket=2", ["link"]),
            ("link&link=related", ["ticket"]), ("unlink", ["ticket"]), ("solve&cause=x", ["solution"]),
            ("solve&solution=x", ["cause"]), ("close", ["text"]), ("dispute", ["text"]), ("categorise", ["category"]),
            ("rate&impact=low", ["urgency"]), ("rate&urgency=low", ["impact"]), ("spend", ["minutes"]),
            ("check", ["item"]),
            ("check&item=1", ["done"]),
        ].map { action, fields in Place(path: .ticket("1"), rest: "action=\(action)", fields: fields) }

    /// The pages on which the text may stand afterwards.
    private static let pages = [
        Path.me.link, Path.people.link, Path.person("observer").link, Path.organisations.link,
        Path.queue.link + "?tab=all",
        Path.ticket("1").link,
    ]

    @Test(arguments: places)
    func isShownAsTextOrRefused(place: Place) async throws {
        let fixture = try await PageFixture()
        let reader = try await fixture.browser(.administrator)
        for (name, text) in place.texts {
            for field in place.fields {
                let browser = try await fixture.browser(of: place.who)
                let sent = [place.rest, "\(field)=\(text)"].filter { !$0.isEmpty }.joined(separator: "&")
                let answer =
                    try await place.isQuery
                    ? browser.get("\(place.path.link)?\(sent)") : browser.post(place.path.link, encoded: sent)
                let what = Comment(rawValue: "\(name) in \(field)")
                #expect(answer.status < 500, what)
                if answer.status != 303 { #expect(answer.page.faults == [], what) }
                #expect(answer.location.isEmpty || answer.location.contains(/^\/(?![\/\\])/), what)
                #expect(!answer.headers.contains { $0.value.contains("planted=1") }, what)
            }
            let shown = try await reader.get(place.page)
            #expect(shown.status == 200 && shown.page.faults == [], "\(name) afterwards on \(place.page)")
        }
        for page in Self.pages {
            let answer = try await reader.get(page)
            #expect(answer.status == 200 && answer.page.faults == [], "\(page) in the end")
        }
        #expect(fixture.said.lines.filter { $0.hasPrefix("error") } == [])
    }

    /// A code of a link, and what else varies in paths.
    @Test func inAPath() async throws {
        let fixture = try await PageFixture()
        let browser = try await fixture.browser(.administrator)
        for (name, text) in Self.texts where !text.isEmpty {
            let paths = [
                "/people/\(text)", "/tickets/\(text)", "/tickets/1\(text)", "/welcome/\(text)",
                "/organisations/\(text)",
                "/assets/\(text)", "/\(text)", "/queue/\(text)", "/people/\(text)/invite",
            ]
            for path in paths {
                for answer in [try await browser.get(path), try await browser.post(path)] {
                    #expect([303, 404].contains(answer.status), "\(name) in \(path.prefix(80)): \(answer.status)")
                    #expect(answer.page.faults == [], "\(name) in \(path.prefix(80))")
                }
            }
        }
    }

    /// What a browser, a proxy or a stranger says in its header.
    @Test func inAHeader() async throws {
        let fixture = try await PageFixture()
        for (name, encoded) in Self.texts {
            let text = encoded.removingPercentEncoding ?? encoded
            guard !text.utf8.contains(where: { $0 < 0x20 }) else { continue }
            let browser = try await fixture.browser(.technician)
            let answer = try await browser.send(
                .get,
                "/me",
                [.acceptLanguage: text, .userAgent: text, .origin: text, .fetchSite: text, .forwardedFor: text]
            )
            #expect(answer.status == 200 && answer.page.faults == [], "\(name)")
            let other = try await browser.send(.get, "/me", [.cookie: "\(TestBrowser.session)=\(text)"])
            #expect(other.status == 303, "\(name)")
            let host = try await browser.send(.get, "/me", authority: text)
            #expect(host.status == 421 && host.page.faults == [], "\(name)")
            #expect(!host.location.contains("planted"), "\(name)")
        }
    }
}
