import Desk
import Health
import Hummingbird
import Logging

extension Page {
    static let mistake = Page(
        "mistake",
        Words(en: "That did not work", fr: "Cela n'a pas fonctionné"),
        ["back": Words(en: "Go to the start page", fr: "Aller à la page d'accueil")]
    )
}

extension Site {
    /// The page that says what went wrong.
    func answer(to error: any Error, _ context: PageContext) -> Response {
        let mistake = mistake(error)
        return page(
            .mistake,
            ["message": mistake.message[context.visitor.language]],
            in: context,
            status: mistake.status
        )
    }

    /// What the person reads; a defect of ours is logged, and not shown.
    private func mistake(_ error: any Error) -> PageError {
        switch error {
        case let error as PageError: return error
        case let error as DeskError where PageError(error).status.code < 500: return PageError(error)
        case let error as DeskError:
            log.error("a page could not be made", metadata: ["reason": "\(error)"])
            return PageError(error)
        case let error as HTTPError where error.status == .notFound: return .unknownPage
        case let error as HTTPError where error.status.code < 500:
            return PageError(
                error.status,
                en: "The desk did not understand that request.",
                fr: "Le centre d'assistance n'a pas compris cette demande."
            )
        default:
            log.error("a page could not be made", metadata: ["reason": "\(error)"])
            return PageError(
                .internalServerError,
                en: "The desk made a mistake. It is in its journal; try again, or tell an administrator.",
                fr:
                    "Le centre d'assistance a fait une erreur. Elle est dans son journal\u{A0}; réessayez, ou prévenez un administrateur."
            )
        }
    }
}
