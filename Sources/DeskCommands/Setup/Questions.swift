import ArgumentParser
import Commands
import Desk
import Health

/// Something that `setup` must know: which option says it, how it is asked for, and what will do.
struct Question: Sendable {
    let option: String
    let words: Words
    let check: @Sendable (String) throws(DeskError) -> Void

    /// The same in other words.
    func asked(_ words: Words) -> Question { Question(option: option, words: words, check: check) }

    static let address = Question(
        option: "--address",
        words: Words(en: "Address of the pages", fr: "Adresse des pages"),
        check: { text throws(DeskError) in
            guard WebAddress(text) != nil else { throw noAddress }
        }
    )

    static let noAddress = DeskError(
        .badText,
        en: "This is no address of pages. Write https, a name and a port, such as https://desk.example.org:7118.",
        fr:
            "Ce n'est pas une adresse de pages. Écrivez https, un nom et un port, par exemple https://desk.example.org:7118."
    )

    static let organisation = Question(
        option: "--organisation",
        words: Words(en: "Name of the organisation", fr: "Nom de l'organisation"),
        check: { text throws(DeskError) in
            try Naming.check(text, as: Words(en: "An organisation's name", fr: "Le nom d'une organisation"))
        }
    )

    static let administrator = Question(
        option: "--administrator",
        words: Words(en: "Name of the administrator", fr: "Nom de l'administrateur"),
        check: { text throws(DeskError) in
            try Naming.check(text, as: Words(en: "A person's name", fr: "Le nom d'une personne"))
        }
    )

    static let email = Question(
        option: "--email",
        words: Words(en: "Their mail address", fr: "Son adresse de courriel"),
        check: { text throws(DeskError) in try Naming.check(email: text) }
    )

    static let login = Question(
        option: "--login",
        words: Words(en: "The login to sign in with", fr: "Son identifiant de connexion"),
        check: { text throws(DeskError) in try Naming.check(login: text) }
    )
}

/// Answers to questions: from options, or else from a person at a terminal.
struct Questions {
    private let console: Console
    private var missing: [String] = []

    init(_ console: Console) {
        self.console = console
    }

    /// The answer to a question; empty where nobody gives one, which `requireAll` tells.
    mutating func answer(_ question: Question, _ given: String?, default usual: String? = nil) throws -> String {
        if let given {
            try question.check(given)
            return given
        }
        guard let ask = console.ask else {
            missing.append(question.option)
            return ""
        }
        let words = question.words[console.language] + (usual.map { " [\($0)]" } ?? "") + console.figures.colon
        while true {
            let typed = try ask(words)
            let answer = typed.isEmpty ? usual ?? "" : typed
            do throws(DeskError) {
                try question.check(answer)
                return answer
            } catch {
                console.say(error.message[console.language])
            }
        }
    }

    /// Refuses to go on where nobody has answered a question.
    func requireAll() throws {
        guard !missing.isEmpty else { return }
        let all = missing.joined(separator: ", ")
        throw ValidationError("Nothing was changed. Say also \(all), or run this at a terminal, where it asks.")
    }
}
