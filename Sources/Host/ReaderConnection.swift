import CLinux
import Glibc
import Synchronization

/// A connection to vigie-reader on which several threads ask at once.
///
/// Whoever finds a packet gives it to the one who waits for its id and rings his bell; what nobody waits for any more is dropped.
final class ReaderConnection: Sendable {
    struct Answer {
        var status: Int
        var detail: UInt32
        var bytes: [UInt8]
    }

    private struct Waiter {
        let bell: Descriptor
        var answer: Answer?
    }

    private struct State {
        var lastID: UInt32 = 0
        var waiters: [UInt32: Waiter] = [:]
        var isClosed = false
    }

    private let socket: Descriptor
    private let child: pid_t?
    private let state = Mutex(State())

    init(_ socket: Descriptor, child: pid_t? = nil) {
        self.socket = socket
        self.child = child
    }

    deinit {
        if let child { ChildProcess.abandon(child) }
    }

    /// Sends a request and waits for its answer, for `patience` seconds; `sectors` are those of a selective self-test.
    ///
    /// - Throws: `timedOut`, or `closed` when the reader has ended.
    func ask(
        _ command: Int,
        _ sectors: ClosedRange<UInt64>?,
        of disk: String,
        patience: Double
    ) throws(HostError) -> Answer {
        let deadline = monotonicSeconds() + patience
        let bell = try Descriptor(eventfd(0, Int32(EFD_CLOEXEC)), "making an eventfd")
        let id = state.withLock { state in
            state.lastID &+= 1
            state.waiters[state.lastID] = Waiter(bell: bell)
            return state.lastID
        }
        defer { state.withLock { _ = $0.waiters.removeValue(forKey: id) } }
        try send(command, sectors, disk, id: id)
        while true {
            receive()
            let (answer, isClosed) = state.withLock { ($0.waiters[id]?.answer, $0.isClosed) }
            if let answer { return answer }
            if isClosed { throw HostError(.closed, "vigie-reader ended") }
            let rest = deadline - monotonicSeconds()
            guard rest > 0 else { throw HostError(.timedOut, "\(disk) did not answer within \(shown(patience)) s") }
            _ = wait(for: [(socket.number, POLLIN), (bell.number, POLLIN)], seconds: rest)
        }
    }

    private func send(_ command: Int, _ sectors: ClosedRange<UInt64>?, _ disk: String, id: UInt32) throws(HostError) {
        var request = vigie_request()
        request.version = UInt16(vigie_packet_version)
        request.command = UInt16(command)
        request.id = id
        (request.first, request.last) = (sectors?.lowerBound ?? 0, sectors?.upperBound ?? 0)
        unsafe withUnsafeMutableBytes(of: &request.disk) { name in
            unsafe name.copyBytes(from: disk.utf8.prefix(name.count))
        }
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        let count = unsafe Glibc.send(socket.number, &request, MemoryLayout<vigie_request>.size, flags)
        guard count < 0 else { return }
        // No word on the disk: it is the reader that hangs.
        if errno == EAGAIN { throw HostError(.unavailable, "vigie-reader takes no requests") }
        throw HostError(.closed, "vigie-reader ended")
    }

    /// Takes what has come, without waiting.
    private func receive() {
        state.withLock { state in
            while !state.isClosed {
                var packet = [UInt8](repeating: 0, count: MemoryLayout<vigie_answer>.size + vigie_data_limit)
                let count = unsafe recv(socket.number, &packet, packet.count, Int32(MSG_DONTWAIT))
                if count < 0 && errno == EAGAIN { return }
                if count < 0 && errno == EINTR { continue }
                state.isClosed = count <= 0
                let waiters = state.isClosed ? Array(state.waiters.values) : deliver(packet.prefix(count), to: &state)
                for waiter in waiters { _ = eventfd_write(waiter.bell.number, 1) }
            }
        }
    }

    private func deliver(_ packet: ArraySlice<UInt8>, to state: inout State) -> [Waiter] {
        var header = vigie_answer()
        let size = MemoryLayout<vigie_answer>.size
        guard packet.count >= size else { return [] }
        unsafe withUnsafeMutableBytes(of: &header) { unsafe $0.copyBytes(from: packet.prefix(size)) }
        let bytes = Array(packet.dropFirst(size))
        guard bytes.count == Int(header.length), let waiter = state.waiters[header.id] else { return [] }
        let answer = Answer(status: Int(header.status), detail: header.detail, bytes: bytes)
        state.waiters[header.id]?.answer = answer
        return [waiter]
    }
}
