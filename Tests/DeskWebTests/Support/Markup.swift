/// A page, read as strictly as our templates are written: what does not fit was put in by a text.
struct Markup {
    struct Tag {
        let name: String
        var attributes: [String: String] = [:]
        var isEnd = false
        var isClosed = false
    }

    let text: String
    private(set) var tags: [Tag] = []
    /// What is wrong with it.
    private(set) var faults: [String] = []

    private static let void: Set<String> = ["br", "hr", "img", "input", "link", "meta", "!doctype"]

    init(_ text: String) {
        self.text = text
        var reader = TagReader(text)
        while let tag = reader.next() { tags.append(tag) }
        faults = reader.faults
        checkBalance()
        checkNames()
    }

    /// The values of an attribute wherever it stands.
    func values(_ attribute: String) -> [String] { tags.compactMap { $0.attributes[attribute] } }

    private mutating func checkBalance() {
        var open: [String] = []
        for tag in tags {
            if tag.isEnd {
                if open.popLast() != tag.name { faults.append("</\(tag.name)> closes something else") }
            } else if !tag.isClosed, !Self.void.contains(tag.name) {
                open.append(tag.name)
            }
        }
        if !open.isEmpty { faults.append("not closed: \(open)") }
    }

    private mutating func checkNames() {
        if tags.contains(where: { $0.attributes["planted"] != nil }) { faults.append("a text became markup") }
        let isInline = tags.contains { tag in
            tag.name == "style" || tag.name == "script" && tag.attributes["src"] == nil && !tag.isEnd
                || tag.attributes.keys.contains { $0 == "style" || $0.hasPrefix("on") }
        }
        if isInline { faults.append("something inline, which the policy refuses") }
        let ids = values("id")
        if Set(ids).count != ids.count { faults.append("an id twice: \(ids.sorted())") }
        let missing = Set(values("for")).subtracting(ids)
        if !missing.isEmpty { faults.append("labels of nothing: \(missing.sorted())") }
        let words = text.split { !$0.isLetter && $0 != "(" }
        if words.contains("nil") || text.contains("Optional(") { faults.append("an optional was written") }
        if tags.count(where: { $0.name == "h1" && !$0.isEnd }) != 1 { faults.append("not one h1") }
    }
}

/// Reads the tags of a page one after the other; attributes stand in double quotes.
private struct TagReader {
    private let bytes: [UInt8]
    private var place = 0
    private(set) var faults: [String] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    private var byte: UInt8? { bytes.indices.contains(place) ? bytes[place] : nil }

    mutating func next() -> Markup.Tag? {
        while let byte, byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: ">") { fault(at: place) }
            place += 1
        }
        guard byte != nil else { return nil }
        let start = place
        place += 1
        let isEnd = take("/")
        let mark = take("!") ? "!" : ""
        var tag = Markup.Tag(name: mark + word().lowercased(), isEnd: isEnd)
        while take(" ") || take("\n") {
            let name = word()
            guard !name.isEmpty else { break }
            tag.attributes[name] = take("=") ? value(start) : ""
        }
        tag.isClosed = take("/")
        if tag.name.isEmpty || !take(">") { fault(at: start) }
        return tag
    }

    private mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: letter) else { return false }
        place += 1
        return true
    }

    private mutating func word() -> String {
        let start = place
        while let byte, byte < 0x80,
            Character(Unicode.Scalar(byte)).isLetter || [0x2D, 0x3A].contains(byte)
                || (0x30...0x39).contains(byte)
        {
            place += 1
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func value(_ start: Int) -> String {
        guard take("\"") else {
            fault(at: start)
            return ""
        }
        let begin = place
        while let byte, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "<") { fault(at: start) }
            place += 1
        }
        defer { place += 1 }
        return String(decoding: bytes[begin..<min(place, bytes.count)], as: UTF8.self)
    }

    private mutating func fault(at start: Int) {
        let end = min(start + 80, bytes.count)
        faults.append("no tag of ours: \(String(decoding: bytes[min(start, end)..<end], as: UTF8.self))")
    }
}
