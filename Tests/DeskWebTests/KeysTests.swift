import Health
import Testing

@testable import DeskWeb

struct KeysTests {
    /// A key that begins another one would never be heard, or make that one late.
    @Test func noKeyIsTheBeginningOfAnother() {
        for key in Keys.allCases {
            for other in Keys.allCases where other != key {
                #expect(!other.rawValue.hasPrefix(key.rawValue + " "), "\(key), \(other)")
            }
        }
    }

    @Test(arguments: Language.allCases)
    func theHelpHasAllOfThem(_ language: Language) {
        let lines = Keys.help(language)
        #expect(lines.count == Keys.allCases.count)
        #expect(Set(lines.compactMap { $0["text"] as? String }).count == lines.count, "each says something of its own")
        #expect(lines.allSatisfy { ($0["keys"] as? [Values])?.isEmpty == false })
        #expect(Keys.values.count == Keys.allCases.count)
    }
}
