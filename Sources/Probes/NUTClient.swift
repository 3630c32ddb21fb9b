import Health
import Host

/// Asks a upsd (Network UPS Tools, RFC 9271; facts/machine.md section 2).
///
/// It only reads and never logs in: a LOGIN would make the primary wait for this machine at a shutdown. `LIST VAR`
/// gives all variables in one round trip.
struct NUTClient {
    private let host: any Host
    private let dialogue: any LineDialogue
    /// The uptime at which our patience with the server ends.
    private let deadline: Double

    /// Connects.
    init(_ host: any Host, _ endpoint: Endpoint, patience: Double = 5) throws(HostError) {
        self.host = host
        deadline = host.now().uptime + patience
        dialogue = try host.connect(to: endpoint, timeout: 2)
    }

    func close() { dialogue.close() }

    /// The names of the server's UPSs with their descriptions (nil where the administrator gave none), in its order.
    func supplies() throws(HostError) -> [(name: String, description: String?)] {
        var supplies: [(name: String, description: String?)] = []
        for words in try list("UPS") where words.count == 2 && NUTLine.isWord(words[0]) {
            let isReal = !words[1].isEmpty && !words[1].lowercased().hasSuffix("unavailable")
            supplies.append((words[0], isReal ? words[1] : nil))
        }
        return supplies
    }

    /// The variables of a UPS.
    /// - Throws: `refused` with upsd's own word (`DATA-STALE`, `DRIVER-NOT-CONNECTED`, `UNKNOWN-UPS`).
    func variables(of supply: String) throws(HostError) -> [String: String] {
        var variables: [String: String] = [:]
        for words in try list("VAR \(supply)") where words.count == 2 { variables[words[0]] = words[1] }
        return variables
    }

    /// The words of each line of a list, without those that repeat the question; at most 2,000 lines.
    ///
    /// A line whose value cannot be read (a driver passes on what its UPS sends) costs that value alone. One that belongs to
    /// no list spoils this list; it is still read to its end, so that the next one is answered from its beginning.
    private func list(_ what: String) throws(HostError) -> [[String]] {
        try dialogue.send("LIST \(what)")
        let first = try dialogue.receive()
        guard first == "BEGIN LIST \(what)" else { throw Self.refusal(first) }
        var items: [[String]] = []
        var odd: String?
        for _ in 0..<2000 {
            guard host.now().uptime <= deadline else { throw HostError(.timedOut, "the answer takes too long") }
            let line = try dialogue.receive()
            if line == "END LIST \(what)" {
                if let odd { throw Self.nonsense(odd) }
                return items
            }
            guard line.hasPrefix("\(what) ") else {
                odd = odd ?? line
                continue
            }
            if let words = NUTLine.words(String(line.dropFirst(what.count + 1))) { items.append(words) }
        }
        throw HostError(.tooLarge, "the answer has more than 2,000 lines")
    }

    private static func refusal(_ line: String) -> HostError {
        guard let words = NUTLine.words(line), words.first == "ERR", words.count > 1 else { return nonsense(line) }
        let meaning =
            switch words[1] {
            case "DATA-STALE": "its driver has had no fresh data from the UPS for some time (DATA-STALE)"
            case "DRIVER-NOT-CONNECTED": "upsd has lost its driver (DRIVER-NOT-CONNECTED)"
            case "UNKNOWN-UPS": "upsd knows no UPS of this name (UNKNOWN-UPS)"
            default: "upsd answers \(words[1].prefix(40))"
            }
        return HostError(.refused, meaning)
    }

    private static func nonsense(_ line: String) -> HostError {
        HostError(.failed, "'\(line.prefix(40))' is no answer of a UPS server")
    }
}
