import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk ticket rate`: how wide and how pressing it is.
struct TicketRateCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate",
        abstract: "Say how many a ticket hinders, and how pressing it is.",
        discussion: """
            EXAMPLES
              vigie-desk ticket rate 120 --impact high --urgency medium
            """
    )

    @OptionGroup var options: TicketOptions

    @Option(help: "How many it hinders.")
    var impact: Impact

    @Option(help: "How pressing it is.")
    var urgency: Urgency

    func run(on console: Console) async throws {
        try await options.perform(on: console, done: Words(en: "rated", fr: "évalué")) { _ in .rate(impact, urgency) }
    }
}

/// `vigie-desk ticket categorise`: what it is about.
struct TicketCategoriseCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "categorise",
        abstract: "Say what a ticket is about.",
        discussion: """
            An organisation may have categories of its own: 'vigie-desk category list' lists them.

            EXAMPLES
              vigie-desk ticket categorise 120 e-mail
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(
        help: ArgumentHelp(
            "\(Desk.Category.known.map(\.word).joined(separator: ", ")), or one of the organisation's own.",
            valueName: "category"
        )
    )
    var category: Desk.Category

    func run(on console: Console) async throws {
        try await options.perform(on: console, done: Words(en: "categorised", fr: "classé")) { store in
            guard let ticket = try await store.ticket(options.ticket, in: console.scope)?.ticket else {
                throw DeskDatabase.unknown(options.ticket)
            }
            try await store.categories(in: console.scope).require(category, of: ticket.organisation)
            return .categorise(category)
        }
    }
}

/// `vigie-desk ticket check`: an item of the checklist.
struct TicketCheckCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tick an item of a ticket's checklist.",
        discussion: """
            EXAMPLES
              vigie-desk ticket check 121 2
              vigie-desk ticket check 121 2 --undo
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(help: ArgumentHelp("The item, counted from 1.", valueName: "item"))
    var item: Int

    @Flag(help: "Take the tick back.")
    var undo = false

    func run(on console: Console) async throws {
        let done = undo ? Words(en: "not done", fr: "pas fait") : Words(en: "done", fr: "fait")
        let words = Words(en: "item \(item) \(done.en)", fr: "point \(item) \(done.fr)")
        try await options.perform(on: console, done: words) { _ in .check(item: item, isDone: !undo) }
    }
}

/// `vigie-desk ticket link`: how it stands to another one.
struct TicketLinkCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Say how a ticket stands to another one.",
        discussion: """
            EXAMPLES
              vigie-desk ticket link 120 118
              vigie-desk ticket link 121 118 --as duplicate-of
              vigie-desk ticket link 121 118 --undo
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(help: ArgumentHelp("The other ticket.", valueName: "other"))
    var other: Int64

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(Desk.Link.known.map(\.word).joined(separator: ", ") + ".", valueName: "word")
    )
    var link = Desk.Link.related

    @Flag(help: "They have nothing to do with each other.")
    var undo = false

    func validate() throws { try link.requireKnown() }

    func run(on console: Console) async throws {
        let done = undo ? Words(en: "no longer linked", fr: "n'est plus lié") : Words(en: "linked", fr: "lié")
        try await options.perform(on: console, done: done) { store in
            guard try await store.ticket(other, in: console.scope) != nil else {
                throw DeskDatabase.unknown(other)
            }
            return undo ? .unlink(ticket: other) : .link(ticket: other, link)
        }
    }
}

extension Impact: ExpressibleByArgument {}
extension Urgency: ExpressibleByArgument {}
