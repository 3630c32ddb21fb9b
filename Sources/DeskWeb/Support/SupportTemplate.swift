import Health
import Settings

/// An address by which a technician reaches a machine from afar, with places for what the machine is called.
package struct SupportTemplate: Hashable, Sendable {
    /// What may stand in braces.
    enum Place: String, CaseIterable {
        /// The machine's name.
        case host
        /// The number that the desk gave it.
        case id
        /// Its network address; its name where the desk does not know one.
        case address
        /// The technician's login.
        case login
    }

    private enum Part: Hashable {
        case text(String)
        case place(Place)
    }

    /// As it is written.
    package let text: String
    private let parts: [Part]

    /// Schemes that would run what stands in the address.
    private static let refused: Set<String> = ["javascript", "data", "vbscript"]

    /// - Throws: why it is no address, or none that may be opened.
    init(_ text: String) throws(Misfit) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`|".utf8.contains($0) }) else {
            throw Misfit("no address; write one without blanks, such as ssh://{login}@{host}")
        }
        let scheme = text.prefix { $0 != ":" }
        // Part of no place, so that no host's name chooses it.
        let isScheme =
            scheme.first?.isLetter == true && scheme.allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
        guard isScheme, text.dropFirst(scheme.count + 1).count > 0 else {
            throw Misfit("no address; write a scheme first, such as ssh://{login}@{host}")
        }
        guard !Self.refused.contains(scheme.lowercased()) else {
            throw Misfit("an address that runs what is in it; write one of another scheme than \(scheme)")
        }
        self.text = text
        parts = try Self.parts(text[...])
    }

    private static func parts(_ text: Substring) throws(Misfit) -> [Part] {
        var parts: [Part] = []
        var rest = text
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}"),
                let place = Place(rawValue: String(rest[rest.index(after: brace)..<end]))
            else {
                let known = Place.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
                throw Misfit("not to be filled in; braces stand around one of \(known)")
            }
            parts += [.text(String(rest[..<brace])), .place(place)]
            rest = rest[rest.index(after: end)...]
        }
        return parts + [.text(String(rest))]
    }

    /// The address of one machine; nil where a name is empty, or would be taken for an option of the program that opens it.
    package func link(host: String, id: String, address: String?, login: String) -> String? {
        var link = ""
        for part in parts {
            switch part {
            case .text(let text): link += text
            case .place(let place):
                let value =
                    switch place {
                    case .host: host
                    case .id: id
                    case .address: address ?? host
                    case .login: login
                    }
                guard !value.isEmpty, !value.hasPrefix("-") else { return nil }
                link += PercentEncoding.encode(value)
            }
        }
        return link
    }
}

/// A way to reach machines from afar, as the administrator named it.
package struct SupportLink: Hashable, Sendable {
    package let name: String
    package let template: SupportTemplate
}
