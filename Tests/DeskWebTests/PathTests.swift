import HTTPTypes
import Testing

@testable import DeskWeb

/// Every path, asked by everybody: who may see it and send to it, and what others are told.
struct PathTests {
    /// How a path answers the columns of ``visitors``, and the path that comes after it in the table.
    struct Row {
        let get: String
        let post: String
        var fields: KeyValuePairs<String, String> = [:]
        let next: Path?
    }

    /// The columns of the table; nil: nobody has signed in.
    private static let visitors: [Who?] = [
        nil, .requester, .observer, .technician, .supervisor, .administrator, .foreignAdministrator,
    ]

    private static let person: KeyValuePairs<String, String> = [
        "name": "Newly Named", "email": "new@example.org", "login": "new.login", "language": "en", "experience": "3",
        "limit": "5", "role-1[]": "technician", "tier-1": "2",
    ]
    private static let login = Who.technician.login

    /// What is expected of a path.
    ///
    /// The compiler asks for a row of every path; name its path as the next one of another row.
    /// 200 shown, 303 done or sent on (who has not signed in: to the sign-in), 403 and 404 refused, 422 shown with a reason.
    static func row(_ path: Path) -> Row {
        let never = "404 404 404 404 404 404 404"
        let inside = "303 200 200 200 200 200 200"
        return switch path {
        case .start: Row(get: "303 303 303 303 303 303 303", post: never, next: .health)
        case .health: Row(get: "200 200 200 200 200 200 200", post: never, next: .asset(Assets.path(of: "vigie.css")))
        case .asset: Row(get: "200 200 200 200 200 200 200", post: never, next: .signIn)
        case .signIn:
            Row(get: "200 303 303 303 303 303 303", post: "422 422 422 422 422 422 422", next: .signInCode)
        case .signInCode:
            Row(get: "303 303 303 303 303 303 303", post: "303 422 422 422 422 422 422", next: .signOut)
        case .signOut: Row(get: never, post: "303 303 303 303 303 303 303", next: .welcome("nonsense"))
        case .welcome: Row(get: never, post: never, next: .me)
        case .me: Row(get: inside, post: never, next: .preferences)
        case .preferences: Row(get: never, post: "303 303 303 303 303 303 303", next: .password)
        case .password: Row(get: never, post: "303 422 422 422 422 422 422", next: .secondFactor)
        case .secondFactor: Row(get: inside, post: "303 303 303 303 303 303 303", next: .secondFactorRemoval)
        case .secondFactorRemoval: Row(get: never, post: "303 422 422 422 422 422 422", next: .sessionEnd)
        case .sessionEnd: Row(get: never, post: "303 303 303 303 303 303 303", next: .people)
        case .people: Row(get: inside, post: never, next: .newPerson)
        case .newPerson:
            // An administrator of another organisation gives no role in this one: it is as if none were chosen.
            Row(get: never, post: "303 403 403 403 403 303 422", fields: person, next: .person(login))
        case .person:
            Row(
                get: "303 404 200 200 200 200 404",
                post: "303 404 403 403 403 303 404",
                fields: person,
                next: .invitation(login)
            )
        case .invitation: Row(get: never, post: "303 404 403 403 403 303 404", next: .lock(login))
        case .lock:
            Row(
                get: never,
                post: "303 404 403 403 403 303 404",
                fields: ["locked": "yes"],
                next: .secondFactorLoss(login)
            )
        case .secondFactorLoss: Row(get: never, post: "303 404 403 403 403 303 404", next: .organisations)
        case .organisations: Row(get: inside, post: never, next: .newOrganisation)
        case .newOrganisation:
            Row(get: never, post: "303 403 403 403 403 303 403", fields: ["name": "Initech"], next: .organisation("1"))
        case .organisation:
            Row(get: never, post: "303 404 403 403 403 303 404", fields: ["name": "Initrode"], next: .queue)
        case .queue: Row(get: inside, post: never, next: .next)
        case .next: Row(get: never, post: "303 422 422 303 422 422 422", next: .bulk)
        case .bulk:
            Row(
                get: never,
                post: "303 422 422 303 303 303 422",
                fields: ["ticket[]": "1", "action": "note", "text": "seen"],
                next: .ticket("1")
            )
        case .ticket:
            Row(
                get: "303 200 200 200 200 200 404",
                post: "303 422 422 303 303 303 404",
                fields: ["action": "note", "text": "seen"],
                next: .newTicket
            )
        case .newTicket: Row(get: inside, post: "303 422 422 422 422 422 422", next: .callers)
        case .callers: Row(get: inside, post: never, next: .callerHosts)
        case .callerHosts: Row(get: inside, post: never, next: .live)
        case .live: Row(get: inside, post: never, next: .presence)
        case .presence:
            Row(
                get: never,
                post: "303 404 200 200 200 200 404",
                fields: ["ticket": "1", "doing": "reading"],
                next: .fleet
            )
        case .fleet: Row(get: inside, post: never, next: .host("h1"))
        case .host:
            Row(
                get: "303 404 200 200 200 200 404",
                post: "303 404 403 403 403 303 404",
                fields: ["name": "renamed", "place": "1", "impact": "high"],
                next: .tokens
            )
        case .tokens:
            Row(
                get: "303 403 403 403 403 200 200",
                post: "303 403 403 403 403 303 403",
                fields: ["place": "1", "uses": "2", "days": "7", "address": "desk.example.org:7117"],
                next: .fleetReport
            )
        case .fleetReport: Row(get: inside, post: never, next: .siteReport("1"))
        case .siteReport: Row(get: "303 404 404 404 404 404 404", post: never, next: .hostReport("h1"))
        case .hostReport: Row(get: "303 404 200 200 200 200 404", post: never, next: nil)
        }
    }

