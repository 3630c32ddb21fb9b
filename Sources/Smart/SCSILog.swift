/// The answer to LOG SENSE: a header, then parameters of a code, a length and as many bytes, big-endian (SPC-5, 7.3.2).
struct SCSILog {
    struct Parameter {
        let code: UInt16
        let bytes: [UInt8]

        /// The first eight bytes, or fewer, as one number.
        var number: Double? {
            bytes.isEmpty || bytes.count > 8 ? nil : Double(bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
    }

    let parameters: [Parameter]

    /// Takes as many whole parameters as there are: of a page that says that it is longer than it is, what is there.
    /// - Throws: `PageError` when it is another page.
    init(_ bytes: [UInt8], page: UInt8) throws(PageError) {
        let name = "log page \(String(page, radix: 16))h"
        guard bytes.count >= 4 else { throw PageError(code: .truncated, message: "\(name): \(bytes.count) bytes") }
        guard bytes[0] & 0x3F == page, bytes[0] & 0x40 == 0 || bytes[1] == 0 else {
            throw PageError(code: .blank, message: "\(name): the disk sent page \(String(bytes[0] & 0x3F, radix: 16))h")
        }
        let end = min(bytes.count, 4 + (Int(bytes[2]) << 8 | Int(bytes[3])))
        var parameters: [Parameter] = []
        var start = 4
        while start + 4 <= end {
            let length = Int(bytes[start + 3])
            guard start + 4 + length <= end else { break }
            let code = UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
            parameters.append(Parameter(code: code, bytes: Array(bytes[start + 4..<start + 4 + length])))
            start += 4 + length
        }
        self.parameters = parameters
    }

    subscript(code: UInt16) -> Parameter? { parameters.first { $0.code == code } }
}
