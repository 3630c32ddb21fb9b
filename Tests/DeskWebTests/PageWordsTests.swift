import Foundation
import Health
import Testing

@testable import DeskWeb

/// Words and templates fit: no template wants a word that its page lacks, and no word stands there for nothing.
struct PageWordsTests {
    /// The words that a template wants, and the templates that it takes in.
    private struct Wants {
        var words: Set<String>
        var templates: Set<String>

        init(_ text: String) {
            words = Set(text.matches(of: /\{\{[#^\/]?t\.([a-z_]+)\}\}/).map { String($0.output.1) })
            templates = Set(text.matches(of: /\{\{[>&]?<?([a-z-]+)\}\}/).map { String($0.output.1) })
                .filter { text.contains("{{>\($0)}}") || text.contains("{{<\($0)}}") }
        }
    }

    private static let wants = PageTemplates.sources.mapValues { Wants(String(decoding: $0, as: UTF8.self)) }

    /// The words that a template wants with all that it takes in.
    private static func words(_ template: String) -> Set<String> {
        var (words, seen, rest) = (Set<String>(), Set<String>(), [template])
        while let name = rest.popLast() {
            guard seen.insert(name).inserted, let found = wants[name] else { continue }
            words.formUnion(found.words)
            rest += found.templates
        }
        return words
    }

    @Test(arguments: Page.all.map(\.template))
    func everyWordOfATemplateIsThereAndIsUsed(template: String) throws {
        let page = try #require(Page.all.first { $0.template == template })
        let (wanted, own, frame) = (Self.words(template), Set(page.words.keys), Set(Frame.words.keys))
        #expect(wanted.subtracting(own).subtracting(frame).sorted() == [], "wanted, and in no list of words")
        // Pages that share words have them from one list: it is enough that one of them wants a word.
        let sharers = Page.all.filter { !Set($0.words.keys).isDisjoint(with: own) }.map { Self.words($0.template) }
        let used = sharers.reduce(into: Set<String>()) { $0.formUnion($1) }
        #expect(own.subtracting(used).sorted() == [], "in the list, and wanted by no template")
        #expect(own.intersection(frame).sorted() == [], "both the page's and the frame's")
    }

    @Test func everyWordOfTheFrameIsUsed() {
        let wanted = Page.all.reduce(into: Set<String>()) { $0.formUnion(Self.words($1.template)) }
        #expect(Set(Frame.words.keys).subtracting(wanted).sorted() == [])
    }

    @Test func everyTemplateIsOfAPageOrPartOfOne() {
        var (used, rest) = (Set<String>(), Page.all.map(\.template))
        while let name = rest.popLast() {
            guard used.insert(name).inserted else { continue }
            rest += Self.wants[name]?.templates ?? []
        }
        #expect(Set(PageTemplates.sources.keys).subtracting(used).sorted() == [])
        #expect(used.subtracting(PageTemplates.sources.keys).sorted() == [])
        #expect(Set(Page.all.map(\.template)).count == Page.all.count)
    }

    private static let all: [Words] =
        Page.all.flatMap { [$0.title] + Array($0.words.values) } + Array(Frame.words.values)
        + Keys.allCases.map(\.words)

    /// French sets `:`, `;`, `?` and `!` off by a blank at which no line is broken, and so the inside of « ».
    @Test func frenchHasItsBlanks() {
        for text in Self.all.map(\.fr) {
            let isRight =
                text.firstMatch(of: /[\p{L}\p{N})»% ][:;?!](?:[ \n]|$)/) == nil
                && text.firstMatch(of: /«[^\u{A0}]/) == nil && text.firstMatch(of: /[^\u{A0}]»/) == nil
            #expect(isRight, "\(text)")
            #expect(!text.contains("...") && !text.contains(" '"), "\(text)")
        }
    }

    /// Words that no French sentence has.
    private static let english: Set<String> = [
        "the", "and", "of", "you", "your", "is", "are", "with", "for", "ticket", "tickets", "queue", "password", "host",
        "wait", "save", "search", "nobody", "what", "who", "until",
    ]

    @Test func bothLanguagesAreThere() {
        for words in Self.all {
            #expect(!words.en.isEmpty && !words.fr.isEmpty, "\(words.en)")
            let french = Set(words.fr.lowercased().split { !$0.isLetter }.map { String($0) })
            #expect(french.isDisjoint(with: Self.english), "\(words.fr)")
            let isSentence = words.en.contains(" ")
            #expect(!isSentence || words.en != words.fr, "\(words.en)")
        }
    }

    @Test func everyKeyIsItsOwn() {
        #expect(Set(Keys.allCases.map { $0.words.fr }).count == Keys.allCases.count)
        #expect(Set(Keys.values.keys).count == Keys.allCases.count)
    }
}
