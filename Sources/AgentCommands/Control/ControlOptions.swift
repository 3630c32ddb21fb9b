import Commands
import ArgumentParser
import Wire

/// Where the agent listens.
struct ControlOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The agent's control socket (default: VIGIE_SOCKET, else \(ControlRequest.socketPath)).",
            valueName: "path"
        )
    )
    var socket: String?

    func client(_ console: Console) -> ControlClient {
        ControlClient(path: socket ?? console.environment["VIGIE_SOCKET"] ?? ControlRequest.socketPath)
    }
}
