import CQRencode

/// A text as a QR code (ISO/IEC 18004), drawn as the path of an SVG.
package struct QRCode: Sendable {
    /// Bytes of a text at most: a larger code is hard to scan from a screen.
    static let limit = 512
    /// Modules that stay empty around the code, as the standard asks.
    static let quietZone = 4

    /// Rows of modules, true where one is dark.
    let modules: [[Bool]]

    /// Nil for an empty text, and for one that is too long.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...Self.limit).contains(bytes.count),
            let code = unsafe QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { unsafe QRcode_free(code) }
        let width = Int(unsafe code.pointee.width)
        modules = (0..<width).map { row in
            (0..<width).map { column in unsafe code.pointee.data[row * width + column] & 1 == 1 }
        }
    }

    /// Modules along a side, the quiet zone included.
    package var side: Int { modules.count + 2 * Self.quietZone }

    /// The dark modules as path data, a rectangle for each run of a row.
    package var path: String {
        modules.enumerated().map { row, modules in
            Self.runs(modules).map { run in
                let (x, y) = (run.lowerBound + Self.quietZone, row + Self.quietZone)
                return "M\(x) \(y)h\(run.count)v1h-\(run.count)z"
            }
            .joined()
        }
        .joined()
    }

    private static func runs(_ row: [Bool]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for (column, isDark) in row.enumerated() where isDark {
            if let last = runs.last, last.upperBound == column {
                runs[runs.count - 1] = last.lowerBound..<column + 1
            } else {
                runs.append(column..<column + 1)
            }
        }
        return runs
    }
}
