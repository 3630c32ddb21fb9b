import Desk
import Hummingbird

/// Sends who has not signed in to where that is done, and afterwards back.
struct SignInMiddleware: RouterMiddleware {
    typealias Context = PageContext

    let site: Site

    func handle(
        _ request: Request,
        context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        if context.visitor.signedIn?.isComplete == true {
            var context = context
            context.visitor.position = try await site.store.lastEntry()
            return try await next(request, context)
        }
        let path = request.method == .get ? request.uri.string : Path.start.link
        return .redirect(to: SignInPages.link(returningTo: path))
    }
}
