import Desk
import HTTPTypes
import Hummingbird

/// Puts what keeps browsers safe into every answer, and turns what went wrong into a page.
struct SafetyMiddleware: RouterMiddleware {
    typealias Context = PageContext

    let site: Site

    private static let headers: HTTPFields = [
        .contentSecurityPolicy: "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
        .xContentTypeOptions: "nosniff",
        .referrerPolicy: "same-origin",
        .crossOriginOpenerPolicy: "same-origin",
    ]

    func handle(
        _ request: Request,
        context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.visitor.language = VisitorMiddleware.language(of: request)
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = site.answer(to: error, context)
        }
        for field in Self.headers { response.headers[field.name] = field.value }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return request.method == .head ? response.createHeadResponse() : response
    }
}

extension HTTPField.Name {
    static let referrerPolicy = constant("Referrer-Policy")
    static let crossOriginOpenerPolicy = constant("Cross-Origin-Opener-Policy")
    static let forwardedFor = constant("X-Forwarded-For")
    static let fetchSite = constant("Sec-Fetch-Site")
    static let fetchDestination = constant("Sec-Fetch-Dest")
    static let lastEventID = constant("Last-Event-ID")
    static let accelBuffering = constant("X-Accel-Buffering")

    /// A name that is written here, and so is one.
    private static func constant(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .xContentTypeOptions
    }
}
