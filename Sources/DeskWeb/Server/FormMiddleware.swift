import Desk
import Hummingbird
import NIOCore

/// Lets through what a form of ours sent, and nothing else that would change something.
struct FormMiddleware: RouterMiddleware {
    typealias Context = PageContext

    let site: Site

    func handle(
        _ request: Request,
        context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        let origin = RequestOrigin.check(
            origin: request.headers[.origin],
            fetchSite: request.headers[.fetchSite],
            allowed: site.addresses
        )
        guard origin == .ours else { throw Self.foreign }
        var context = context
        let isInside = context.visitor.signedIn?.isComplete == true
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: isInside ? Form.limit : Form.limitBefore)
        } catch is NIOTooManyBytesError {
            guard isInside else { throw Self.foreign }
            throw PageError(
                .contentTooLarge,
                en: "That is more text than a form takes (\(Form.limit / 1024) kB). Shorten it.",
                fr: "C'est plus de texte qu'un formulaire n'en accepte (\(Form.limit / 1024) ko). Raccourcissez-le."
            )
        }
        guard let text = String(validating: body.readableBytesView, as: UTF8.self), let form = Form(urlEncoded: text)
        else {
            throw PageError(
                .badRequest,
                en: "The form could not be read. Go back, load the page again, and send it once more.",
                fr: "Le formulaire est illisible. Revenez en arrière, rechargez la page et renvoyez-le."
            )
        }
        guard let secret = context.visitor.secret, FormToken.isRight(form["form"] ?? "", of: secret) else {
            throw Self.foreign
        }
        context.form = form
        return try await next(request, context)
    }

    private static let foreign = PageError(
        .forbidden,
        en:
            "Nothing was changed: this form is not from a page of your session, or the session has ended. Load the page again.",
        fr:
            "Rien n'a été modifié\u{A0}: ce formulaire ne vient pas d'une page de votre session, ou la session est terminée. Rechargez la page."
    )
}
