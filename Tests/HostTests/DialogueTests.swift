import Glibc
import Host
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TCPDialogueTests {
    private let listener = Listener()
    private let host: LiveHost

    init() throws {
        host = try LiveHost()
    }

    private func connected(timeout: Double = 5) throws -> (any LineDialogue, Peer) {
        let dialogue = try host.connect(to: Endpoint(host: "127.0.0.1", port: listener.port), timeout: timeout)
        return (dialogue, try #require(listener.accept()))
    }

    @Test func linesGoBothWays() throws {
        let (dialogue, peer) = try connected()
        try dialogue.send("LIST UPS")
        #expect(peer.receive() == Array("LIST UPS\n".utf8))
        peer.send(Array("BEGIN\nUPS a \"b\"\r\n\nEN".utf8))
        #expect(try dialogue.receive() == "BEGIN")
        #expect(try dialogue.receive() == "UPS a \"b\"")
        #expect(try dialogue.receive().isEmpty)
        peer.send(Array("D\n".utf8))
        #expect(try dialogue.receive() == "END")
    }

    @Test func aLineFeedCannotBeSmuggledIn() throws {
        let (dialogue, _) = try connected()
        #expect(code { try dialogue.send("GET\nFSD") } == .failed)
        #expect(code { try dialogue.send("GET\rFSD") } == .failed)
    }

    @Test func linesAreBounded() throws {
        let (dialogue, peer) = try connected()
        peer.send([UInt8](repeating: 65, count: 4096) + [10])
        #expect(try dialogue.receive().utf8.count == 4096)
        peer.send([UInt8](repeating: 65, count: 4097) + [10])
        #expect(code { _ = try dialogue.receive() } == .tooLarge)
    }

    @Test func silenceTimesOut() throws {
        let (dialogue, peer) = try connected(timeout: 0.05)
        peer.send(Array("half".utf8))
        #expect(code { _ = try dialogue.receive() } == .timedOut)
    }

    @Test func aPeerThatHangsUp() throws {
        let (dialogue, peer) = try connected()
        peer.send(Array("last\nhalf".utf8))
        _ = shutdown(peer.descriptor, Int32(SHUT_RDWR))
        #expect(try dialogue.receive() == "last")
        #expect(code { _ = try dialogue.receive() } == .closed)
        dialogue.close()
        #expect(code { try dialogue.send("x") } == .closed)
    }

    @Test func nobodyListens() {
        let port = Listener().port
        #expect(code { _ = try host.connect(to: Endpoint(host: "127.0.0.1", port: port), timeout: 1) } == .unavailable)
        #expect(code { _ = try host.connect(to: Endpoint(host: "127.0.0.1", port: 70_000), timeout: 1) } != nil)
    }
}

@Suite struct RecordedDialogueTests {
    private func dialogue(_ text: String) throws -> any LineDialogue {
        let tree = try Tree(["/sockets/[::1]:3493.txt": text])
        let host = try RecordedHost(tree.path)
        return try host.connect(to: Endpoint(host: "::1", port: 3493), timeout: 1)
    }

    @Test func itIsReplayedAndCanBeAskedAgain() throws {
        let dialogue = try dialogue("< hello\n> A\n< a1\n< a2\n> B\n< b\n> A\n< a3\n")
        #expect(try dialogue.receive() == "hello")
        #expect(code { _ = try dialogue.receive() } == .timedOut)
        try dialogue.send("A")
        #expect(try [dialogue.receive(), dialogue.receive()] == ["a1", "a2"])
        try dialogue.send("B")
        #expect(try dialogue.receive() == "b")
        try dialogue.send("A")
        #expect(try dialogue.receive() == "a3")
        #expect(code { _ = try dialogue.receive() } == .closed)
        try dialogue.send("A")
        #expect(try dialogue.receive() == "a1")
        #expect(code { try dialogue.send("C") } == .refused)
        dialogue.close()
        #expect(code { try dialogue.send("A") } == .closed)
    }

    @Test func notesAndEmptyRecordings() throws {
        let dialogue = try dialogue("# a note\n\n")
        #expect(code { _ = try dialogue.receive() } == .closed)
        #expect(code { try dialogue.send("") } == .refused)
        let other = Endpoint(host: "../../etc/passwd", port: 1)
        let tree = try Tree()
        let host = try RecordedHost(tree.path)
        #expect(code { _ = try host.connect(to: other, timeout: 1) } == .unavailable)
    }
}
