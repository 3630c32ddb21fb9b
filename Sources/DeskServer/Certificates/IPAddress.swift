/// The bytes of an IP address in network order: 4 for IPv4 (`192.0.2.1`), 16 for IPv6 (`2001:db8::1`, RFC 4291 section 2.2).
///
/// Anything else, a zone (`%eth0`) or brackets included, is nil.
package func ipAddressBytes(_ text: String) -> [UInt8]? {
    text.contains(":") ? ipv6Bytes(text) : ipv4Bytes(text)
}

private func ipv4Bytes(_ text: some StringProtocol) -> [UInt8]? {
    let groups = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = groups.compactMap { $0.utf8.allSatisfy { $0 >= UInt8(ascii: "0") } ? UInt8($0) : nil }
    return groups.count == 4 && bytes.count == 4 ? bytes : nil
}

private func ipv6Bytes(_ text: String) -> [UInt8]? {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard let first = halves.first, let last = halves.last, halves.count <= 2 else { return nil }
    guard let tail = ipv6Groups(last, isEnd: true) else { return nil }
    guard halves.count == 2 else { return tail.count == 16 ? tail : nil }
    guard let head = ipv6Groups(first, isEnd: false), head.count + tail.count <= 14 else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
}

/// The bytes of groups between colons; at the end of an address the last group may be an IPv4 address.
private func ipv6Groups(_ text: Substring, isEnd: Bool) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard groups.count <= 8 else { return nil }
    var bytes: [UInt8] = []
    for (index, group) in groups.enumerated() {
        if isEnd, index == groups.count - 1, let embedded = ipv4Bytes(group) {
            bytes += embedded
        } else if (1...4).contains(group.utf8.count), group.first != "+", let word = UInt16(group, radix: 16) {
            bytes += [UInt8(word >> 8), UInt8(word & 0xff)]
        } else {
            return nil
        }
    }
    return bytes
}
