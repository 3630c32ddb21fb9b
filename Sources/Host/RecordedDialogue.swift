/// A dialogue replayed: a line that is sent must stand in the recording, and what was received after it follows.
final class RecordedDialogue: LineDialogue {
    private let endpoint: Endpoint
    private let lines: [Substring]
    private var next = 0
    private var isClosed = false

    /// Reads lines that begin with `> ` (sent) or `< ` (received); others are notes.
    init(_ text: String, with endpoint: Endpoint) {
        self.endpoint = endpoint
        lines = text.split(separator: "\n").filter { $0.hasPrefix("> ") || $0.hasPrefix("< ") }
    }

    /// Looks for the line from here on, then from the beginning, so that the same can be asked again.
    func send(_ line: String) throws(HostError) {
        guard !isClosed else { throw HostError(.closed, "sending to \(endpoint): the connection was closed") }
        let sent = "> \(line)"
        guard let place = lines[next...].firstIndex(where: { $0 == sent }) ?? lines.firstIndex(where: { $0 == sent })
        else {
            throw HostError(.refused, "not recorded: '\(line)' sent to \(endpoint)")
        }
        next = place + 1
    }

    func receive() throws(HostError) -> String {
        guard !isClosed, next < lines.count else { throw HostError(.closed, "\(endpoint) hung up") }
        guard lines[next].hasPrefix("< ") else { throw HostError(.timedOut, "\(endpoint) said nothing more") }
        defer { next += 1 }
        return String(lines[next].dropFirst(2))
    }

    func close() {
        isClosed = true
    }
}
