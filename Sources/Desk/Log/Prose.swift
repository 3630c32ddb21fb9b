/// Words that a person wrote, which stand in a row of their own.
///
/// An entry of the log names them by id and hash. So they can be blanked, and the log stays whole.
package struct Prose: Hashable, Sendable {
    /// 0 before they are stored.
    package var id: Int64
    /// SHA-256 of salt and words in hexadecimal digits; empty before they are stored.
    ///
    /// The salt goes with the words, so that nobody can try words until the hash fits.
    package var hash: String
    /// The words; nil when they were blanked or are lost.
    package var text: String?

    /// Words that are not stored yet.
    package init(_ text: String) {
        self.init(id: 0, hash: "", text: text)
    }

    /// Words as a store keeps them.
    package init(id: Int64, hash: String, text: String? = nil) {
        self.id = id
        self.hash = hash
        self.text = text
    }

    /// Bytes of one text at most.
    package static let limit = 65_536

    /// Refuses what cannot be kept: nothing, too much, or a NUL character.
    package func check() throws(DeskError) {
        guard let text, text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw DeskError(.badText, en: "There are no words.", fr: "Le texte est vide.")
        }
        guard text.utf8.count <= Self.limit else {
            throw DeskError(
                .badText,
                en: "The text is longer than \(Self.limit) bytes. Shorten it, or write several.",
                fr: "Le texte dépasse \(Self.limit) octets. Raccourcissez-le, ou écrivez-en plusieurs."
            )
        }
        guard !text.utf8.contains(0) else {
            throw DeskError(
                .badText,
                en: "The text holds a NUL character. Leave it out.",
                fr: "Le texte contient un caractère NUL. Retirez-le."
            )
        }
    }
}
