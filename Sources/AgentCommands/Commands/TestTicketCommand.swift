import Commands
import ArgumentParser
import Health
import NIOCore
import Report
import Wire

/// `vigie test-ticket`.
struct TestTicketCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-ticket",
        abstract: "Send a test ticket all the way to the desk, and say how long it took.",
        discussion: """
            For root. The ticket is a real one that says that it is a test; the agent clears it at once.

            EXAMPLES
              vigie test-ticket
            """
    )

    /// The agent waits 30 s for the desk, and for a journal whose disk hangs 5 s at each of two changes.
    private static let patience = TimeAmount.seconds(45)

    @OptionGroup var control: ControlOptions

    func run(on console: Console) async throws {
        let lines = try await control.client(console).ask(.test, patience: Self.patience)
        guard let line = lines.first, line.verb == "TICKET", let number = line.words.first?.printable,
            let seconds = line["seconds"].flatMap({ Double($0) }), seconds.isFinite
        else { throw CommandError.notUnderstood }
        let time = console.figures.number(max(0, seconds) * 1000) + " ms"
        try console.print(
            Words(
                en: "Ticket \(number) has reached the desk; it took \(time).",
                fr: "Le billet \(number) est arrivé au centre d'assistance en \(time)."
            )
        )
    }
}
