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
    ///
    /// Names are compared byte by byte: a browser lets any host of the same domain set a cookie whose name is ours after a blank of
    /// Unicode's, and whoever drops that blank takes the session that a stranger chose.
    private static func read(_ name: String, _ request: Request) -> String? {
        for line in request.headers[values: .cookie] {
            for pair in line.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = pair.drop { $0 == UInt8(ascii: " ") }
                guard pair.starts(with: "\(name)=".utf8) else { continue }
                let secret = pair.dropFirst(name.utf8.count + 1)
                return secret.count == 64 && secret.allSatisfy(isDigit) ? String(secret) : nil
            }
        }
        return nil
    }

    /// Whether a byte is a hexadecimal digit as we write them.
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
}
