import Crypto
import Desk
import DeskServer

/// What every form of a session holds, and no other site knows.
package enum FormToken {
    /// The token of a session, or of the visit before it, from the secret that its cookie carries.
    package static func make(_ secret: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: Array("form".utf8), using: key))
    }

    package static func isRight(_ token: String, of secret: String) -> Bool {
        Secret.areEqual(token, make(secret))
    }
}
