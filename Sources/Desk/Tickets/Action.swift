package import Health

/// What a person does to a ticket.
package enum Action: Hashable, Sendable {
    case note(Note)
    /// Words to the requester; from the requester, words to the desk.
    case reply(Prose)
    /// Gives it to a technician, or to nobody; in the place of another only where that is meant.
    case assign(PersonID?, instead: Bool = false)
    case categorise(Category)
    case rate(Impact, Urgency)
    /// Has it wait for something, until a time where one is given.
    case wait(for: PendingReason, Prose?, until: Timestamp?)
    /// Takes it up again.
    case resume(Prose?)
    /// One tier up or back.
    case pass(Pass)
    case link(ticket: Int64, Link)
    case unlink(ticket: Int64)
    /// Minutes spent.
    case spend(minutes: Int)
    /// Begins to work on the machine from afar.
    case reach(Support)
    /// Ends that work; it took the minutes that are said, else those that have passed.
    case leave(session: Int64, minutes: Int?)
    case check(item: Int, isDone: Bool)
    case solve(Solution)
    /// Says that it is not solved.
    case dispute(Prose)
    /// Ends it; the words defend an end without cause and solution.
    case close(override: Prose?)
}

/// The rules by which people work on tickets: pure decisions, without a store.
package enum Decision {
    /// Days within which a requester may say that a closed ticket is not solved.
    package static let disputeDays = 14
    /// Minutes of one entry at most: a week.
    package static let longestSpan = 7 * 24 * 60

    /// The entries that an action writes.
    ///
    /// `log` is the ticket's, oldest first.
    /// - Throws: `notAllowed` where the ticket does not permit it, `badText` for words that cannot be kept.
    package static func entries(
        for action: Action,
        on ticket: Ticket,
        log: [LogEntry],
        at now: Timestamp
    ) throws(DeskError) -> [LogEntry.Kind] {
        let kinds = try kinds(of: action, ticket, log, now)
        for kind in kinds {
            for prose in kind.prose { try prose.check() }
        }
        return kinds
    }

    /// Why a ticket does not permit an action now, for who has not tried yet; nil where it does.
    package static func obstacle(to action: Action, on ticket: Ticket, log: [LogEntry], at now: Timestamp) -> Words? {
        do throws(DeskError) {
            _ = try entries(for: action, on: ticket, log: log, at: now)
            return nil
        } catch {
            return ticket.reason(of: error)
        }
    }

    private static func kinds(
        of action: Action,
        _ ticket: Ticket,
        _ log: [LogEntry],
        _ now: Timestamp
    ) throws(DeskError) -> [LogEntry.Kind] {
        switch action {
        case .note(let note): return [.noted(note)]
        case .reply(let text):
            guard ticket.matter != nil else {
                throw ticket.refusal(
                    en: "Nobody asked for it, so there is nobody to reply to; write a note.",
                    fr: "Personne ne l'a demandé, il n'y a donc personne à qui répondre\u{A0}; écrivez une note."
                )
            }
            try requireOpen(ticket)
            return [.replied(text)]
        case .assign(let person, let isInstead):
            try requireOpen(ticket)
            guard person != ticket.assignee else {
                throw ticket.refusal(en: "It is theirs already.", fr: "Il est déjà confié à cette personne.")
            }
            guard person == nil || ticket.assignee == nil || isInstead else {
                throw ticket.refusal(
                    en: "Someone has it. Take it in their place only where you have agreed on that.",
                    fr: "Quelqu'un s'en occupe. Ne le prenez à sa place que si vous en êtes convenus."
                )
            }
            return [.assigned(person)]
        case .categorise(let category): return [.categorised(category)]
        case .rate(let impact, let urgency):
            try requireOpen(ticket)
            return [.rated(impact, urgency)]
        case .wait(let reason, let text, let until): return try waiting(ticket, reason, text, until, now)
        case .resume(let text):
            guard [.pending, .resolved].contains(ticket.state) else {
                throw ticket.refusal(
                    en: "It is \(ticket.state.rawValue): only what waits or is resolved is taken up again.",
                    fr: "Seul un billet en attente ou résolu peut être repris."
                )
            }
            return [.moved(Move(to: .open, text: text))]
        case .pass(let pass): return try passing(ticket, pass, log)
        case .link(let other, let link):
            guard other != ticket.number else {
                throw ticket.refusal(en: "It cannot be linked with itself.", fr: "Il ne peut pas être lié à lui-même.")
            }
            return [.linked(ticket: other, link)]
        case .unlink(let other): return [.unlinked(ticket: other)]
        case .spend(let minutes):
            guard (1...longestSpan).contains(minutes) else { throw tooLong(ticket) }
            return [.timed(minutes: minutes)]
        case .reach(let support):
            try requireOpen(ticket)
            guard ticket.host != nil else {
                throw ticket.refusal(
                    en: "It is about no machine that could be reached.",
                    fr: "Il ne concerne aucun poste que l'on puisse atteindre."
                )
            }
            return [.reached(support)]
        case .leave(let session, let minutes): return try leaving(session, minutes, ticket, log, now)
        case .check(let item, let isDone):
            guard let matter = ticket.matter, (1...max(1, matter.items)).contains(item), matter.items > 0 else {
                throw ticket.refusal(
                    en: "Its checklist has no item \(item).",
                    fr: "Sa liste de contrôle n'a pas de point \(item)."
                )
            }
            return [.checked(item: item, isDone: isDone)]
        case .solve(let solution):
            try requireOpen(ticket)
            return [.solved(solution)]
        case .dispute(let text): return try disputing(ticket, text, now)
        case .close(let override): return try closing(ticket, override, log)
        }
    }

    private static func requireOpen(_ ticket: Ticket) throws(DeskError) {
        guard ticket.isOpen else {
            throw ticket.refusal(
                en: "It is closed; a new fault opens a new ticket.",
                fr: "Il est clos\u{A0}; une nouvelle anomalie ouvre un nouveau billet."
            )
        }
    }

    private static func requireUnsolved(_ ticket: Ticket) throws(DeskError) {
        try requireOpen(ticket)
        guard ticket.state != .resolved else {
            throw ticket.refusal(
                en: "It is solved; take it up again first.",
                fr: "Il est résolu\u{A0}; reprenez-le d'abord."
            )
        }
    }

    private static func waiting(
        _ ticket: Ticket,
        _ reason: PendingReason,
        _ text: Prose?,
        _ until: Timestamp?,
        _ now: Timestamp
    ) throws(DeskError) -> [LogEntry.Kind] {
        try requireUnsolved(ticket)
        if let until, until <= now {
            throw ticket.refusal(
                en: "It cannot wait until a time that is over.",
                fr: "Il ne peut pas attendre jusqu'à un moment déjà passé."
            )
        }
        return [.moved(Move(to: .pending, waitsFor: reason, text: text, until: until))]
    }

    /// The ticket goes to who had it at that tier before, or to nobody.
    private static func passing(_ ticket: Ticket, _ pass: Pass, _ log: [LogEntry]) throws(DeskError) -> [LogEntry.Kind]
    {
        try requireUnsolved(ticket)
        guard Ticket.tiers.contains(pass.tier), [ticket.tier - 1, ticket.tier + 1].contains(pass.tier) else {
            throw ticket.refusal(
                en: "It is at tier \(ticket.tier) and moves one tier at a time, from 1 to 4.",
                fr: "Il est au niveau \(ticket.tier) et change d'un niveau à la fois, de 1 à 4."
            )
        }
        guard pass.reason != nil else {
            throw ticket.refusal(
                en: "A reason is wanted for the next tier.",
                fr: "Il faut donner la raison au niveau suivant."
            )
        }
        let former = History(log).assignee(atTier: pass.tier)
        return former == ticket.assignee ? [.passed(pass)] : [.passed(pass), .assigned(former)]
    }

    private static func leaving(
        _ session: Int64,
        _ minutes: Int?,
        _ ticket: Ticket,
        _ log: [LogEntry],
        _ now: Timestamp
    ) throws(DeskError) -> [LogEntry.Kind] {
        guard let begun = History(log).reaches.first(where: { $0.entry.sequence == session }) else {
            throw ticket.refusal(en: "That session has ended already.", fr: "Cette session est déjà terminée.")
        }
        let passed = (now.seconds(since: begun.entry.at) / 60).rounded(.up)
        let length = Int(min(max(passed, 1), Double(longestSpan)))
        let spent = minutes ?? length
        guard (1...longestSpan).contains(spent) else { throw tooLong(ticket) }
        return [.left(SupportEnd(of: session, by: begun.support.way, minutes: length)), .timed(minutes: spent)]
    }

    private static func tooLong(_ ticket: Ticket) -> DeskError {
        ticket.refusal(
            en: "Time spent is from 1 minute to 7 days.",
            fr: "Le temps passé va d'une minute à 7 jours."
        )
    }

    private static func disputing(_ ticket: Ticket, _ text: Prose, _ now: Timestamp) throws(DeskError) -> [LogEntry
        .Kind]
    {
        guard ticket.matter != nil else {
            throw ticket.refusal(
                en: "Its condition opens it again by itself.",
                fr: "Son anomalie le rouvre d'elle-même."
            )
        }
        switch ticket.state {
        case .resolved: return [.disputed(text)]
        case .closed:
            let age = ticket.closedAt.map { now.seconds(since: $0) } ?? .infinity
            guard age <= Double(disputeDays) * 86_400 else {
                throw ticket.refusal(
                    en: "It was closed more than \(disputeDays) days ago; file a new one and link them.",
                    fr: "Il a été clos il y a plus de \(disputeDays) jours\u{A0}; déposez-en un nouveau et liez-les."
                )
            }
            return [.disputed(text)]
        case .new, .open, .pending:
            throw ticket.refusal(
                en: "It is not solved yet; write a reply.",
                fr: "Il n'est pas encore résolu\u{A0}; écrivez une réponse."
            )
        }
    }

    private static func closing(_ ticket: Ticket, _ override: Prose?, _ log: [LogEntry]) throws(DeskError)
        -> [LogEntry.Kind]
    {
        guard ticket.isOpen else { throw ticket.refusal(en: "It is closed already.", fr: "Il est déjà clos.") }
        if let override { return [.closed(Closing(.overridden, text: override))] }
        guard History(log).isSolved else {
            throw ticket.refusal(
                en: "Cause and solution are wanted, or the reason why it is closed without them.",
                fr: "Il faut la cause et la solution, ou la raison de le clore sans elles."
            )
        }
        return [.closed(Closing(nil))]
    }
}

extension Ticket {
    /// Why nothing is done with it.
    func refusal(en: String, fr: String) -> DeskError {
        DeskError(.notAllowed, en: "\(unchanged.en) \(en)", fr: "\(unchanged.fr) \(fr)")
    }

    /// The reason alone of a refusal.
    fileprivate func reason(of refusal: DeskError) -> Words {
        func reason(_ language: Language) -> String {
            String(refusal.message[language].trimmingPrefix(unchanged[language] + " "))
        }
        return Words(en: reason(.en), fr: reason(.fr))
    }

    private var unchanged: Words {
        Words(en: "Ticket \(number) is left as it is.", fr: "Le billet \(number) reste tel quel.")
    }
}
