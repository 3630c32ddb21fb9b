import Hummingbird

/// What a form or a query holds: texts by the names of their fields.
struct Form: Sendable {
    /// Bytes of a form at most: the longest text that a ticket takes, percent-encoded.
    static let limit = 512 * 1024
    /// Before somebody has signed in: a thousand strangers at once must not fill the memory.
    static let limitBefore = 16 * 1024

    private var values: [String: Value] = [:]

    init() {}

    /// Reads `application/x-www-form-urlencoded`; nil where it is not that.
    init?(urlEncoded text: String) {
        guard !text.isEmpty else { return }
        guard let values = try? URLEncodedFormDecoder().decode([String: Value].self, from: text) else { return nil }
        self.values = values
    }

    /// What stands in a link after its question mark.
    init(queryOf request: Request) {
        self = Form(urlEncoded: request.uri.query ?? "") ?? Form()
    }

    /// Whether nothing was sent.
    var isEmpty: Bool { values.isEmpty }

    /// The text of a field; nil where it is not there or is a list.
    subscript(name: String) -> String? {
        guard case .one(let text) = values[name] else { return nil }
        return text
    }

    /// The text of a field without the white space around it; nil where nothing is left.
    func filled(_ name: String) -> String? {
        guard let text = self[name] else { return nil }
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(start[...end])
    }

    /// The texts of a field whose name ends in `[]`.
    func all(_ name: String) -> [String] {
        guard case .many(let texts) = values[name] else { return [] }
        return texts
    }

    private enum Value: Decodable, Sendable {
        case one(String)
        case many([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .one(text)
            } else {
                self = .many(try container.decode([String].self))
            }
        }
    }
}
