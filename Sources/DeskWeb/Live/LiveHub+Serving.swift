import Desk
import Hummingbird
import NIOCore
import Synchronization

extension LiveHub {
    /// Writes a stream until its reader goes, its session ends, or the desk stops; `cut` closes its connection.
    @concurrent
    func serve(
        _ reader: LiveReader,
        after known: Int64?,
        to writer: inout any ResponseBodyWriter,
        cut: @escaping @Sendable () -> Void
    ) async throws {
        let last = try await store.lastEntry()
        let time = elapsed
        let (news, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let begun = room.withLock { room in
            let begun = room.streams.open(reader, after: known, last: last, at: time)
            guard let begun else { return begun }
            room.outlets[begun.id] = LiveRoom.Outlet(wake: wake, cut: cut)
            room.wake(begun.wake)
            return begun
        }
        guard let (id, missed, _) = begun else { return }
        defer {
            room.withLock { room in
                room.streams.close(id)
                room.outlets[id] = nil
            }
        }
        opened.continuation.yield()
        var place = missed
        while let after = place {
            // So much at once as may wait for one stream.
            let changes = try await store.changes(after: after, limit: LiveStream.limit / 256)
            place = room.withLock { $0.streams.join(id, changes) }
            guard try await write(id, to: &writer) else { return }
        }
        wake.yield()
        for await _ in news where try await !write(id, to: &writer) { return }
    }

    /// Writes what waits; false once that was the end.
    @concurrent
    private func write(_ id: Int, to writer: inout any ResponseBodyWriter) async throws -> Bool {
        while true {
            let time = elapsed
            switch room.withLock({ $0.streams.next(id, at: time) }) {
            case .wait: return true
            case .write(let text): try await writer.write(ByteBuffer(string: text))
            case .end(let text):
                if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
                return false
            }
        }
    }

    /// Keeps what a browser says of its reader; who else is there.
    func note(_ doing: Presence.Doing, at ticket: Int64, by reader: LiveReader, name: String) -> [Presence.Other] {
        let time = elapsed
        return room.withLock { room in
            for other in room.presence.forget(at: time) where other != ticket { room.announce(other) }
            if room.presence.note(doing, at: ticket, by: reader, name: name, at: time) { room.announce(ticket) }
            return room.presence.others(at: ticket, than: reader.account.person)
        }
    }
}
