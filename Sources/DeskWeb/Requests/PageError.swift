import Desk
import Health
import HTTPTypes

/// Why a request gets no page: what the person reads, and the status that goes with it.
struct PageError: Error {
    let status: HTTPResponse.Status
    let message: Words

    init(_ status: HTTPResponse.Status, _ message: Words) {
        self.status = status
        self.message = message
    }

    init(_ status: HTTPResponse.Status, en: String, fr: String) {
        self.init(status, Words(en: en, fr: fr))
    }

    /// What a store refused, as the answer of a page.
    init(_ error: DeskError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .notAllowed: .forbidden
            case .unknownTicket, .unknownHost, .unknownPerson, .unknownOrganisation, .unknownCategory,
                .unknownTemplate, .unknownNotice, .unknownToken:
                .notFound
            case .badText, .nameTaken, .changed, .expiredToken, .usedToken: .unprocessableContent
            case .storageFull, .busy, .cancelled: .serviceUnavailable
            case .unusableStore, .damagedRow, .refusedRow: .internalServerError
            }
        self.init(status, error.message)
    }

    static let unknownPage = PageError(
        .notFound,
        en: "There is no such page. It may have been moved, or the address was mistyped.",
        fr: "Cette page n'existe pas. Elle a peut-être été déplacée, ou l'adresse est mal saisie."
    )
}

extension DeskError {
    /// Whether it is a mistake in a form, which is named where it was made.
    var isMistake: Bool { code == .badText || code == .nameTaken }
}
