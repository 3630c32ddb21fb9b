import Commands
import ArgumentParser
import Desk
import DeskServer
import DeskStore
import DeskWeb
import DeskWeb
import Logging
import Report
import ServiceLifecycle
import ServiceManager
import Settings
import UnixSignals

/// `vigie-desk serve`: the desk itself.
struct ServeCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the desk: listen to agents and keep their tickets.",
        discussion: """
            Makes the ticket store and the certificate authority where there are none. Prints one line when it listens, \
            and a line on standard error for each event. SIGTERM and SIGINT end it: what has arrived is kept first.

            EXAMPLES
              vigie-desk serve
              vigie-desk serve --address desk.example.org --address 192.0.2.7
              vigie-desk serve --state /srv/vigie --listen 127.0.0.1 --port 7200 --grace 5min
            """
    )

    @OptionGroup var state: StateOption

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "ip"))
    var listen = "0.0.0.0"

    @Option(help: "The port to listen on; 0 for any that is free.")
    var port = DeskAddress.standardPort

    @Option(
        help: ArgumentHelp(
            "A name or address under which agents reach this desk, for its certificate; may be given several times "
                + "(default: this machine's name, localhost and 127.0.0.1).",
            valueName: "name"
        )
    )
    var address: [String] = []

    @Option(help: "What the desk calls itself to agents (default: this machine's name).")
    var name: String?

    @Option(
        help: ArgumentHelp("How long a host that is always on may be silent before a ticket opens.", valueName: "time")
    )
    var grace = Span(seconds: Silence.defaultGrace)

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    @OptionGroup var settings: SettingsOption

    func run(on console: Console) async throws {
        let store = try state.openOrMake(console)
        let log = Logger(label: "vigie-desk") { _ in LineLog(now: console.now, say: console.say) }
        for file in settings.openFiles {
            log.warning("others may read \(file), which may hold a password: chmod o= \(file)")
        }
        let files = Result { () throws(SettingsErrors) in try settings.load() }
        let mail = made("no mail is sent", log) { () throws(SettingsErrors) in try files.get().mail(console) }
        let web = made("no pages are served", log) { () throws(SettingsErrors) in try files.get().web() } ?? nil
        let (listen, port) = (listen, port)
        let own = address.isEmpty ? DeskAddress.ofThisMachine(console) : address
        let addresses = own + [web?.address.host].compactMap { $0 }.filter { !own.contains($0) }
        let pages = await pages(web, addresses, store, log, console)
        let manager = ServiceManager.current
        let service = DeskService(
            DeskService.Configuration(
                stateDirectory: state.path(console),
                listen: listen,
                port: port,
                addresses: addresses,
                name: name ?? console.hostName,
                grace: grace.seconds,
                zone: console.style.zone,
                mail: mail.map { $0.map(MailChoice.on) ?? .off } ?? .refused,
                web: web?.address
            ),
            store: store,
            desk: store,
            now: console.now,
            log: log,
            onBound: { port in
                // Who closed our output does not want to know; the desk goes on.
                let listening = "listening on \(DeskAddress(host: listen, port: port))"
                if JournalLevel.isWanted {
                    log.notice("\(listening)")
                } else {
                    try? console.print(listening + "\n")
                }
                manager.notify(.ready, .status(listening))
            }
        )
        let supervision = Supervision(manager: manager, turn: service.turn)
        let group = ServiceGroup(
            services: [service, supervision] + (pages.map { [$0] } ?? []),
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: log
        )
        try await group.run()
        try store.close()
        log.notice("stopped")
    }

    /// The pages; nil where there are none, or they cannot be served, which keeps nobody from their tickets.
    private func pages(
        _ web: WebConfiguration?,
        _ names: [String],
        _ store: DeskDatabase,
        _ log: Logger,
        _ console: Console
    ) async -> WebService? {
        guard let web else { return nil }
        do {
            return try await WebService(
                web,
                names: names,
                stateDirectory: state.path(console),
                wirePort: port == 0 ? DeskAddress.standardPort : port,
                store: store,
                zone: console.style.zone,
                now: console.now,
                log: log,
                onBound: { port in
                    let served = "pages at \(web.address), listening on \(DeskAddress(host: web.listen, port: port))"
                    JournalLevel.isWanted ? log.notice("\(served)") : (try? console.print(served + "\n")) ?? ()
                }
            )
        } catch {
            log.error("no pages are served", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    /// What is made of settings; nil where they are wrong, which keeps nobody from their tickets.
    private func made<Part>(
        _ consequence: String,
        _ log: Logger,
        _ make: () throws(SettingsErrors) -> Part
    ) -> Part? {
        do throws(SettingsErrors) {
            return try make()
        } catch {
            for mistake in error.errors {
                log.error("the settings are wrong, so \(consequence)", metadata: ["mistake": "\(mistake)"])
            }
            return nil
        }
    }
}
