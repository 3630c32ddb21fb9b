/// The content lines of an iCalendar text, unfolded (RFC 5545, 3.1), each with the number of its first line in the file.
///
/// Lines end with CR LF, or with LF alone, as many a program writes them.
struct ContentLines: Sequence, IteratorProtocol {
    struct Line {
        let number: Int
        let bytes: [UInt8]

        /// What stands before the first `:` or `;`, in capitals.
        var name: String {
            let end = bytes.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") } ?? bytes.endIndex
            return String(decoding: bytes[..<end].prefix(64), as: UTF8.self).uppercased()
        }

        /// What stands after the first `:`, in capitals, of a line without parameters.
        var value: String {
            let after = bytes.firstIndex(of: UInt8(ascii: ":")).map { bytes[($0 + 1)...] } ?? []
            let value = after.prefix(64).filter { $0 != UInt8(ascii: " ") }
            return String(decoding: value, as: UTF8.self).uppercased()
        }
    }

    private var rest: ArraySlice<UInt8>
    private var number = 0

    init(_ bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        rest = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    }

    mutating func next() -> Line? {
        while !rest.isEmpty {
            var bytes = physical()
            let first = number
            while let start = rest.first, start == UInt8(ascii: " ") || start == UInt8(ascii: "\t") {
                bytes += physical().dropFirst()
            }
            if !bytes.isEmpty { return Line(number: first, bytes: Array(bytes)) }
        }
        return nil
    }

    /// The next line of the file without its end.
    private mutating func physical() -> ArraySlice<UInt8> {
        number += 1
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        var line = rest[rest.startIndex..<end]
        rest = rest[end...].dropFirst()
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        return line
    }
}
