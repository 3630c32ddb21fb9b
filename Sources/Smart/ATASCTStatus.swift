/// SCT Status, log E0h: the temperature and its limits (ACS-4, 8.3; facts/disks.md section 3).
///
/// Only ever read.
package struct ATASCTStatus: Hashable, Sendable {
    /// Degrees Celsius; nil when the disk does not say.
    package let temperature: Double?
    /// The most since the disk was made, and the most at which the maker lets it work.
    package let highest: Double?
    package let maximum: Double?

    /// Decodes the page.
    /// - Throws: `PageError`; a format other than 2 or 3 is not known, and counts as blank.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let page = try Page(bytes, size: 512, name: "SCT status")
        let format = page.u16(0)
        guard format == 2 || format == 3 else {
            throw PageError(code: .blank, message: "SCT status: format \(format) is not known")
        }
        func degrees(_ offset: Int) -> Double? {
            let degrees = Int8(bitPattern: page[offset])
            return degrees == .min || degrees == 0 ? nil : Double(degrees)
        }
        self.temperature = degrees(200)
        self.highest = degrees(204)
        self.maximum = degrees(205).flatMap { $0 > 0 ? $0 : nil }
    }
}
