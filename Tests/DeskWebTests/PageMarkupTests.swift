import Desk
import Foundation
import HTTPTypes
import Health
import Testing

@testable import DeskWeb

/// Every page in every state, read as strictly as it is written.
struct PageMarkupTests {
    /// The pages of who has signed in.
    private static let links = [
        "/me", "/me/second-factor", "/people", "/people/technician", "/organisations", "/queue", "/tickets/1",
        "/tickets/2",
        "/tickets/3", "/tickets/4", "/nowhere", "/people/nobody", "/queue?tab=all", "/queue?tab=mine",
        "/queue?tab=unassigned&q=printer", "/queue?tab=paused", "/queue?tab=all&q=nothingofthesort", "/queue?q=p:9",
        "/queue?tab=all&after=nonsense",
    ]

    private func expectWhole(_ answer: Answer, _ language: Language, _ name: String) {
        let page = answer.page
        #expect(page.faults == [], "\(name)")
        #expect(page.tags.first { $0.name == "html" }?.attributes["lang"] == language.rawValue, "\(name)")
        #expect(page.values("data-theme").count == 1, "\(name)")
        #expect(answer.headers[.contentLanguage] == language.rawValue, "\(name)")
        #expect(answer.headers[.contentType] == "text/html; charset=utf-8", "\(name)")
    }

    @Test(arguments: Language.allCases, Who.allCases)
    func pagesOfWhoHasSignedIn(language: Language, who: Who) async throws {
        let fixture = try await PageFixture(language: language)
        let browser = try await fixture.browser(who)
        for link in Self.links { expectWhole(try await browser.get(link), language, "\(who) \(link)") }
    }

    @Test(arguments: Language.allCases)
    func pagesBeforeSigningIn(language: Language) async throws {
        let fixture = try await PageFixture(language: language)
        let accepted = [.acceptLanguage: language == .fr ? "fr-CH, en;q=0.5" : "de, en;q=0.9, fr;q=0.2"] as HTTPFields
        let browser = fixture.browser()
        for link in ["/sign-in", "/sign-in?to=%2Fqueue", "/welcome/nonsense", "/nowhere", "/assets/nothing.css"] {
            expectWhole(try await browser.get(link, accepted), language, link)
        }
        let put = try await browser.send(.put, "/queue", accepted)
        expectWhole(put, language, "PUT /queue")
        let refused = try await browser.send(.get, "/queue", accepted, authority: "evil.example")
        expectWhole(refused, language, "another Host")
        let incomplete = try await fixture.browser(.technician, isComplete: false)
        expectWhole(try await incomplete.get("/sign-in/code"), language, "/sign-in/code")
    }

    @Test(arguments: Language.allCases)
    func aWelcome(language: Language) async throws {
        let fixture = try await PageFixture(language: language)
        let administrator = try await fixture.browser(.administrator)
        #expect(try await administrator.post("/people/technician/invite").status == 303)
        let told = try await administrator.get("/people/technician")
        expectWhole(told, language, "invited")
        let link = try #require(told.text.firstMatch(of: /https:\/\/desk\.example\.org:7118(\/welcome\/[0-9a-z]{32})/))
        let browser = fixture.browser()
        let accepted = [.acceptLanguage: language.rawValue] as HTTPFields
        expectWhole(try await browser.get(String(link.output.1), accepted), language, "welcome")
    }

    /// After a refusal a page says why, and shows what was typed.
    @Test(arguments: Language.allCases)
    func pagesWithAMistake(language: Language) async throws {
        let fixture = try await PageFixture(language: language)
        let administrator = try await fixture.browser(.administrator)
        let technician = try await fixture.browser(.technician)
        let answers: [(String, Answer)] = [
            (
                "people",
                try await administrator.post("/people/new", ["name": "A", "login": "NO", "role-1[]": "observer"])
            ),
            ("person", try await administrator.post("/people/technician", ["name": ""])),
            ("organisations", try await administrator.post("/organisations/new", ["name": ""])),
            ("password", try await technician.post("/me/password", ["old": "wrong"])),
            ("queue", try await technician.post("/queue/bulk")),
            ("refusals", try await technician.post("/queue/bulk", ["ticket[]": "3", "action": "take"])),
            ("reply", try await technician.post("/tickets/1", ["action": "reply", "text": ""])),
            ("pass", try await technician.post("/tickets/2", ["action": "pass", "tier": "4", "reason": "kept"])),
            ("stale", try await technician.post("/tickets/1", ["action": "note", "text": "kept", "version": "0"])),
            ("no action", try await technician.post("/tickets/1")),
        ]
        for (name, answer) in answers {
            #expect(answer.status == 422 || answer.status == 409, "\(name)")
            expectWhole(answer, language, name)
            #expect(answer.page.values("role").contains("alert"), "\(name)")
        }
        for (name, answer) in answers where ["pass", "stale"].contains(name) {
            #expect(answer.text.contains(">kept</textarea>"), "\(name)")
        }
    }

    /// What another organisation has is nowhere, be it as a count.
    @Test func nothingOfAnotherOrganisationIsShown() async throws {
        let fixture = try await PageFixture()
        for who in [Who.foreignAdministrator, .foreignTechnician] {
            let browser = try await fixture.browser(who)
            for link in Self.links + ["/queue?tab=all&q=printer", "/queue?tab=all&q=ws", "/queue?tab=all&q=1"] {
                let text = try await browser.get(link).text
                for word in [
                    "is on fire", "ws-17 &lt;b", "DSS &lt;script", ">requester &lt;b", ">supervisor &lt;b",
                    "A closed one",
                ] {
                    #expect(!text.contains(word), "\(who) \(link) shows \(word)")
                }
                #expect(
                    !text.contains("href=\"/tickets/1\"") && !text.contains("href=\"/people/technician\""),
                    "\(link)"
                )
            }
            let all = try await browser.get("/queue?tab=all")
            #expect(all.text.contains("Globex only"))
        }
        for who in Who.allCases where !who.isForeign {
            let browser = try await fixture.browser(who)
            for link in Self.links {
                #expect(try await !browser.get(link).text.contains("Globex"), "\(who) \(link)")
            }
        }
    }
}
