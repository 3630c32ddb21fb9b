/// The language in which a reader sees a rule's words.
package enum Language: String, Sendable, CaseIterable {
    case en
    case fr

    /// The language of a POSIX locale name such as `fr_CA.UTF-8`; English for any that is not French.
    package init(locale: String) {
        self = locale.lowercased().hasPrefix("fr") ? .fr : .en
    }

    /// The language that the first non-empty of `LC_ALL`, `LC_MESSAGES` and `LANG` asks for.
    package init(environment: [String: String]) {
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        self.init(locale: name ?? "")
    }
}

/// The same words in both languages.
package struct Words: Hashable, Sendable {
    package let en: String
    package let fr: String

    package init(en: String, fr: String) {
        self.en = en
        self.fr = fr
    }

    package subscript(language: Language) -> String {
        switch language {
        case .en: en
        case .fr: fr
        }
    }
}
