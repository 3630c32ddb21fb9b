import Desk
import DeskView
import Health

/// One entry of the story, as the template takes it.
struct StoryEntry {
    private let entry: TimelineEntry
    private let isNew: Bool

    /// `isNew`: written by another since the reader looked.
    init(_ entry: TimelineEntry, isNew: Bool) {
        self.entry = entry
        self.isNew = isNew
    }

    /// The place of an entry on its page.
    static func link(_ number: Int64) -> String { "#entry-\(number)" }

    func values(_ figures: Figures, _ now: Timestamp) -> Values {
        [
            "id": "entry-\(entry.number)", "side": entry.side.rawValue, "new": isNew,
            "mark": (Self.marks[entry.side]?[figures.language]).orFalse,
            "at": Moment.values(entry.at, figures, at: now), "foreign_author": entry.author,
            "foreign_headline": entry.parts.headline,
            "link": entry.ticket.map { Path.ticket(String($0)).link }.orFalse,
            "details": entry.parts.details.map { detail in
                ["label": detail.label.orFalse, "foreign_text": detail.text, "prose": detail.isProse]
            },
        ]
    }

    /// The word by which the two kinds of words are told apart, beside their side and tint.
    private static let marks: [TimelineEntry.Side: Words] = [
        .publicly: Words(en: "public", fr: "public"), .internally: Words(en: "internal", fr: "interne"),
    ]
}
