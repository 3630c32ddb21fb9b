import DeskView
import Health
import Testing

/// Whoever works on a condition is told what to do, in both languages.
struct RemedyTests {
    static let rules = (Catalogue.rules + Catalogue.deskRules).map(\.id.description)

    @Test(arguments: rules)
    func everyRuleHasOne(_ rule: String) throws {
        let words = try #require(Remedy.words(for: rule))
        #expect(words.en != words.fr)
        for text in [words.en, words.fr] {
            #expect((1...600).contains(text.count), "\(text.count)")
            #expect(!text.contains("\n") && !text.contains("  "), "\(text)")
        }
    }

    @Test(arguments: rules)
    func frenchMarksStandBehindAHardSpace(_ rule: String) throws {
        let french = try #require(Remedy.words(for: rule)).fr
        for mark in [":", ";", "?", "!", "»", "%"] {
            #expect(!french.contains(" \(mark)"), "\(french)")
        }
        #expect(!french.contains("« "), "\(french)")
    }

    @Test func noTwoAreTheSame() {
        for language in Language.allCases {
            let texts = Self.rules.compactMap { Remedy.words(for: $0)?[language] }
            #expect(Set(texts).count == texts.count)
        }
    }

    @Test(arguments: ["", "disk", "disk.moon-phase", "disk.failing "])
    func anUnknownRuleHasNone(_ rule: String) {
        #expect(Remedy.words(for: rule) == nil)
    }
}
