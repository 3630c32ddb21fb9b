package import Health

/// The agent's side of one session as a pure state machine: lines, the journal's answers and time go in, actions come out.
package struct ClientSession: Sendable {
    package enum Action: Hashable, Sendable {
        /// Send these bytes' text as a line.
        case send(String)
        /// Find the desk's position in the journal; answer with `resumed` or close and renumber.
        case resume(committed: UInt64, digest: Digest)
        /// The desk holds this open for us; a rule that finds it fine shall clear it.
        case adopt(Standing)
        /// HELLO is settled and everything that the desk had to say before is said: facts and a snapshot are welcome.
        case ready
        /// Read entries of the journal from this number; answer with `supply`.
        case fetch(from: UInt64, limit: Int)
        /// Everything up to this number is on the desk's stable storage.
        case release(through: UInt64)
        /// The desk refuses an event for good; number 0 is a line without a number.
        case rejected(UInt64, LineError)
        case ticket(Int64, key: ConditionKey, isOpen: Bool)
        case certificate(chain: [String])
        /// Hang up, and come back not before so many seconds.
        case close(reason: String, retry: Double)
    }

    /// One entry of the journal: its number, the last number that it settles, and its lines.
    package struct Entry: Hashable, Sendable {
        package var number: UInt64
        package var through: UInt64
        package var text: String

        package init(number: UInt64, through: UInt64, text: String) {
            self.number = number
            self.through = through
            self.text = text
        }
    }

    private enum Phase: Hashable, Sendable {
        case connected
        case greeted
        case resuming
        case established
        case closed
    }

    private static let greetingPatience = 15.0

    private let hello: Hello
    private let store: String
    private var phase = Phase.connected
    private var framer = LineFramer()
    private var window: UInt64 = 1
    private var beat = 60.0
    private var acknowledged: UInt64 = 0
    /// The next number to send, and the last that the journal holds.
    private var next: UInt64 = 1
    private var last: UInt64 = 0
    /// The last number that was sent; after WAIT it is sent again.
    private var sent: UInt64 = 0
    /// The number from which the journal was asked and has not yet answered.
    private var fetching: UInt64?
    private var isResumed = false
    /// HAVE lines that are still to come.
    private var adoptionsLeft = 0
    private var pausedUntil: Double?
    private var lastHeard: Double
    private var nextBeat = Double.infinity

    /// - Parameters:
    ///   - hello: who we are and what our journal holds.
    ///   - store: the id of the store that we enrolled with; another one is refused.
    ///   - now: the monotonic time in seconds.
    package init(hello: Hello, store: String, now: Double) {
        self.hello = hello
        self.store = store
        self.last = hello.last
        self.lastHeard = now
    }

    package var isEstablished: Bool { phase == .established }

    /// Takes bytes from the desk.
    package mutating func receive(_ bytes: some Sequence<UInt8>, now: Double) -> [Action] {
        lastHeard = now
        var actions: [Action] = []
        for frame in framer.append(bytes) where phase != .closed {
            guard case .line(let line) = frame else { return actions + close("a line of the desk is too long") }
            do throws(LineError) {
                actions += try handle(try ServerMessage(try Line(parsing: line)), now: now)
            } catch  where error.code == .verb {
                continue  // A newer desk may say what we do not know.
            } catch {
                return actions + close("a line of the desk cannot be understood: \(error)")
            }
        }
        return actions
    }

    /// The journal holds the desk's position: go on after it.
    package mutating func resumed(after committed: UInt64, last: UInt64) -> [Action] {
        guard phase == .resuming else { return [] }
        self.last = max(self.last, last)
        // What the desk lost after it had acknowledged it is gone here too: the desk passes the gap up to our first number.
        next = max(committed + 1, hello.first)
        acknowledged = next - 1
        sent = next - 1
        isResumed = true
        return [.release(through: committed)] + establishWhenComplete()
    }

    /// The journal's last number has grown.
    package mutating func extended(to last: UInt64) -> [Action] {
        self.last = max(self.last, last)
        return fetch()
    }

    /// Entries of the journal, in order, as asked for by `fetch`.
    package mutating func supply(_ entries: [Entry]) -> [Action] {
        guard let asked = fetching else { return [] }
        fetching = nil
        guard phase == .established, pausedUntil == nil else { return [] }
        // A WAIT that came and went meanwhile asks for other numbers.
        guard asked == next else { return fetch() }
        var actions: [Action] = []
        for entry in entries where entry.number == next && next - acknowledged <= window {
            actions.append(.send(entry.text))
            next = max(entry.number, entry.through) + 1
            sent = max(sent, next - 1)
        }
        guard !actions.isEmpty else { return close("the journal does not hold its entry \(next)", retry: 60) }
        return actions + fetch()
    }

    /// Sends the state of a component, when the session is established; it is not queued.
    package func send(_ fact: Fact) -> [Action] {
        phase == .established ? [.send(ClientMessage.fact(fact).line.text)] : []
    }

    /// Asks for a new certificate of the same key.
    package func renew() -> [Action] {
        phase == .established ? [.send(ClientMessage.renew.line.text)] : []
    }

    /// Announces a silence and ends the session.
    package mutating func leave(reason: String) -> [Action] {
        guard phase == .established else { return close("leaving") }
        phase = .closed
        return [.send(ClientMessage.bye(reason: reason).line.text), .close(reason: reason, retry: 0)]
    }

    /// Sends a beat when it is due, resumes after WAIT, and gives up a desk that has been silent for three beats.
    ///
    /// The jitter is a random number from -1 to 1.
    package mutating func tick(now: Double, status: Beat, jitter: Double) -> [Action] {
        guard phase != .closed else { return [] }
        guard now - lastHeard <= patience else { return close("the desk has been silent") }
        var actions: [Action] = []
        if let until = pausedUntil, now >= until {
            pausedUntil = nil
            next = acknowledged + 1
            actions += fetch()
        }
        if phase == .established, now >= nextBeat || nextBeat == .infinity {
            nextBeat = now + beat * (1 + jitter / 10)
            actions.append(.send(ClientMessage.beat(status).line.text))
        }
        return actions
    }

    /// The monotonic time at which `tick` has something to do.
    package var nextTick: Double {
        guard phase != .closed else { return .infinity }
        let firstBeat = phase == .established ? lastHeard : .infinity
        return min(nextBeat == .infinity ? firstBeat : nextBeat, pausedUntil ?? .infinity, lastHeard + patience)
    }

    /// Seconds for which the desk may be silent.
    private var patience: Double {
        phase == .connected ? Self.greetingPatience : max(3 * beat, 15)
    }
}

