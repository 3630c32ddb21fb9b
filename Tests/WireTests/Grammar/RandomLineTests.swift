import TestSupport
import Testing

@testable import Wire

@Suite struct RandomLineTests {
    private static let scalars: [Unicode.Scalar] = [
        "a", "Z", "0", " ", "\"", "\\", "/", "=", "é", "€", "😀", "\u{301}", "\u{FFFD}", "\u{2028}", "\u{202E}", "~",
        "%", "'",
    ]

    static func line(_ random: inout Seeded) -> Line {
        let verbs = ["OPEN", "UPDATE", "CLEAR", "STATE", "X", "HELLO", "FACT"]
        let words = (0..<random.below(5)).map { _ in ["5", "550", "bad-field", "1/3", "%2F"][random.below(5)] }
        let fields = (0..<random.below(random.chance(5) ? 65 : 8)).map { index in
            var value = String.UnicodeScalarView()
            value.append(contentsOf: (0..<random.below(20)).map { _ in scalars[random.below(scalars.count)] })
            return Line.Field(key: "\(["key", "i.", "r_-", "0"][random.below(4)])\(index)", value: String(value))
        }
        return Line(verb: verbs[random.below(verbs.count)], words: words, fields: fields)
    }

    @Test("What is written is read back as it was", arguments: 1...8)
    func roundTrip(seed: UInt64) throws {
        var random = Seeded(seed)
        for _ in 0..<1500 {
            let line = Self.line(&random)
            let read = try Line(parsing: line.text.utf8)
            #expect(isSame(read, line))
        }
    }

    /// The seeds of the fuzzing: every sort of line, valid.
    private static let corpus =
        ClientMessageSamples.all.map { Array($0.utf8) } + ServerMessageSamples.all.map { Array($0.utf8) }

    @Test("No input traps, and what is accepted means the same when it is written again", arguments: 1...20)
    func fuzz(seed: UInt64) {
        var random = Seeded(seed)
        let interesting = Array("\"\\= \n\r\0u0dD8%/.-+e9\u{7F}".utf8) + [0x80, 0xC2, 0xED, 0xFF]
        var accepted = 0
        for _ in 0..<10_000 {
            var bytes = Self.corpus[random.below(Self.corpus.count)]
            for _ in 0...random.below(4) where !bytes.isEmpty {
                let place = random.below(bytes.count)
                switch random.below(5) {
                case 0: bytes[place] = interesting[random.below(interesting.count)]
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(interesting[random.below(interesting.count)], at: place)
                case 3: bytes.removeSubrange(place..<min(bytes.count, place + random.below(12)))
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + random.below(12))], at: place)
                }
            }
            guard let line = try? Line(parsing: bytes) else { continue }
            accepted += 1
            let text = line.text
            // Backslashes may lengthen a line over the limit.
            guard text.utf8.count < Line.maximumLength else { continue }
            let isKept = (try? Line(parsing: text.utf8)).map { isSame($0, line) } ?? false
            if !isKept { Issue.record("\(text) is not read back") }
            if let message = try? ClientMessage(line) {
                let again = try? ClientMessage(try Line(parsing: message.line.text.utf8))
                if again?.line.text != message.line.text { Issue.record("\(text) changes its meaning") }
            }
            if let message = try? ServerMessage(line) {
                let again = try? ServerMessage(try Line(parsing: message.line.text.utf8))
                if again?.line.text != message.line.text { Issue.record("\(text) changes its meaning") }
            }
        }
        #expect(accepted > 500)
    }

    @Test("No stream of bytes traps a session", arguments: 1...4)
    func fuzzSessions(seed: UInt64) {
        var random = Seeded(seed)
        for _ in 0..<60 {
            var server = ServerSession(isCertified: true, terms: .init(desk: "d", store: "s"))
            _ = server.start(now: 0, time: noon)
            _ = server.receive(
                "HELLO 1 name=a class=desktop journal=12345678 first=1 last=0 base=0000000000000000\n".utf8,
                now: 0,
                time: noon
            )
            _ = server.opened(committed: UInt64(random.below(3)), digest: .start, have: [])
            for _ in 0..<60 {
                var bytes = Self.corpus[random.below(Self.corpus.count)]
                if random.chance(50), !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
                _ = server.receive(bytes + [UInt8(ascii: "\n")], now: 0, time: noon)
                if random.chance(10) { _ = server.postponed(code: 450, reason: "busy", milliseconds: 1) }
                if random.chance(10) { _ = server.committed(through: UInt64(random.below(6)), digest: .start) }
                _ = server.tick(now: 1)
            }
        }
        #expect(Self.corpus.count > 20)
    }
}
