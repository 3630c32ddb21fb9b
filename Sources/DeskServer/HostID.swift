import Desk

/// The UUID (RFC 9562, version 4) that the desk gives to a host.
enum HostID {
    static func make(using generator: inout some RandomNumberGenerator) -> String {
        var bytes = randomBytes(count: 16, using: &generator)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = hexadecimal(bytes)
        var rest = digits[...]
        return [8, 4, 4, 4, 12].map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }.joined(separator: "-")
    }
}
