package import Desk
package import DeskServer
package import Health
import Hummingbird
package import Logging

/// What the pages ask of a store.
package typealias PageStores = HostStore & FleetStore & QueueStore & TicketStore & PeopleStore & CategoryStore
    & TemplateStore & SignInStore & LiveStore

/// What all pages are made with.
package struct Site: Sendable {
    let store: any PageStores
    let configuration: WebConfiguration
    /// The addresses under which browsers reach the pages, the configured one first.
    let addresses: [WebAddress]
    let templates: PageTemplates
    let hasher: PasswordHasher
    let limit: SignInLimiter
    let live: LiveHub
    let tokens: TokenMaker
    /// Where the desk listens to agents.
    let wirePort: Int
    let now: @Sendable () -> Timestamp
    let zone: Zone
    let log: Logger

    /// The pages of a store; `names` are further ones under which browsers may reach this machine.
    ///
    /// - Throws: where an embedded template cannot be read, a defect.
    package init(
        _ configuration: WebConfiguration,
        names: [String],
        store: any PageStores,
        tokens: TokenMaker,
        wirePort: Int,
        zone: Zone,
        now: @escaping @Sendable () -> Timestamp,
        log: Logger
    ) throws(PageTemplateError) {
        self.store = store
        self.configuration = configuration
        addresses = [configuration.address] + names.map { WebAddress(host: $0, port: configuration.address.port) }
        templates = try PageTemplates()
        hasher = PasswordHasher()
        limit = SignInLimiter()
        live = LiveHub(store: store, now: now, log: log)
        self.tokens = tokens
        self.wirePort = wirePort
        self.now = now
        self.zone = zone
        self.log = log
    }

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
