import Desk
import Health

/// The paths of the pages: what the router listens to and what all links are made of.
enum Path {
    case start
    case health
    case asset(String)
    case signIn
    case signInCode
    case signOut
    case welcome(String)
    case me
    case preferences
    case password
    case secondFactor
    case secondFactorRemoval
    case sessionEnd
    case people
    case newPerson
    case person(String)
    case invitation(String)
    case lock(String)
    case secondFactorLoss(String)
    case organisations
    case newOrganisation
    case organisation(String)
    case queue
    case next
    case bulk
    case ticket(String)
    case newTicket
    case callers
    case callerHosts
    case live
    case presence
    case fleet
    case host(String)
    case tokens
    case fleetReport
    case siteReport(String)
    case hostReport(String)

    /// With `text` for what varies: `/people/{text}` where that is a pattern of the router.
    private func made(_ text: (String) -> String) -> String {
        switch self {
        case .start: "/"
        case .health: "/health"
        case .asset(let name): "/assets/" + text(name)
        case .signIn: "/sign-in"
        case .signInCode: "/sign-in/code"
        case .signOut: "/sign-out"
        case .welcome(let code): WebPath.welcome(text(code))
        case .me: "/me"
        case .preferences: "/me/preferences"
        case .password: "/me/password"
        case .secondFactor: "/me/second-factor"
        case .secondFactorRemoval: "/me/second-factor/remove"
        case .sessionEnd: "/me/sessions/end"
        case .people: "/people"
        case .newPerson: "/people/new"
        case .person(let login): "/people/" + text(login)
        case .invitation(let login): "/people/" + text(login) + "/invite"
        case .lock(let login): "/people/" + text(login) + "/lock"
        case .secondFactorLoss(let login): "/people/" + text(login) + "/second-factor"
        case .organisations: "/organisations"
        case .newOrganisation: "/organisations/new"
        case .organisation(let id): "/organisations/" + text(id)
        case .queue: WebPath.queue
        case .next: WebPath.queue + "/next"
        case .bulk: WebPath.queue + "/bulk"
        case .ticket(let number): WebPath.tickets + text(number)
        case .newTicket: WebPath.tickets + "new"
        case .callers: WebPath.tickets + "new/people"
        case .callerHosts: WebPath.tickets + "new/hosts"
        case .live: "/live"
        case .presence: "/live/presence"
        case .fleet: "/fleet"
        case .host(let id): "/hosts/" + text(id)
        case .tokens: "/tokens"
        case .fleetReport: WebPath.fleetReport
        case .siteReport(let id): "/reports/site/" + text(id)
        case .hostReport(let id): "/reports/host/" + text(id)
        }
    }

    /// Whether a page, by its pattern, belongs to the section of this one.
    func holds(_ pattern: String) -> Bool {
        let others: [Path] =
            if case .fleet = self { [.host(""), .tokens, .fleetReport, .siteReport(""), .hostReport("")] } else { [] }
        return ([self] + others).contains { pattern.hasPrefix($0.link) }
    }

    /// What stands in a link.
    var link: String { made(PercentEncoding.encode) }

    /// What the router listens to; what varies is the parameter of that name.
    var pattern: String { made { "{\($0)}" } }
}
