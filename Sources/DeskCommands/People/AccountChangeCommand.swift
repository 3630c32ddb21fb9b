import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk account change`: how much an account takes on, and what it is good at.
struct AccountChangeCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change the experience, limit or skills of an account.",
        discussion: """
            What is not named stays as it is. Skills that are named take the place of those of before.

            EXAMPLES
              vigie-desk account change marie --experience 24 --limit 8
              vigie-desk account change marie --skill hardware --skill e-mail
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "The account.")
    var login: String

    @Option(help: ArgumentHelp("Months of experience in support, as of today.", valueName: "months"))
    var experience: Int?

    @Option(help: ArgumentHelp("How many open tickets they work on at once.", valueName: "number"))
    var limit: Int?

    @Option(help: ArgumentHelp("What they are good at; may be given several times.", valueName: "word"))
    var skill: [Desk.Category] = []

    func validate() throws {
        guard experience != nil || limit != nil || !skill.isEmpty else {
            throw ValidationError("Say what is to change: --experience, --limit or --skill.")
        }
        try Self.check(experience: experience, limit: limit)
    }

    /// What an account may have.
    static func check(experience: Int?, limit: Int?) throws {
        guard (0...1200).contains(experience ?? 0) else {
            throw ValidationError("--experience is from 0 to 1200 months.")
        }
        guard (0...1000).contains(limit ?? 0) else { throw ValidationError("--limit is a number from 0 to 1000.") }
    }

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            var account = try await store.technician(login, in: console.scope)
            if let experience { account.setMonths(experience, at: console.now()) }
            account.workLimit = limit ?? account.workLimit
            if !skill.isEmpty { account.skills = skill.map(\.word) }
            try await store.save(account, by: console.scope, at: console.now())
            try console.print(Words(en: "Account \(login): changed.", fr: "Compte \(login)\u{A0}: modifié."))
            account.warn(ofTier: account.tier, on: console)
        }
    }
}
