package import Desk
import DeskServer
import Health
import Hummingbird
import Logging

/// What the pages ask of a store.
package typealias PageStores = HostStore & FleetStore & QueueStore & TicketStore & PeopleStore & CategoryStore
    & SignInStore

/// What all pages are made with.
struct Site: Sendable {
    let store: any PageStores
    let configuration: WebConfiguration
    /// The addresses under which browsers reach the pages, the configured one first.
    let addresses: [WebAddress]
    let templates: PageTemplates
    let hasher: PasswordHasher
    let limit: SignInLimiter
    let tokens: TokenMaker
    /// Where the desk listens to agents.
    let wirePort: Int
    let now: @Sendable () -> Timestamp
    let zone: Zone
    let log: Logger

    /// Numbers and times as the reader of a page writes them.
    func figures(_ context: PageContext) -> Figures { Figures(context.visitor.language, zone: zone) }
}

extension PageContext {
    /// Who has signed in.
    ///
    /// - Throws: `notAllowed` where nobody has: such requests do not get as far as the pages that ask.
    var signedIn: SignedIn {
        get throws(DeskError) {
            guard let signedIn = visitor.signedIn, signedIn.isComplete else {
                throw DeskError(.notAllowed, en: "Sign in first.", fr: "Connectez-vous d'abord.")
            }
            return signedIn
        }
    }

    /// How far they see and may go.
    var scope: Scope {
        get throws(DeskError) { Scope(try signedIn.account) }
    }

    /// What varies in the path.
    func parameter(_ name: String) throws(PageError) -> String {
        guard let text = parameters.get(name) else { throw .unknownPage }
        return text
    }
}