    /// All paths, one of each.
    static let all = Array(sequence(first: Path.start) { row($0).next })

    @Test(arguments: all)
    func whoMaySeeAndSend(path: Path) async throws {
        let fixture = try await PageFixture()
        let row = Self.row(path)
        for (method, expected) in [("GET", row.get), ("POST", row.post)] {
            var statuses: [String] = []
            for visitor in Self.visitors {
                let browser = try await fixture.browser(of: visitor)
                let answer = try await method == "GET" ? browser.get(path.link) : browser.post(path.link, row.fields)
                statuses.append(String(answer.status))
                expectSafety(answer, path)
                if visitor == nil, answer.status == 303 {
                    #expect(answer.location.hasPrefix(Path.signIn.link), "\(method) \(path.link): \(answer.location)")
                }
            }
            #expect(statuses.joined(separator: " ") == expected, "\(method) \(path.link)")
        }
    }

    private func expectSafety(_ answer: Answer, _ path: Path) {
        if case .health = path { return }
        #expect(answer.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'self';") == true, "\(path.link)")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(path.link)")
        if case .asset = path, answer.status == 200 { return }
        #expect(answer.headers[.cacheControl] == "no-store", "\(path.link)")
    }

    /// Two paths never answer to the same link.
    @Test func everyPathIsItsOwn() {
        #expect(Set(Self.all.map(\.link)).count == Self.all.count)
        #expect(Self.all.allSatisfy { $0.link.hasPrefix("/") && !$0.link.contains("{") })
    }

    @Test(arguments: ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
    func otherMethodsAreRefusedOnAPage(method: String) async throws {
        let browser = try await PageFixture().browser(.technician)
        for link in [Path.queue.link, Path.preferences.link, "/nowhere"] {
            let answer = try await browser.send(
                #require(HTTPRequest.Method(rawValue: method)),
                link,
                TestBrowser.origin
            )
            #expect(answer.status == 404)
            expectSafety(answer, .queue)
        }
    }

    @Test func headIsGetWithoutItsBody() async throws {
        let browser = try await PageFixture().browser(.technician)
        for path in [Path.queue, .people, .ticket("1"), .ticket("4"), .welcome("x"), .signOut] {
            let (head, get) = (try await browser.send(.head, path.link), try await browser.get(path.link))
            #expect(head.status == get.status, "\(path.link)")
            #expect(head.text.isEmpty, "\(path.link)")
        }
    }
}
