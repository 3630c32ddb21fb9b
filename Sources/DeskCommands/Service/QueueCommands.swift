import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk queue`: what is to be done next.
struct QueueCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "List what is to be done, by when it is late.",
        discussion: """
            What has no clock comes after what has one, by priority and age; what waits stands apart, by when it wakes up. Words \
            and fields leave what 'vigie-desk search' would find by them.

            EXAMPLES
              vigie-desk queue --tier 1
              vigie-desk queue disk p:p1 p:p2
              vigie-desk queue --mine --for marie
              vigie-desk queue --unassigned --json
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "Words and fields, as for 'vigie-desk search'.")
    var words: [String] = []

    @Option(help: ArgumentHelp("Only tickets at this tier, 1 to 4.", valueName: "number"))
    var tier: Int?

    @Flag(help: "Only what the technician of --for has.")
    var mine = false

    @Option(name: .customLong("for"), help: ArgumentHelp("The technician who asks.", valueName: "account"))
    var technician: String?

    @Flag(help: "Only what nobody has.")
    var unassigned = false

    @OptionGroup var organisation: OrganisationOption

    @Option(help: "List at most this many.")
    var limit = 50

    @OptionGroup var output: JSONFlag

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 100000.") }
        guard tier.map(Ticket.tiers.contains) ?? true else { throw ValidationError("--tier is a number from 1 to 4.") }
        guard !mine || technician != nil else { throw ValidationError("Say whose by --for.") }
        guard !mine || !unassigned else { throw ValidationError("What nobody has is not mine.") }
    }

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            var filter = QueueFilter(tier: tier, isUnassigned: unassigned, limit: limit)
            filter.organisation = try await organisation.id(store, console)
            var scope = console.scope
            if let technician {
                let account = try await store.technician(technician, in: console.scope)
                // Who asks sees what their account sees.
                scope = Scope(account)
                if mine { filter.assignee = account.person }
            }
            filter.query = try await QueryWords.query(words, store, in: scope)
            let queue = try await store.queue(filter, in: scope)
            let names = try await NameBook(of: queue.tickets, from: store, in: console.scope)
            try show(queue, names, on: console)
        }
    }

    private func show(_ queue: Queue, _ names: NameBook, on console: Console) throws {
        guard !output.json else {
            let listing = TicketListing(console.language, names, now: console.now()).json
            return try console.print(["working": listing.json(queue.working), "waiting": listing.json(queue.waiting)])
        }
        let listing = QueueListing(console.language, names, now: console.now())
        if queue.working.isEmpty {
            console.say(Words(en: "Nothing is to be done.", fr: "Rien à faire.")[console.language])
        } else {
            try console.print(listing.working.table(queue.working, in: console.language, style: console.style))
        }
        if !queue.waiting.isEmpty {
            try console.print("\n")
            try console.print(listing.waiting.table(queue.waiting, in: console.language, style: console.style))
        }
        guard queue.next != nil else { return }
        let more = Words(
            en: "These are the first \(limit); --limit shows more.",
            fr: "Voici les \(limit) premiers\u{A0}; --limit en montre plus."
        )
        console.say(more[console.language])
    }
}

/// `vigie-desk next`: takes the top of the queue.
struct NextCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Give a technician the most pressing ticket that nobody has at their tier.",
        discussion: """
            Of two who ask at once each gets another one. Nobody gets more at once than their account allows.

            EXAMPLES
              vigie-desk next --for marie
            """
    )

    @OptionGroup var state: StateOption

    @Option(name: .customLong("for"), help: ArgumentHelp("The technician who asks.", valueName: "account"))
    var technician: String

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let account = try await store.technician(technician, in: console.scope)
            let record = try await store.takeNext(for: account, by: console.scope, at: console.now())
            guard let record else {
                guard !output.json else { return try console.print(["number": .null]) }
                return console.say(Words(en: "Nothing is to be done.", fr: "Rien à faire.")[console.language])
            }
            account.warn(ofTier: record.ticket.tier, on: console)
            let number = record.ticket.number
            guard !output.json else { return try console.print(["number": .number(Double(number))]) }
            let summary = record.ticket.summary(in: console.language).printable
            try console.print(
                Words(
                    en: "Ticket \(number): \(summary), given to \(technician).",
                    fr: "Billet \(number)\u{A0}: \(summary), confié à \(technician)."
                )
            )
        }
    }
}

/// `vigie-desk sla`: the clocks of tickets.
struct ServiceLevelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sla",
        abstract: "The clocks of tickets.",
        subcommands: [Explain.self]
    )

    struct Explain: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "Show each interval of a ticket's clocks, and why it counts or not.",
            discussion: """
                EXAMPLES
                  vigie-desk sla explain 118
                  vigie-desk sla explain 118 --json
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: ArgumentHelp("The ticket.", valueName: "number"))
        var ticket: Int64

        @OptionGroup var output: JSONFlag

        func run(on console: Console) async throws {
            try await state.reading(console) { store in
                guard let record = try await store.ticket(ticket, in: console.scope) else {
                    throw DeskDatabase.unknown(ticket)
                }
                let sheet = ClockSheet(record, by: try await store.book(in: console.scope), now: console.now())
                if output.json {
                    try console.print(sheet.json)
                } else {
                    try console.print(sheet.text(in: console.language, style: console.style))
                }
            }
        }
    }
}
