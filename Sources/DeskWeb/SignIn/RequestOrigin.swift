package import Desk

/// From where a form was sent, as the browser says it.
package enum RequestOrigin: Hashable, Sendable {
    /// From a page of this desk.
    case ours
    /// The browser is too old to say it: the token of the form decides.
    case untold
    /// From elsewhere, whatever token it has.
    case foreign

    /// Judges the header fields `Origin` and `Sec-Fetch-Site`.
    ///
    /// `Origin: null` is foreign: it is what a sandboxed frame or a document of a `data:` URL sends.
    package static func check(origin: String?, fetchSite: String?, allowed: [WebAddress]) -> RequestOrigin {
        if let origin {
            guard let address = WebAddress(origin), allowed.contains(address) else { return .foreign }
            return .ours
        }
        switch fetchSite {
        case nil: return .untold
        case "same-origin", "none": return .ours
        default: return .foreign
        }
    }
}
