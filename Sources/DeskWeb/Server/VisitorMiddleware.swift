import Desk
import DeskServer
import Health
import Hummingbird
import NIOCore

/// Finds out who asks: from where, in which session, in which language.
struct VisitorMiddleware: RouterMiddleware {
    typealias Context = PageContext

    let site: Site

    func handle(
        _ request: Request,
        context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.visitor.address = try address(of: request, context)
        guard isOurs(request) else {
            throw PageError(
                .misdirectedRequest,
                en: "This desk is not served under that address. It is at \(site.configuration.address).",
                fr:
                    "Ce centre d'assistance n'est pas servi sous cette adresse. Il se trouve à \(site.configuration.address)."
            )
        }
        if let secret = SessionSecret.ofSession(request),
            let signedIn = try await site.store.signedIn(token: SessionSecret.digest(secret), at: site.now())
        {
            context.visitor.secret = secret
            context.visitor.signedIn = signedIn
            context.visitor.language = signedIn.person.language
            let response = await answer(request, context, next)
            // What a page has shown is not said again; a full medium keeps nobody from reading.
            if signedIn.note != nil, signedIn.isComplete, response.status == .ok, Self.isSeen(request) {
                do {
                    try await site.store.leave(nil, token: SessionSecret.digest(secret))
                } catch {
                    guard error.isTemporary else { throw error }
                }
            }
            return response
        }
        // Forms of who has not signed in have a token too: it is derived from a cookie of its own.
        let known = SessionSecret.ofVisit(request)
        let secret = known ?? SessionSecret.make()
        context.visitor.secret = secret
        var response = await answer(request, context, next)
        if known == nil { response.setCookie(SessionSecret.cookie(visit: secret)) }
        return response
    }

    /// Whether a browser shows the answer as a page; scripts ask for pages, too.
    private static func isSeen(_ request: Request) -> Bool {
        request.method == .get && request.headers[.fetchDestination].map { $0 == "document" } ?? true
    }

    /// The answer, be it that something went wrong: whoever asks reads it in their language, on a page of theirs.
    private func answer(
        _ request: Request,
        _ context: PageContext,
        _ next: @concurrent (Request, PageContext) async throws -> Response
    ) async -> Response {
        do {
            return try await next(request, context)
        } catch {
            return site.answer(to: error, context)
        }
    }

    /// Whether the browser means this desk: names that others point to this machine are not ours.
    private func isOurs(_ request: Request) -> Bool {
        guard let authority = request.head.authority, let host = WebAddress(authority: authority) else { return false }
        return site.addresses.contains { $0.host == host.host }
    }

    /// The address of the browser; a proxy that we know is believed about it.
    private func address(of request: Request, _ context: PageContext) throws(PageError) -> String? {
        guard case .proxy(let proxies) = site.configuration.security else { return context.peer }
        guard let peer = context.peer, let bytes = ipAddressBytes(peer),
            proxies.contains(where: { ipAddressBytes($0) == bytes })
        else {
            throw PageError(
                .forbidden,
                en: "Pages are given to the proxy of this desk alone. Set 'proxy' in section [web] of desk.conf.",
                fr:
                    "Les pages ne sont remises qu'au serveur mandataire de ce centre d'assistance. Réglez «\u{A0}proxy\u{A0}» dans la section [web] de desk.conf."
            )
        }
        // The proxy appends whom it saw; what stands before that was said by others.
        let told = request.headers[.forwardedFor]?.split(separator: ",").last.map { $0.filter { !$0.isWhitespace } }
        return told.flatMap { try? SocketAddress(ipAddress: $0, port: 0).ipAddress } ?? peer
    }

    /// The language that a browser asks for before we know whose it is: French where that stands before English.
    static func language(of request: Request) -> Language {
        let wanted = request.headers[.acceptLanguage]?.prefix(200).lowercased().split(separator: ",") ?? []
        let first = wanted.lazy.map { $0.drop(while: \.isWhitespace).prefix(2) }.first { $0 == "fr" || $0 == "en" }
        return first == "fr" ? .fr : .en
    }
}