// MARK: - Lines of the desk

extension ClientSession {
    private mutating func handle(_ message: ServerMessage, now: Double) throws(LineError) -> [Action] {
        switch (phase, message) {
        case (.connected, .greeting(let greeting)): return greet(greeting)
        case (.greeted, .welcome(let welcome)):
            beat = Double(welcome.beat)
            adoptionsLeft = welcome.have
            phase = .resuming
            return [.resume(committed: welcome.committed, digest: welcome.digest)]
        case (.resuming, .have(let standing)) where adoptionsLeft > 0:
            adoptionsLeft -= 1
            return [.adopt(standing)] + establishWhenComplete()
        case (.established, .acknowledged(let number)): return release(through: number)
        case (.established, .rejected(let number, let error)): return [.rejected(number, error)]
        case (.connected, .ticket), (.connected, .certificate), (.connected, .beat):
            return close("the desk does not greet us")
        case (_, .ticket(let number, let key, let isOpen)): return [.ticket(number, key: key, isOpen: isOpen)]
        case (_, .certificate(let chain, _)): return [.certificate(chain: chain)]
        case (.resuming, .wait(_, _, let milliseconds)), (.established, .wait(_, _, let milliseconds)):
            pausedUntil = now + Double(milliseconds) / 1000
            return []
        case (_, .bye(let code, let reason, let retry)):
            return close("the desk says \(code) \(reason)", retry: code >= 500 ? max(Double(retry), 60) : Double(retry))
        case (_, .beat): return []
        case (_, .error(let error)) where phase == .established: return [.rejected(0, error)]
        case (_, .error(let error)): return close("the desk refuses us: \(error)", retry: 60)
        default: return close("the desk says \(message.line.verb) out of turn")
        }
    }

    private mutating func greet(_ greeting: Greeting) -> [Action] {
        guard greeting.store == store else {
            let other = "the desk has another store (\(greeting.store)) than the one that we enrolled with (\(store))"
            return close(other, retry: 300)
        }
        window = greeting.window
        phase = .greeted
        return [.send(ClientMessage.hello(hello).line.text)]
    }

    /// Established needs both: our position in the journal, and all that the desk holds open.
    private mutating func establishWhenComplete() -> [Action] {
        guard phase == .resuming, isResumed, adoptionsLeft == 0 else { return [] }
        phase = .established
        return [.ready] + fetch()
    }

    private mutating func release(through number: UInt64) -> [Action] {
        guard number > acknowledged else { return [] }
        guard number <= sent else { return close("the desk acknowledges \(number), which was not sent") }
        acknowledged = number
        next = max(next, number + 1)
        return [.release(through: number)] + fetch()
    }

    /// Asks for the next entries, one request at a time, within the desk's window.
    private mutating func fetch() -> [Action] {
        guard phase == .established, fetching == nil, pausedUntil == nil, next <= last else { return [] }
        let inFlight = next - 1 - acknowledged
        guard inFlight < window else { return [] }
        fetching = next
        return [.fetch(from: next, limit: Int(min(window - inFlight, 256)))]
    }

    private mutating func close(_ reason: String, retry: Double = 0) -> [Action] {
        guard phase != .closed else { return [] }
        phase = .closed
        return [.close(reason: reason, retry: retry)]
    }
}
