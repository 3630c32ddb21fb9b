/// INQUIRY and its pages of vital product data (SPC-5, 6.6 and 7.7).
package struct SCSIInquiry: Hashable, Sendable {
    package let vendor: String
    package let product: String
    package let revision: String
    /// Whether it is a disk, and not an enclosure or a changer.
    package let isDisk: Bool

    /// Decodes the standard answer, of at least 36 bytes.
    /// - Throws: `PageError`.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let page = try Page(bytes, size: 36, name: "INQUIRY")
        self.isDisk = page[0] & 0x1F == 0
        self.vendor = page.text(8..<16)
        self.product = page.text(16..<32)
        self.revision = page.text(32..<36)
    }

    /// The unit's serial number, page 80h; nil when it has none.
    package static func serial(_ bytes: [UInt8]) -> String? {
        guard bytes.count > 4, bytes[1] == 0x80 else { return nil }
        let length = min(Int(bytes[3]), bytes.count - 4)
        guard length > 0, let page = try? Page(bytes, size: 4 + length, name: "VPD 80h") else { return nil }
        let text = page.text(4..<4 + length)
        return text.isEmpty ? nil : text
    }
}
