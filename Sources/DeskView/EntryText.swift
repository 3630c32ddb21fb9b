import Desk
import Health
import Report

/// What an entry of a ticket's log says, in one line for a person.
struct EntryText {
    private let figures: Figures
    private let names: NameBook
    private let organisation: OrganisationID

    /// The organisation is the ticket's, whose categories have its names.
    init(_ figures: Figures, _ names: NameBook, of organisation: OrganisationID) {
        self.figures = figures
        self.names = names
        self.organisation = organisation
    }

    private var language: Language { figures.language }

    func text(of kind: LogEntry.Kind) -> String { parts(of: kind).line(figures) }

    /// What it says, its own words apart from those that a person wrote.
    func parts(of kind: LogEntry.Kind) -> EntryParts {
        switch kind {
        case .opened(let opening): say("opened", "ouvert", .measure(opening.measure.text(figures)))
        case .occurred(let measure): say("again", "de nouveau", .measure(measure.text(figures)))
        case .updated(let measure): say("worse", "aggravé", .measure(measure.text(figures)))
        case .refreshed(let measure): say("read again", "relu", .measure(measure.text(figures)))
        case .recovered: say("recovered", "rétabli")
        case .reopened(let measure): say("opened again", "rouvert", .measure(measure.text(figures)))
        case .accepted(let bound?): say("accepted until", "accepté jusqu'à", .measure(bound.description))
        case .accepted(nil): say("accepted no more", "n'est plus accepté")
        case .remarked(let remark): EntryParts(remark.words[language])
        case .filed(let filing): filed(filing)
        case .noted(let note):
            note.service.map { say($0.words.en, $0.words.fr, words(note.text)) }
                ?? say("note", "note", words(note.text))
        case .replied(let text): say("reply", "réponse", words(text))
        case .disputed(let text): say("not solved", "non résolu", words(text))
        case .moved(let move): moved(move)
        case .passed(let pass): passed(pass)
        case .assigned(let person?): say("given to", "confié à", .measure(names.name(of: person, in: language)))
        case .assigned(nil): say("given back", "n'est plus confié à personne")
        case .categorised(let category):
            say("category", "catégorie", .measure(names.words(of: category, in: organisation)[language]))
        case .rated(let impact, let urgency):
            say(
                "impact \(impact.words.en), urgency \(urgency.words.en)",
                "impact \(impact.words.fr), urgence \(urgency.words.fr)"
            )
        case .linked(let ticket, let link): say("\(link.words.en) \(ticket)", "\(link.words.fr) \(ticket)")
        case .unlinked(let ticket): say("no longer linked with \(ticket)", "n'est plus lié à \(ticket)")
        case .timed(let minutes): say("time spent", "temps passé", .measure(figures.duration(Double(minutes) * 60)))
        case .reached(let support):
            support.isAgreed
                ? say(
                    "reached by \(support.way), with consent",
                    "joint par \(support.way), avec accord",
                    words(support.consent)
                )
                : say(
                    "reached by \(support.way), without consent",
                    "joint par \(support.way), sans accord",
                    words(support.consent)
                )
        case .left(let end):
            say(
                "left \(end.way)",
                "fin de \(end.way)",
                .measure(figures.duration(Double(end.minutes) * 60))
            )
        case .checked(let item, true): say("done: item \(item)", "fait\u{A0}: point \(item)")
        case .checked(let item, false): say("not done: item \(item)", "pas fait\u{A0}: point \(item)")
        case .solved(let solution):
            say(
                "solved",
                "résolu",
                words(solution.cause, Words(en: "cause", fr: "cause")),
                words(solution.solution, Words(en: "solution", fr: "solution"))
            )
        case .closed(let closing): closed(closing)
        case .agreed(let agreement): say("served by", "engagement", .measure(agreement.policy.description))
        case .warned(let clock, let share):
            say(
                "\(clock.words.en): \(share) % of the time is used",
                "\(clock.words.fr)\u{A0}: \(share)\u{A0}% du temps est utilisé"
            )
        case .unknown(let name, let fields): say(name, name, .measure(fields.description))
        }
    }

    private func say(_ english: String, _ french: String, _ details: EntryParts.Detail?...) -> EntryParts {
        EntryParts(Words(en: english, fr: french)[language], details.compactMap { $0 }.filter { !$0.text.isEmpty })
    }

    private func words(_ prose: Prose, _ label: Words? = nil) -> EntryParts.Detail {
        EntryParts.Detail(label: label?[language], text: prose.text ?? Prose.blanked[language], isProse: true)
    }

    private func filed(_ filing: Filing) -> EntryParts {
        let requester = filing.requester.map { names.name(of: $0, in: language) }
        let who = requester.map { Words(en: " for \($0)", fr: " pour \($0)") } ?? Words(en: "", fr: "")
        return say("filed\(who.en)", "déposé\(who.fr)", filing.description.map { words($0) })
    }

    private func moved(_ move: Move) -> EntryParts {
        let text = move.text.map { words($0) }
        guard move.state == .pending else {
            return say("now \(move.state.words.en)", "désormais \(move.state.words.fr)", text)
        }
        let until = move.until.map(figures.time)
        let what = move.waitsFor?.words ?? Words(en: "something else", fr: "autre chose")
        return say(
            "waits for \(what.en)" + (until.map { " until \($0)" } ?? ""),
            "attend \(what.fr)" + (until.map { " jusqu'au \($0)" } ?? ""),
            text
        )
    }

    private func passed(_ pass: Pass) -> EntryParts {
        say(
            "to tier \(Ticket.words(tier: pass.tier).en)",
            "au niveau \(Ticket.words(tier: pass.tier).fr)",
            pass.reason.map { words($0) },
            pass.tried.map { words($0, Words(en: "tried", fr: "essayé")) },
            pass.found.map { words($0, Words(en: "found", fr: "constaté")) }
        )
    }

    private func closed(_ closing: Closing) -> EntryParts {
        say(
            "closed",
            "clos",
            closing.reason.map { .measure($0.words[language]) },
            closing.text.map { words($0) }
        )
    }
}

extension Remark {
    fileprivate var words: Words {
        switch self {
        case .missing(let first, let last):
            Words(en: "Events \(first) to \(last) are missing.", fr: "Les événements \(first) à \(last) manquent.")
        case .replaced(let journal, let other):
            Words(
                en: "Journal \(journal) was replaced by \(other): the desk's digest was not found in it.",
                fr:
                    "Le journal \(journal) a été remplacé par \(other)\u{A0}: l'empreinte du centre d'assistance ne s'y trouvait pas."
            )
        }
    }
}

extension Measure {
    /// Severity, value and limit; a flag has no value to show.
    func text(_ figures: Figures) -> String {
        let severity = severity.words[figures.language]
        guard unit != .flag else { return severity }
        let shown = "\(severity), \(figures.quantity(value, unit))"
        guard let limit else { return shown }
        return "\(shown) (\(Words(en: "limit", fr: "limite")[figures.language]) \(figures.quantity(limit, unit)))"
    }
}
