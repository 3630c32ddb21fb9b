import Crypto
import CryptoExtras
import Desk
import FoundationEssentials
import NIOPosix

/// Hashes passwords by scrypt (RFC 7914) on threads of its own, two at once: each takes 32 MiB and much of a second.
package final class PasswordHasher: Sendable {
    /// N = 2^15, r = 8, p = 3: what OWASP's cheat sheet lists for 32 MiB.
    private static let cost = (exponent: 15, blockSize: 8, parallelism: 3)
    private static let length = 32
    private static let name = "scrypt"
    /// Bytes of a password at most; longer ones are no safer.
    package static let limit = 1024
    package static let shortest = 10

    private let threads = NIOThreadPool(numberOfThreads: 2)

    package init() {
        threads.start()
    }

    deinit {
        threads.shutdownGracefully { _ in }
    }

    /// The text to keep of a password: `scrypt$15$8$3$SALT$HASH`, both in hexadecimal digits.
    package func hash(_ password: String) async throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = randomBytes(count: 16, using: &generator)
        return try await threads.runIfActive {
            let key = try Self.key(password, salt, Self.cost)
            let (exponent, blockSize, parallelism) = Self.cost
            return [
                Self.name, String(exponent), String(blockSize), String(parallelism), hexadecimal(salt),
                hexadecimal(key),
            ]
            .joined(separator: "$")
        }
    }

    /// Whether a password is the one of a kept text; without one it takes as long, and is not.
    package func isRight(_ password: String, _ kept: String?) async throws -> Bool {
        try await threads.runIfActive {
            let parts = kept.map { $0.split(separator: "$", omittingEmptySubsequences: false) } ?? []
            guard parts.count == 6, parts[0] == Self.name, let exponent = Int(parts[1]), (10...20).contains(exponent),
                let blockSize = Int(parts[2]), (1...32).contains(blockSize), let parallelism = Int(parts[3]),
                (1...16).contains(parallelism), let salt = bytes(hexadecimal: parts[4])
            else {
                _ = try Self.key(password, Array(repeating: 0, count: 16), Self.cost)
                return false
            }
            let key = try Self.key(password, salt, (exponent, blockSize, parallelism))
            // HMAC, below scrypt, takes a password with NUL after it for the same one.
            return Secret.areEqual(hexadecimal(key), String(parts[5])) && !password.utf8.contains(0)
        }
    }

    private static func key(
        _ password: String,
        _ salt: [UInt8],
        _ cost: (exponent: Int, blockSize: Int, parallelism: Int)
    ) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(password.utf8.prefix(limit)),
            salt: salt,
            outputByteCount: length,
            rounds: 1 << cost.exponent,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism
        )
        // The key's own bytes by way of a digest over them, so that no raw memory is touched here.
        return Array(HMAC<SHA256>.authenticationCode(for: salt, using: key))
    }
}
