import Commands
import ArgumentParser
import Health
import Host
import Report
import Wire

/// `vigie enrol`.
struct EnrolCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol",
        abstract: "Make this workstation known to a desk.",
        discussion: """
            The key is made here and never leaves this machine. The token's secret is sent only to the desk that the \
            token is from. The running agent takes the identity up at once. Run it as root; it can be repeated.

            EXAMPLES
              vigie enrol vigie1:desk.example.org:7117:...
              vigie enrol - <token-file            (no other user sees the secret in the list of processes)
              vigie enrol vigie1:desk.example.org:7117:... --name accounts-3 --class laptop
            """
    )

    @Argument(
        help: "What 'vigie-desk token create' printed: vigie1:HOST:PORT:HASH:SECRET; - reads it from standard input."
    )
    var token: String

    @Option(
        help: ArgumentHelp("The agent's state folder (default: VIGIE_STATE, else /var/lib/vigie).", valueName: "dir")
    )
    var state: String?

    @Option(help: "The name of this workstation at the desk (default: its host name).")
    var name: String?

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp(
            "How long it may be silent: \(MachineClass.allCases.map(\.rawValue).joined(separator: ", ")) "
                + "(default: what the firmware says).",
            valueName: "class"
        )
    )
    var machineClass: MachineClass?

    @OptionGroup var control: ControlOptions

    /// Never shows the token, which may hold a secret.
    private static func parsed(_ text: String) throws -> EnrolmentToken {
        guard let token = EnrolmentToken(text) else {
            throw ValidationError(
                "This is no token; copy it whole, vigie1:HOST:PORT:HASH:SECRET, or ask the desk for a new one."
            )
        }
        return token
    }

    func validate() throws {
        if token != "-" { _ = try Self.parsed(token) }
        if let name, !(1...200).contains(name.utf8.count) {
            throw ValidationError("--name must have 1 to 200 bytes.")
        }
    }

    func run(on console: Console) async throws {
        let token = try Self.parsed(token == "-" ? readLine() ?? "" : token)
        let host = try LiveHost()
        let state = state ?? console.environment["VIGIE_STATE"] ?? "/var/lib/vigie"
        let folder = try await IdentityFolder.open(inState: state)
        let key = try await folder.key()
        let request = Enrol(
            secret: token.secret,
            request: Base64.encode(try key.request()),
            name: name ?? host.textIfPresent("/proc/sys/kernel/hostname") ?? "localhost",
            hostClass: (machineClass ?? MachineClass(of: host)).rawValue
        )
        let issue = try await EnrolmentClient(token: token).ask(request)
        let chain = issue.chain.compactMap(Base64.decode)
        let authority = try PinnedAuthority(hash: token.authority).authority(ofIssued: chain, for: key)
        let before = await folder.enrolment()
        let enrolment = Enrolment(
            host: issue.host,
            store: issue.store,
            address: token.host,
            port: token.port,
            name: name,
            hostClass: machineClass?.rawValue
        )
        try folder.keep(enrolment, chain: chain, authority: authority)
        try console.print(Self.outcome(issue.host.printable, isKnown: before?.host == issue.host))
        let ahead = console.now().seconds(since: issue.time)
        if ahead.magnitude > Self.tolerance {
            console.say(Self.warning(ahead: ahead, console.figures)[console.language])
        }
        try console.print(await isTaken(issue.host, on: console) ? Self.taken : Self.next)
    }

    /// Tells the running agent, and returns whether it is now this host.
    private func isTaken(_ host: String, on console: Console) async -> Bool {
        let answer = try? await control.client(console).ask(.enrolled)
        return answer?.first?["host"] == host
    }

    /// Seconds by which a clock may differ from the desk's without a word.
    private static let tolerance = 300.0

    /// Everything works with a wrong clock, but for the times that people read.
    private static func warning(ahead: Double, _ figures: Figures) -> Words {
        let span = figures.duration(ahead.magnitude)
        return ahead > 0
            ? Words(
                en:
                    "Warning: this workstation's clock is \(span) ahead of the desk's. Set it: timedatectl set-ntp yes.",
                fr: "Attention\u{A0}: l'horloge de ce poste avance de \(span) sur celle du centre d'assistance. "
                    + "Réglez-la\u{A0}: timedatectl set-ntp yes."
            )
            : Words(
                en: "Warning: this workstation's clock is \(span) behind the desk's. Set it: timedatectl set-ntp yes.",
                fr: "Attention\u{A0}: l'horloge de ce poste retarde de \(span) sur celle du centre d'assistance. "
                    + "Réglez-la\u{A0}: timedatectl set-ntp yes."
            )
    }

    private static func outcome(_ host: String, isKnown: Bool) -> Words {
        isKnown
            ? Words(
                en: "This workstation was enrolled already: the desk gave it the same identity again, host \(host).",
                fr:
                    "Ce poste était déjà inscrit\u{A0}: le centre d'assistance lui a redonné la même identité, poste \(host)."
            )
            : Words(
                en: "This workstation is enrolled as host \(host).",
                fr: "Ce poste est inscrit sous l'identité \(host)."
            )
    }

    private static let taken = Words(
        en: "The agent has taken it up. See a ticket arrive: vigie test-ticket",
        fr: "L'agent l'utilise déjà. Faites arriver un billet\u{A0}: vigie test-ticket"
    )

    private static let next = Words(
        en: "Now restart the agent, and see a ticket arrive: systemctl restart vigie-agent && vigie test-ticket",
        fr: "Redémarrez maintenant l'agent, puis faites arriver un billet\u{A0}: "
            + "systemctl restart vigie-agent && vigie test-ticket"
    )
}

extension MachineClass: ExpressibleByArgument {}
