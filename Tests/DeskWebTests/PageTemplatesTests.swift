import Foundation
import Testing

@testable import DeskWeb

struct PageTemplatesTests {
    private static func templates(_ sources: [String: String]) throws -> PageTemplates {
        try PageTemplates(sources.mapValues { Array((PageTemplates.pragma + $0).utf8) })
    }

    @Test func theTableNamesTheFilesOfTheFolder() throws {
        let files = try Self.files(in: "Templates")
        #expect(Set(PageTemplates.sources.keys.map { "\($0).mustache" }) == Set(files.keys))
        for (name, bytes) in PageTemplates.sources { #expect(files["\(name).mustache"] == Data(bytes), "\(name)") }
    }

    @Test func allTemplatesCanBeRead() throws {
        let templates = try PageTemplates()
        for name in PageTemplates.sources.keys { #expect(!templates.render(name, [:]).contains("{{"), "\(name)") }
    }

    /// Each way by which a value comes into a page.
    private static let ways: [String: String] = [
        "variable": #"<a title="{{text}}">"#,
        "partial": "{{>inner}}",
        "partial of a partial": "{{>outer}}",
        "after a partial": #"{{>plain}}<a title="{{text}}">"#,
        "section": #"{{#row}}<a title="{{text}}">{{/row}}"#,
        "inverted section": #"{{^none}}<a title="{{text}}">{{/none}}"#,
        "loop": #"{{#rows}}<a title="{{text}}">{{/rows}}"#,
        "partial in a loop": "{{#rows}}{{>inner}}{{/rows}}",
        "inherited block": "{{<parent}}\n{{$block}}<a title=\"{{text}}\">{{/block}}\n{{/parent}}",
        "default of a block": "{{<parent}}{{/parent}}",
        "partial in a block": "{{<parent}}{{$block}}{{>inner}}{{/block}}{{/parent}}",
        "block of a block": "{{<child}}{{$inside}}<a title=\"{{text}}\">{{/inside}}{{/child}}",
        "element": #"{{#texts}}<a title="{{.}}">{{/texts}}"#,
        "path": #"<a title="{{row.text}}">"#,
    ]

    @Test(arguments: ways.keys.sorted(), PageEscapingTests.joining)
    func noWayLetsAQuoteThrough(way: String, mark: Unicode.Scalar) throws {
        let templates = try Self.templates([
            "page": try #require(Self.ways[way]), "plain": "-", "outer": "{{>inner}}",
            "inner": #"<a title="{{text}}">"#,
            "parent": #"{{$block}}<a title="{{text}}">{{/block}}"#,
            "child": "{{<parent}}{{$block}}{{$inside}}{{/inside}}{{/block}}{{/parent}}",
        ])
        for (special, escaped) in PageEscapingTests.special {
            let text = "\(special)\(mark)"
            let row: [String: Any] = ["text": text]
            let page = templates.render("page", ["text": text, "row": row, "rows": [row], "texts": [text]])
            let expected = #"<a title=""# + escaped + String(mark) + #"">"#
            #expect(Array(page.utf8).suffix(expected.utf8.count) == Array(expected.utf8)[...], "\(page)")
        }
    }

    @Test func aPageBeginsWithItsFirstTag() throws {
        let templates = try Self.templates([
            "layout": "<!doctype html>\n<main>{{$main}}{{/main}}</main>\n",
            "page": "{{<layout}}\n{{$main}}{{text}}{{/main}}\n{{/layout}}\n",
        ])
        #expect(templates.render("layout", [:]) == "<!doctype html>\n<main></main>\n")
        #expect(templates.render("page", ["text": "a"]) == "<!doctype html>\n<main>a</main>\n")
    }

    @Test(arguments: [
        "", "<p>", "\n{{% CONTENT_TYPE:PAGE}}\n", "{{% CONTENT_TYPE:PAGE}}\r\n", "{{% CONTENT_TYPE:HTML}}\n",
    ])
    func aTemplateThatDoesNotChooseOurEscapingIsRefused(text: String) {
        #expect { try PageTemplates(["bad": Array(text.utf8)]) } throws: { "\($0)".hasPrefix("bad.mustache, line 1:") }
    }

    @Test(arguments: ["{{#a}}", "{{#a}}{{/b}}", "{{a", "{{a b}}", "{{% CONTENT_TYPE:NONE}}", "{{<a}}{{b}}{{/a}}"])
    func aBrokenTemplateIsNamed(text: String) {
        #expect { try Self.templates(["good": "", "bad": "x\n" + text]) } throws: {
            "\($0)".hasPrefix("bad.mustache, line ")
        }
    }

    @Test func whatIsNotThereIsLeftOut() throws {
        let templates = try Self.templates(["page": "{{#a}}a{{/a}}{{^a}}none{{/a}}{{>nowhere}}"])
        #expect(templates.render("page", [:]) == "none")
        #expect(templates.render("page", ["a": false]) == "none")
        #expect(templates.render("page", ["a": [[String: Any]]()]) == "none")
        #expect(templates.render("page", ["a": ""]) == "a")
        #expect(templates.render("nowhere", [:]) == "")
    }

    /// The library takes an empty optional for something that is there, and writes it: what templates are filled with is none.
    @Test func whatIsNothingIsFalse() throws {
        let templates = try Self.templates(["page": "[{{#a}}{{a}}{{/a}}{{^a}}none{{/a}}]"])
        #expect(templates.render("page", ["a": String?.none.orFalse]) == "[none]")
        #expect(templates.render("page", ["a": String?.some("<").orFalse]) == "[&lt;]")
        #expect(templates.render("page", ["a": String?.none as Any]) == "[nil]", "the library may have been mended")
    }

    static func files(in folder: String) throws -> [String: Data] {
        let folder = URL(filePath: #filePath).appending(path: "../../../Sources/DeskWeb/\(folder)").standardized
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .reduce(into: [:]) { $0[$1.lastPathComponent] = try Data(contentsOf: $1) }
    }
}
