import Health
import Wire

let hello = "HELLO 1 name=a class=desktop journal=12345678 first=1 last=9 base=cbf29ce484222325"
let keys = "key=disk/x/disk.wear severity=warning value=1 at=2026-11-23T21:00:00Z"
let standing = "STATE key=disk/x/disk.wear state=open severity=warning value=1 since=2026-11-23T21:00:00Z"

extension ServerSession {
    /// Takes whole lines.
    mutating func say(_ lines: String..., now: Double = 0) -> [Action] {
        receive(lines.map { $0 + "\n" }.joined().utf8, now: now, time: noon)
    }

    static func connected(isCertified: Bool = true, window: UInt64 = 256) -> ServerSession {
        var session = ServerSession(isCertified: isCertified, terms: Terms(desk: "desk1", store: "s", window: window))
        _ = session.start(now: 0, time: noon)
        return session
    }

    static func established(committed: UInt64 = 0, window: UInt64 = 256) -> ServerSession {
        var session = connected(window: window)
        _ = session.say(hello)
        _ = session.opened(committed: committed, digest: .start, have: [])
        return session
    }
}

func refused(_ code: LineError.Code, _ word: String) -> [ServerSession.Action] {
    [.send(.error(LineError(code, word))), .send(.bye(code: code.rawValue, reason: word, retry: 0)), .close]
}

func items(_ actions: [ServerSession.Action]) -> [JournalItem] {
    actions.compactMap { if case .submit(let item) = $0 { item } else { nil } }
}

func ended(_ code: Int, _ reason: String, retry: UInt64 = 0) -> [ServerSession.Action] {
    [.send(.bye(code: code, reason: reason, retry: retry)), .close]
}
