extension Component {
    /// A kind as a whole, for when none of its components is known: none was read yet, or there is none.
    package static func whole(_ kind: Kind) -> Component { Component(kind, "none") }

    /// Whether it stands for its kind as a whole, and so for nothing once any component of the kind is known.
    package var isWhole: Bool { self == .whole(kind) }
}

extension Observation {
    /// What is said of a kind as a whole, while none of its components is known.
    package init(whole kind: Component.Kind, state: State, readAt: Timestamp) {
        self.init(.whole(kind), name: kind.words.en, state: state, readAt: readAt)
    }
}

extension Component.Kind {
    /// What a report calls all components of the kind together.
    package var words: Words {
        switch self {
        case .disk: Words(en: "Disks", fr: "Disques")
        case .sensor: Words(en: "Temperatures", fr: "Températures")
        case .ups: Words(en: "UPS", fr: "Onduleurs")
        case .updates: Words(en: "Updates", fr: "Mises à jour")
        case .host: Words(en: "Host", fr: "Poste")
        default: Words(en: rawValue, fr: rawValue)
        }
    }
}
