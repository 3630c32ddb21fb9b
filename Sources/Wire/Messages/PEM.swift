/// The text form of certificates (RFC 7468) for what the wire carries as base64.
package enum PEM {
    /// One block for each certificate, given as base64 with or without padding.
    package static func certificates(_ chain: [String]) -> String {
        chain.map { block("CERTIFICATE", $0) }.joined()
    }

    private static func block(_ label: String, _ base64: String) -> String {
        var lines = ["-----BEGIN \(label)-----"]
        var rest = Substring(base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4))
        while !rest.isEmpty {
            lines.append(String(rest.prefix(64)))
            rest = rest.dropFirst(64)
        }
        return (lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
    }
}
