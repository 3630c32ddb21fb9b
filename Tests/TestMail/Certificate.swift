import Foundation

/// A certificate that vouches for itself, and its key.
package struct Certificate {
    package let file: String
    package let key: String

    /// One for the name localhost and the address 127.0.0.1, as which tests speak to a relay.
    package static let right = Result { try Certificate(names: "DNS:localhost,IP:127.0.0.1") }
    /// One for another name.
    package static let wrong = Result { try Certificate(names: "DNS:other.example") }

    private init(names: String) throws {
        let stem = "\(NSTemporaryDirectory())/vigie-mail-\(UUID().uuidString)"
        file = "\(stem).pem"
        key = "\(stem).key"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-keyout", key, "-out", file, "-subj", "/CN=relay.test", "-addext", "subjectAltName=\(names)",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TestMailError("openssl failed") }
    }
}

/// Why the surroundings of a mail test cannot be had.
struct TestMailError: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
