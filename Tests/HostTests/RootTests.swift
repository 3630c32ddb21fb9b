import Glibc
import Health
import Host
import Testing

@Suite struct RootTests {
    /// What lies beside the root, and must never be read.
    private let outside: Tree
    private let host: LiveHost

    init() throws {
        outside = try Tree([
            "/secret": "outside",
            "/root/sys/name": "  coretemp \n",
            "/root/inside": "inside",
            "/root/absolute": "->/inside",
            "/root/climbing": "->../../../../../../secret",
            "/root/escaping": "->/../secret",
            "/root/up": "->..",
            "/root/loop": "->loop",
            "/root/chain": "->sys/../absolute",
        ])
        try outside.add("/root/away", "->\(outside.path)/secret")
        host = try LiveHost(root: outside.path + "/root")
    }

    @Test(arguments: [
        "/../secret", "/sys/../../secret", "/climbing", "/escaping", "/away", "/up/secret", "/up/../up/secret",
        "../secret", "/\0/secret",
    ])
    func nothingOutsideIsRead(_ path: String) {
        #expect(code { _ = try host.read(path, limit: 100) } == .notFound)
        #expect(code { _ = try host.target(ofLink: path) } == .notFound)
        #expect(code { _ = try host.modified(path) } == .notFound)
    }

    @Test(arguments: ["/inside", "/absolute", "/chain", "/../inside", "/up/inside", "inside"])
    func linksStayBeneathTheRoot(_ path: String) throws {
        #expect(try host.text(path) == "inside")
        #expect(try host.target(ofLink: path) == "/inside")
    }

    @Test func aLinkLoopIsAnError() {
        #expect(code { _ = try host.read("/loop", limit: 100) } == .failed)
        #expect(code { _ = try host.list("/loop") } == .failed)
    }

    @Test func limitIsExact() throws {
        try outside.add("/root/large", [UInt8](repeating: 7, count: 10_000))
        #expect(try host.read("/large", limit: 10_000).count == 10_000)
        #expect(code { _ = try host.read("/large", limit: 9_999) } == .tooLarge)
        #expect(try host.read("/inside", limit: 6) == Array("inside".utf8))
        #expect(code { _ = try host.read("/inside", limit: 5) } == .tooLarge)
    }

    @Test func aPipeDoesNotBlock() throws {
        #expect(unsafe mkfifo(outside.path + "/root/pipe", 0o600) == 0)
        #expect(code { _ = try host.read("/pipe", limit: 100) } == .failed)
    }

    @Test func whatIsNoFileIsNotRead() {
        #expect(code { _ = try host.read("/sys", limit: 100) } == .failed)
        #expect(code { _ = try host.read("/absent", limit: 100) } == .notFound)
        #expect(code { _ = try host.read("/inside/absent", limit: 100) } == .notFound)
    }

    @Test func listsAreSorted() throws {
        #expect(try host.list("/sys") == ["name"])
        #expect(try host.list("/").prefix(3) == ["absolute", "away", "chain"])
        #expect(code { _ = try host.list("/absent") } == .notFound)
        #expect(code { _ = try host.list("/inside") } == .notFound)
    }

    @Test func textLosesTheSpaceAtItsEnd() throws {
        #expect(try host.text("/sys/name") == "  coretemp")
        #expect(host.textIfPresent("/absent") == nil)
    }

    @Test func theLiveMachineKnowsItsTime() throws {
        let live = try LiveHost()
        let (first, second) = (live.now(), live.now())
        #expect(first.boot.count == 36)
        #expect(first.time > Timestamp(seconds: 1_700_000_000))
        #expect(second.uptime >= first.uptime && first.uptime > 0)
        #expect(live.textIfPresent("/proc/sys/kernel/ostype") == "Linux")
    }

    @Test func aRootThatIsNotThere() {
        #expect(code { _ = try LiveHost(root: outside.path + "/nowhere") } == .notFound)
    }
}

/// The code of the error that is thrown; nil for none.
func code(_ body: () throws -> Void) -> HostError.Code? {
    outcome(body).code
}
