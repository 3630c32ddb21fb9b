import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk policy`: what the desk promises.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "What the desk promises: how soon tickets of a priority are served.",
        subcommands: [List.self, Add.self, Use.self, PolicyApplyCommand.self]
    )

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List all versions of all policies.",
            discussion: """
                EXAMPLES
                  vigie-desk policy list --json
                """
        )

        @OptionGroup var state: StateOption

        @OptionGroup var output: JSONFlag

        func run(on console: Console) async throws {
            try await state.reading(console) { store in
                let listing = PolicyListing(console.figures)
                try console.print(
                    PolicyListing.rows(of: try await store.book(in: console.scope)),
                    table: listing.table,
                    json: listing.json,
                    asJSON: output.json,
                    empty: Words(en: "There is none.", fr: "Il n'y en a aucune.")
                )
            }
        }
    }

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a version of a policy; a new one of an old name takes its place for new tickets.",
            discussion: """
                A target is RESPONSE,RESOLUTION,CALENDAR; - promises nothing. Times are of the calendar's working hours. The day of \
                --from begins at this machine's midnight.

                EXAMPLES
                  vigie-desk policy add gold --p1 15min,2h,24x7 --p2 1h,8h,office --p3 4h,24h,office --p4 8h,-,office
                  vigie-desk policy add gold --from 2027-01-01 --p1 1h,4h,24x7 --p2 1h,8h,office --p3 4h,-,office --p4 -,-,office
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "Its name: small letters, digits, dots, hyphens and underscores.")
        var name: String

        @Option(parsing: .unconditional, help: ArgumentHelp("The target of P1.", valueName: "target"))
        var p1: TargetArgument

        @Option(parsing: .unconditional, help: ArgumentHelp("The target of P2.", valueName: "target"))
        var p2: TargetArgument

        @Option(parsing: .unconditional, help: ArgumentHelp("The target of P3.", valueName: "target"))
        var p3: TargetArgument

        @Option(parsing: .unconditional, help: ArgumentHelp("The target of P4.", valueName: "target"))
        var p4: TargetArgument

        @Option(
            help: ArgumentHelp(
                "For what the resolution clock stands still; may be given several times.",
                valueName: "reason"
            )
        )
        var pause: [PendingReason] = [.requester, .supplier, .parts, .approval, .appointment]

        @OptionGroup var start: FromOption

        func validate() throws {
            for reason in pause { try reason.requireKnown() }
        }

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                let book = try await store.book(in: console.scope)
                let last = book.policyNames.last { $0.id == name }?.version ?? 0
                let policy = try ServicePolicy(
                    id: VersionName(id: name, version: last + 1),
                    name: name,
                    validFrom: start.time(console) { console.style.zone.midnight(of: $0) },
                    targets: [.p1: p1.target, .p2: p2.target, .p3: p3.target, .p4: p4.target],
                    pausing: Set(pause)
                )
                try await store.add(policy, by: console.scope, at: console.now())
                try console.print(
                    Words(en: "Policy \(policy.id): added.", fr: "Politique \(policy.id)\u{A0}: ajoutée.")
                )
            }
        }
    }

    struct Use: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "use",
            abstract: "Have an organisation served by a policy, from its next ticket on.",
            discussion: """
                EXAMPLES
                  vigie-desk policy use gold --organisation "Example Ltd"
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "The policy's name.")
        var name: String

        @OptionGroup var organisation: OrganisationOption

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                let organisation = try await organisation.id(store, console) ?? .first
                try await store.serve(organisation, by: name, scope: console.scope, at: console.now())
                try console.print(
                    Words(
                        en: "Organisation \(organisation): served by \(name).",
                        fr: "Organisation \(organisation)\u{A0}: servie selon \(name)."
                    )
                )
            }
        }
    }
}

/// `30min,4h,24x7`: how soon, and by which calendar.
struct TargetArgument: ExpressibleByArgument {
    let target: ServiceTarget

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[2].isEmpty, let response = Self.seconds(parts[0]),
            let resolution = Self.seconds(parts[1])
        else { return nil }
        target = ServiceTarget(response: response, resolution: resolution, calendar: String(parts[2]))
    }

    /// nil of what is no time; the inner nil of `-`.
    private static func seconds(_ text: Substring) -> Int?? {
        if text == "-" { return .some(nil) }
        return Span(argument: String(text)).map { .some(Int($0.seconds)) }
    }
}
