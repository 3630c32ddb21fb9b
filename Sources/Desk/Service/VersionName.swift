/// One version of a policy or of a calendar, `office@3`: what a log entry names.
///
/// A name is 1 to 64 characters of `a-z 0-9 . _ -`, a version 1 to 999,999.
package struct VersionName: Hashable, Sendable, CustomStringConvertible {
    package let id: String
    package let version: Int

    package init(id: String, version: Int) throws(ServiceError) {
        guard (1...64).contains(id.utf8.count), id.utf8.allSatisfy(Self.isPlain), (1...999_999).contains(version) else {
            throw .badName(id, version)
        }
        self.id = id
        self.version = version
    }

    /// Reads the text form; anything else is nil.
    package init?(_ text: some StringProtocol) {
        guard let at = text.lastIndex(of: "@"), let version = Int(text[text.index(after: at)...]) else { return nil }
        do { try self.init(id: String(text[..<at]), version: version) } catch { return nil }
        guard description == text else { return nil }
    }

    package var description: String { "\(id)@\(version)" }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
