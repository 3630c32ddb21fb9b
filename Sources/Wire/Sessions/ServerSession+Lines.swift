import Health

extension ServerSession {
    mutating func receive(_ frame: LineFramer.Frame, time: Timestamp) -> [Action] {
        let line = ReceivedLine(frame)
        guard phase == .established else { return greet(line) }
        guard var open = snapshot else { return take(line, time: time) }
        guard Snapshot.includes(line) else {
            open.spoil(LineError(.sequence, "bad-snapshot"), by: line)
            return finish(open) + take(line, time: time)
        }
        let isComplete = open.take(line)
        snapshot = open
        return isComplete ? finish(open) : []
    }

    /// Lines before HELLO was answered.
    ///
    /// Here alone is decided who may say what.
    private mutating func greet(_ line: ReceivedLine) -> [Action] {
        do throws(LineError) {
            guard isCertified || line.verb == "ENROL" else { throw LineError(.notEnrolled, "not-enrolled") }
            switch try line.message.get() {
            case .enrol(let enrol) where !isCertified && phase == .new:
                phase = .enrolling
                return [.enrol(enrol)]
            case .hello(let hello) where phase == .new:
                phase = .opening
                announced = (hello.first, hello.base)
                return [.open(hello)]
            default: throw LineError(.sequence, "hello-first")
            }
        } catch {
            return [.send(.error(error))] + end(error.code.rawValue, error.word)
        }
    }

    private mutating func take(_ line: ReceivedLine, time: Timestamp) -> [Action] {
        if let number = line.number { return take(number, line) }
        do throws(LineError) {
            return try handle(try line.message.get(), time: time)
        } catch {
            return [.send(.error(error))]
        }
    }

    private mutating func handle(_ message: ClientMessage, time: Timestamp) throws(LineError) -> [Action] {
        switch message {
        case .fact(let fact): return [.record(fact)]
        case .beat(let beat): return [.alive(beat), .send(.beat(time))]
        case .renew: return [.renew]
        case .bye(let reason):
            phase = .closed
            return [.leave(reason: reason), .close]
        case .enrol, .hello, .standing, .end: throw LineError(.sequence, "unexpected")
        case .event, .sync, .skip: throw LineError(.field, "bad-number")
        }
    }

    /// A line that is, or tries to be, an entry of the journal.
    ///
    /// What cannot be read must still be settled as its number.
    private mutating func take(_ number: UInt64, _ line: ReceivedLine) -> [Action] {
        if number == announced.first, submitted.number + 1 < number { return passGap(before: line) }
        let isNew = number == submitted.number + 1
        if line.verb == "SYNC", isNew || number <= submitted.number || isResuming {
            snapshot = Snapshot(number: number, opening: line, after: submitted.digest, isRepeated: !isNew)
            isResuming = isResuming && !isNew
            return []
        }
        guard isNew else { return mismatch(number, line) }
        var last = number
        let content: JournalItem.Content
        switch line.message {
        case .success(.event(_, let event)): content = .event(event)
        case .success(.skip(_, let through, let reason)):
            content = .skip(reason: reason)
            last = through
        case .success: content = .unreadable(text: line.text, LineError(.sequence, "unexpected"))
        case .failure(let error): content = .unreadable(text: line.text, error)
        }
        return submit(number, through: last, digest: submitted.digest.extended(by: line.bytes), content)
    }

    /// The host's first entry lies beyond the next number: what is between is settled as a gap, and the entry follows it.
    private mutating func passGap(before line: ReceivedLine) -> [Action] {
        let first = submitted.number + 1
        submitted = (announced.first - 1, announced.base)
        let gap = JournalItem(number: first, through: submitted.number, digest: announced.base, content: .gap)
        return [.submit(gap)] + take(announced.first, line)
    }

    private mutating func submit(
        _ number: UInt64,
        through last: UInt64,
        digest: Digest,
        _ content: JournalItem.Content
    ) -> [Action] {
        let begin = announced.first <= number ? max(committed.number, announced.first - 1) : committed.number
        guard number <= begin + terms.window else { return end(409, "window", retry: 1) }
        isResuming = false
        submitted = (last, digest)
        return [.submit(JournalItem(number: number, through: last, digest: digest, content: content))]
    }

    /// A number that is not the next one: settled already, still in flight after WAIT, or a fault of the peer.
    private mutating func mismatch(_ number: UInt64, _ line: ReceivedLine) -> [Action] {
        if number <= committed.number { return [.send(.acknowledged(committed.number))] }
        if number <= submitted.number || isResuming { return [] }
        // The word after an unknown verb need not be a number of the journal.
        return line.isUnknownVerb
            ? [.send(.error(LineError(.verb, "unknown-verb")))] : end(409, "out-of-order", retry: 1)
    }

    private mutating func finish(_ open: Snapshot) -> [Action] {
        snapshot = nil
        guard open.isRepeated else {
            return submit(open.number, through: open.number, digest: open.digest, open.content)
        }
        return open.number <= committed.number ? [.send(.acknowledged(committed.number))] : []
    }
}
