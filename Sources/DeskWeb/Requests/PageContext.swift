import Desk
import Health
package import Hummingbird
import NIOCore

/// One request: who asks, and what their form holds.
package struct PageContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who is at the other end of the connection; a proxy, where one stands before us.
    let peer: String?
    /// The connection itself, for answers that last.
    let channel: any Channel
    var visitor = Visitor()
    /// What was sent with POST, once it was found to come from a page of ours.
    var form = Form()

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
        peer = source.channel.remoteAddress?.ipAddress
    }
}

/// Who asks for a page.
struct Visitor: Sendable {
    /// From where; nil where that is not known.
    var address: String?
    var language = Language.en
    /// The secret of the cookie from which the tokens of forms are derived: that of the session, or of the visit before it.
    var secret: String?
    /// Who has signed in, or is about to and owes the second factor.
    var signedIn: SignedIn?

    /// The last entry of the log before anything was read for the page: what comes after it is new.
    var position: Int64?

    /// What a store knows the session by.
    var digest: String? { signedIn == nil ? nil : secret.map(SessionSecret.digest) }
}
