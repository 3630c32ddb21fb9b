import Desk
import Health

/// One choice of a list, as templates take it.
enum Choice {
    static func values(_ value: String, _ text: String, isChosen: Bool) -> Values {
        ["value": value, "text": text, "chosen": isChosen]
    }
}

extension Language {
    /// What a language calls itself.
    var nameInItself: String {
        switch self {
        case .en: "English"
        case .fr: "Français"
        }
    }
}

extension PagePreferences.Theme {
    var words: Words {
        switch self {
        case .automatic: Words(en: "As the browser", fr: "Comme le navigateur")
        case .light: Words(en: "Light", fr: "Clair")
        case .dark: Words(en: "Dark", fr: "Sombre")
        }
    }
}

/// A point of time, as templates take it: how long ago, and exactly.
enum Moment {
    static func values(_ time: Timestamp, _ figures: Figures, at now: Timestamp) -> Values {
        ["relative": figures.age(of: time, at: now), "exact": figures.time(time), "machine": time.description]
    }
}
