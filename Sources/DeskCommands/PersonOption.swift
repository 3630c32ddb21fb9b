import Commands
import ArgumentParser

/// Who does something to a ticket.
struct PersonOption: ParsableArguments {
    @Option(help: ArgumentHelp("Who it is from (default: your login name).", valueName: "name"))
    var by: String?

    func name(_ console: Console) -> String { by ?? console.user }
}
