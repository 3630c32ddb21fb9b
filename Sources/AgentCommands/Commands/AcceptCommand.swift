import Commands
import ArgumentParser
import Health
import Report
import Wire

/// `vigie accept`.
struct AcceptCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract:
            "Live with an open condition for as long as it gets no worse, or list what can be accepted and what is.",
        discussion: """
            For root, but for the list. The desk closes the ticket and keeps in its log who accepted what; a value beyond the bound \
            opens a new one at once. The report goes on showing the condition, but its exit status does not count it.

            EXAMPLES
              vigie accept
              vigie accept disk/S3Z9NB0K/disk.reallocated-sectors
              vigie accept disk/S3Z9NB0K/disk.reallocated-sectors --until 'value > 12'
              vigie accept disk/S3Z9NB0K/disk.reallocated-sectors --withdraw
            """
    )

    @Argument(help: "The condition, as the list names it; without it all are listed.")
    var key: String?

    @Option(
        help: ArgumentHelp(
            "What ends it: 'value > 12', or 'value < 5' of what is bad when it is low (default: anything worse than now).",
            valueName: "bound"
        )
    )
    var until: String?

    @Flag(help: "Take the acceptance back.")
    var withdraw = false

    @OptionGroup var output: JSONFlag
    @OptionGroup var control: ControlOptions

    func validate() throws {
        guard key != nil || (until == nil && !withdraw) else {
            throw ValidationError("--until and --withdraw want a KEY; 'vigie accept' lists them.")
        }
        guard until == nil || !withdraw else {
            throw ValidationError("--until and --withdraw exclude one another; give one of them.")
        }
        if let key, ConditionKey(key) == nil {
            throw ValidationError("'\(key)' names no condition; 'vigie accept' lists those that are open.")
        }
        if let until, Bound(until) == nil {
            throw ValidationError("'\(until)' is no bound; write it as 'value > 12' or 'value < 5'.")
        }
    }

    func run(on console: Console) async throws {
        let client = control.client(console)
        guard let key = key.flatMap({ ConditionKey($0) }) else { return try await list(client, console) }
        guard !withdraw else {
            _ = try await client.ask(.withdraw(key, by: console.user))
            guard !output.json else { return try console.print(Self.json(key, until: nil)) }
            let words = Words(en: "\(key) is accepted no more.", fr: "\(key) n'est plus accepté.")
            return try console.print(words)
        }
        let answer = try await client.ask(.accept(key, until: until.flatMap { Bound($0) }, by: console.user))
        guard let bound = answer.first?["until"].flatMap({ Bound($0) }) else { throw CommandError.notUnderstood }
        guard !output.json else { return try console.print(Self.json(key, until: bound)) }
        try console.print(Words(en: "\(key) is accepted until \(bound).", fr: "\(key) est accepté jusqu'à \(bound)."))
    }

    /// What holds of a key from now on, with the list's names.
    private static func json(_ key: ConditionKey, until bound: Bound?) -> JSON {
        ["key": .string(key.description), "accepted_until": bound.map { .string($0.description) } ?? .null]
    }

    private func list(_ client: ControlClient, _ console: Console) async throws {
        guard let report = try? ControlReport(await client.ask(.report)) else { throw CommandError.notUnderstood }
        let entries = Entry.all(of: report)
        guard !output.json else { return try console.print(Entry.listing(console.language).json(entries)) }
        guard !entries.isEmpty else {
            let words = Words(en: "Nothing is open, nothing is accepted.", fr: "Rien d'ouvert, rien d'accepté.")
            return try console.print(words)
        }
        let listing = Entry.listing(console.language)
        try console.print(listing.table(entries, in: console.language, style: console.style))
    }
}

/// A condition that can be accepted, or is.
private struct Entry: Sendable {
    let key: ConditionKey
    /// Nil where nothing is wrong now.
    let open: Standing?
    let accepted: Bound?

    /// What is open, and then what is accepted beside it.
    static func all(of report: ControlReport) -> [Entry] {
        report.conditions.map { Entry(key: $0.standing.key, open: $0.standing, accepted: $0.standing.accepted) }
            + report.accepted.map { Entry(key: $0.key, open: nil, accepted: $0.bound) }
    }

    static func listing(_ language: Language) -> Listing<Entry> {
        Listing([
            Column("key", Words(en: "KEY", fr: "CLÉ")) { .text($0.key.description) },
            Column("summary", Words(en: "WHAT IS WRONG", fr: "ANOMALIE"), fit: .truncate) { entry in
                .text(
                    entry.open.map { open in
                        Catalogue.summary(
                            of: open.key.rule,
                            value: open.value,
                            limit: open.limit,
                            unit: open.unit,
                            in: language
                        )
                    }
                )
            },
            Column("accepted_until", Words(en: "ACCEPTED UNTIL", fr: "ACCEPTÉ JUSQU'À")) { entry in
                .text(entry.accepted?.description)
            },
        ])
    }
}
