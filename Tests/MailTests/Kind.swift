@testable import Mail

/// An outcome without its words.
enum Kind: Hashable, Sendable {
    case delivered, refused, unknown
    case later, login, unwelcome, nonsense, broken, other

    init(_ outcome: Outcome) {
        switch outcome {
        case .delivered: self = .delivered
        case .refused: self = .refused
        case .unknown: self = .unknown
        case .putOff(let trouble):
            switch trouble.kind {
            case .later: self = .later
            case .login: self = .login
            case .unwelcome: self = .unwelcome
            case .nonsense: self = .nonsense
            case .broken: self = .broken
            default: self = .other
            }
        }
    }
}
