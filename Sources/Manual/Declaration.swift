import FoundationEssentials

/// A command as ArgumentParser tells it (its help dump, version 0): as much of it as a page shows.
struct Declaration: Decodable {
    struct Argument: Decodable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }
        struct Name: Decodable {
            let kind: String
            let name: String
        }
        let kind: Kind
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let allValues: [String]?
        let abstract: String?
    }

    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [Declaration]?
    let arguments: [Argument]?

    /// The root of what was dumped.
    init(dump: String) throws {
        self = try JSONDecoder().decode(Tool.self, from: Data(dump.utf8)).command
    }

    private struct Tool: Decodable {
        let command: Declaration
    }
}

extension Declaration {
    /// Itself with the names before it, or what stands below it and does something: `token create`.
    ///
    /// `help` says what every command's `--help` says.
    func commands(below names: [String] = []) -> [(names: [String], command: Declaration)] {
        (subcommands ?? []).filter { $0.commandName != "help" }.flatMap { command in
            let names = names + [command.commandName]
            return command.subcommands == nil ? [(names, command)] : command.commands(below: names)
        }
    }
}

extension Declaration.Argument {
    /// `--state`, or the short form of what has no other.
    var flag: String {
        guard let name = names?.first(where: { $0.kind == "long" }) ?? names?.first else { return "" }
        return name.kind == "long" ? "--\(name.name)" : "-\(name.name)"
    }

    /// Whether every command has it, which is told once.
    var isCommon: Bool { ["--help", "--version"].contains(flag) }

    /// Macros for where it stands in a command line.
    var synopsis: String {
        let value = "Ar " + Page.words(valueName ?? "value") + (isRepeating ? " ..." : "")
        switch kind {
        case .positional: return (isOptional ? "Op " : "") + value
        case .flag: return "Op Fl \(Page.flag(flag))"
        case .option: return "Op Fl \(Page.flag(flag)) \(value)"
        }
    }

    /// Macros for its entry in a list.
    var term: String {
        let value = "Ar " + Page.words(valueName ?? "value")
        switch kind {
        case .positional: return value
        case .flag: return "Fl \(Page.flag(flag))"
        case .option: return "Fl \(Page.flag(flag)) \(value)"
        }
    }

    /// What it does, with its default.
    var sentence: String {
        let words = abstract ?? ""
        guard let defaultValue, !defaultValue.isEmpty, !words.contains("(default") else { return words }
        return words + " The default is \(defaultValue)."
    }
}
