import ArgumentParser

/// `vigie-desk template`: what is filed again and again.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Templates of what is filed again and again, each of an organisation's own.",
        subcommands: [
            TemplateListCommand.self, TemplateShowCommand.self, TemplateAddCommand.self, TemplateRemoveCommand.self,
        ]
    )
}
