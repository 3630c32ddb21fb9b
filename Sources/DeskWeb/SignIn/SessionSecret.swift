import DeskServer
import Hummingbird

/// The secrets that browsers keep in cookies: of a session, and of a visit before it.
enum SessionSecret {
    private static let session = "__Host-vigie"
    private static let visit = "__Host-vigie-visit"

    /// A new one, of 256 random bits.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return Secret.make(using: &generator)
    }

    /// What the store knows a secret by.
    static func digest(_ secret: String) -> String { Secret.hash(secret) }

    static func ofSession(_ request: Request) -> String? { read(session, request) }

    static func ofVisit(_ request: Request) -> String? { read(visit, request) }

    /// The cookie of a session; it goes when the browser is closed, or the desk ends the session.
    static func cookie(session secret: String) -> Cookie { cookie(session, secret) }

    static func cookie(visit secret: String) -> Cookie { cookie(visit, secret) }

    /// What takes the cookie of a session away.
    static var noSession: Cookie {
        Cookie(name: session, value: "", maxAge: 0, path: "/", secure: true, httpOnly: true, sameSite: .lax)
    }

    private static func cookie(_ name: String, _ secret: String) -> Cookie {
        Cookie(name: name, value: secret, path: "/", secure: true, httpOnly: true, sameSite: .lax)
    }

    /// A secret as we make them; anything else is as if it were not there.
    private static func read(_ name: String, _ request: Request) -> String? {
        guard let secret = request.cookies[name]?.value, secret.utf8.count == 64,
            secret.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        return secret
    }
}
