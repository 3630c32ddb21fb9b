import Mustache
import Report

/// How values come into a page: the content type that the first line of every template names.
///
/// The library escapes by grapheme, so a quote that a combining mark follows passes; browsers read scalars.
struct PageEscaping: MustacheContentType {
    static let name = "PAGE"

    func escapeText(_ text: String) -> String { text.escapedForHTML }
}
