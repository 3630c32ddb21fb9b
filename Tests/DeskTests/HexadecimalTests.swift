import Desk
import Testing

struct HexadecimalTests {
    @Test func bytesAreReadAgain() {
        let all = (UInt8.min...UInt8.max).map { $0 }
        #expect(hexadecimal([0, 9, 10, 255]) == "00090aff")
        #expect(bytes(hexadecimal: hexadecimal(all)) == all)
        #expect(bytes(hexadecimal: "") == [])
    }

    @Test(arguments: ["0", "0g", "+1", "0A", " 1", "\u{FF11}1", "é"])
    func whatIsNoDigitsIsRefused(text: String) {
        #expect(bytes(hexadecimal: text) == nil)
    }
}
