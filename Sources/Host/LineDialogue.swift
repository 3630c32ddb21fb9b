/// A connection on which lines are sent and received, each call bounded by the time-out given when it was opened.
package protocol LineDialogue: AnyObject {
    /// Sends a line; the line feed is added here.
    func send(_ line: String) throws(HostError)
    /// The next line without its line feed.
    /// - Throws: `tooLarge` for a line of more than 4 KiB, `closed` when the peer has hung up.
    func receive() throws(HostError) -> String
    func close()
}

/// A server's address.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
