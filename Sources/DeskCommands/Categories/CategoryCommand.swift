import ArgumentParser

/// `vigie-desk category`: what tickets are about.
struct CategoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "category",
        abstract: "What tickets can be about: the categories of every organisation, and those of its own.",
        subcommands: [CategoryListCommand.self, CategoryAddCommand.self, CategoryRemoveCommand.self]
    )
}
