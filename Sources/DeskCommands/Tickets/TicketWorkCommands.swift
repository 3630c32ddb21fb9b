import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk ticket take`: gives a ticket to a technician.
struct TicketTakeCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: "Give a ticket to a technician, or back to nobody.",
        discussion: """
            EXAMPLES
              vigie-desk ticket take 118 --for marie
              vigie-desk ticket take 118 --nobody
            """
    )

    @OptionGroup var options: TicketOptions

    @Option(name: .customLong("for"), help: ArgumentHelp("Whose it is from now on.", valueName: "account"))
    var technician: String?

    @Flag(help: "Nobody has it any more.")
    var nobody = false

    @Flag(help: "Also where another one has it.")
    var instead = false

    func validate() throws {
        guard nobody == (technician == nil) else { throw ValidationError("Name an account by --for, or say --nobody.") }
    }

    func run(on console: Console) async throws {
        let done =
            technician.map { Words(en: "given to \($0)", fr: "confié à \($0)") }
            ?? Words(en: "given to nobody", fr: "n'est plus confié à personne")
        try await options.perform(on: console, done: done) { store in
            guard let technician else { return .assign(nil) }
            let account = try await store.technician(technician, in: console.scope)
            guard account.tier != nil, !account.isLocked else {
                throw CommandError(
                    .failed,
                    en: "\(technician) is no technician: 'vigie-desk account role' makes one.",
                    fr:
                        "\(technician) n'est pas technicien\u{A0}: «\u{A0}vigie-desk account role\u{A0}» en fait un technicien."
                )
            }
            return .assign(account.person, instead: instead)
        }
    }
}

/// `vigie-desk ticket reply`: words to the requester.
struct TicketReplyCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
        abstract: "Write to the requester.",
        discussion: """
            EXAMPLES
              vigie-desk ticket reply 120 "The new keyboard comes on Friday."
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(help: "The words.")
    var text: [String]

    func run(on console: Console) async throws {
        try await options.perform(on: console, done: Words(en: "replied", fr: "répondu")) { _ in .reply(text.prose) }
    }
}

/// `vigie-desk ticket note`: words that only the desk's people see.
struct TicketNoteCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Write a note in a ticket, for the desk's people alone.",
        discussion: """
            EXAMPLES
              vigie-desk ticket note 118 replacement disk ordered
              vigie-desk ticket note 120 --service trained "how to set an absence message"
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(help: "The words of the note.")
    var text: [String]

    @Option(help: ArgumentHelp("What was done for the person: listened, explained or trained.", valueName: "word"))
    var service: CustomerService?

    func validate() throws { try service?.requireKnown() }

    func run(on console: Console) async throws {
        try await options.perform(on: console, done: Words(en: "noted", fr: "noté")) { _ in
            .note(Note(text.prose, service: service))
        }
    }
}

/// `vigie-desk ticket wait`: has a ticket wait.
struct TicketWaitCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Have a ticket wait for something.",
        discussion: """
            With --until it is taken up again by itself.

            EXAMPLES
              vigie-desk ticket wait 118 parts --until 3d "disk ordered"
              vigie-desk ticket wait 120 requester
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(
        help: ArgumentHelp(
            "What it waits for: \(PendingReason.known.map(\.word).joined(separator: ", ")).",
            valueName: "reason"
        )
    )
    var reason: PendingReason

    @Argument(help: "Words for the log.")
    var text: [String] = []

    @Option(help: ArgumentHelp("For how long, such as 90min or 3d.", valueName: "time"))
    var until: Span?

    func validate() throws { try reason.requireKnown() }

    func run(on console: Console) async throws {
        let end = until.map { console.now().advanced(by: $0.seconds) }
        try await options.perform(on: console, done: Words(en: "waiting", fr: "en attente")) { _ in
            .wait(for: reason, text.isEmpty ? nil : text.prose, until: end)
        }
    }
}

/// `vigie-desk ticket resume`: takes a ticket up again.
struct TicketResumeCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Take up again what waits, or was solved too early.",
        discussion: """
            EXAMPLES
              vigie-desk ticket resume 118 the disk has come
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(help: "Words for the log.")
    var text: [String] = []

    func run(on console: Console) async throws {
        try await options.perform(on: console, done: Words(en: "taken up again", fr: "repris")) { _ in
            .resume(text.isEmpty ? nil : text.prose)
        }
    }
}

/// `vigie-desk ticket pass`: one tier up or back.
struct TicketPassCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "pass",
        abstract: "Pass a ticket to the next tier up or down.",
        discussion: """
            It goes to who had it at that tier before, or to nobody.

            EXAMPLES
              vigie-desk ticket pass 118 2 "no rights on the server" --tried "restarted it" --found "disk full"
              vigie-desk ticket pass 118 1 "space was made"
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(help: ArgumentHelp("The tier: 1 support, 2 administrator, 3 engineer, 4 architect.", valueName: "tier"))
    var tier: Int

    @Argument(help: "Why.")
    var reason: [String]

    @Option(help: ArgumentHelp("What was tried.", valueName: "text"))
    var tried: String?

    @Option(help: ArgumentHelp("What was found.", valueName: "text"))
    var found: String?

    func run(on console: Console) async throws {
        let done = Words(en: "at tier \(tier)", fr: "au niveau \(tier)")
        let pass = Pass(
            toTier: tier,
            reason: reason.prose,
            tried: tried.map { Prose($0) },
            found: found.map { Prose($0) }
        )
        try await options.perform(on: console, done: done) { _ in .pass(pass) }
    }
}

/// `vigie-desk ticket spend`: time spent.
struct TicketSpendCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "spend",
        abstract: "Note time that was spent on a ticket.",
        discussion: """
            EXAMPLES
              vigie-desk ticket spend 118 45min
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(help: ArgumentHelp("How long, such as 45min or 2h.", valueName: "time"))
    var time: Span

    func run(on console: Console) async throws {
        let minutes = Int((time.seconds / 60).rounded(.up))
        try await options.perform(on: console, done: Words(en: "time noted", fr: "temps noté")) { _ in
            .spend(minutes: minutes)
        }
    }
}
