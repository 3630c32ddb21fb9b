/// The protocol by the name that TLS negotiates (ALPN, RFC 7301).
package enum ProtocolName {
    package static let current = "vigie/1"
}
