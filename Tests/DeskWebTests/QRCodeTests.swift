import Crypto
import Desk
import Testing

@testable import DeskWeb

struct QRCodeTests {
    private static let link =
        "otpauth://totp/Vigie:marie?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Vigie&algorithm=SHA1&digits=6&period=30"

    private static func picture(_ code: QRCode) -> String {
        code.modules.map { $0.map { $0 ? "#" : "." }.joined() + "\n" }.joined()
    }

    /// The corners by which scanners find a code.
    @Test(arguments: ["1", link, String(repeating: "x", count: QRCode.limit)])
    func threeCornersAreMarked(text: String) throws {
        let code = try #require(QRCode(text))
        let last = code.modules.count - 7
        let mark = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
        for (row, column) in [(0, 0), (0, last), (last, 0)] {
            let found = code.modules[row..<row + 7].map { $0[column..<column + 7].map { $0 ? "#" : "." }.joined() }
            #expect(found == mark)
        }
        #expect(code.modules.allSatisfy { $0.count == code.modules.count })
        #expect(code.modules.count % 4 == 1)
        #expect(code.side == code.modules.count + 8)
    }

    /// Debian's zbarimg read this link in the SVG of this path, drawn by rsvg-convert.
    @Test func theCodeOfALinkIsTheOneThatWasScanned() throws {
        let code = try #require(QRCode(Self.link))
        #expect(
            hexadecimal(SHA256.hash(data: Array(Self.picture(code).utf8)))
                == "ae253b40e7e1baf4f8829d65a458cfaf20d862f1eaef397674264fd7fa7ac6d9"
        )
    }

    @Test func thePathDrawsTheModules() throws {
        let code = try #require(QRCode(Self.link))
        var drawn = Array(repeating: Array(repeating: false, count: code.modules.count), count: code.modules.count)
        var rest = code.path[...]
        while let run = rest.prefixMatch(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
            let (x, y) = (try #require(Int(run.1)) - 4, try #require(Int(run.2)) - 4)
            #expect(run.3 == run.4)
            for column in x..<x + (try #require(Int(run.3))) { drawn[y][column] = true }
            rest = rest[run.range.upperBound...]
        }
        #expect(rest.isEmpty)
        #expect(drawn == code.modules)
        #expect(code.path.hasPrefix("M4 4h7v1h-7z"))
    }

    @Test func aTextHasABound() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "x", count: QRCode.limit)) != nil)
        #expect(QRCode(String(repeating: "x", count: QRCode.limit + 1)) == nil)
        #expect(QRCode(String(repeating: "é", count: 10_000_000)) == nil)
        #expect(QRCode("\u{0}é👩‍👩‍👧‍👦") != nil)
    }
}
