import Health
import Testing

@testable import DeskWeb

private let noon = Timestamp(seconds: 1_795_000_000)

struct SignInLimitTests {
    private var limit = SignInLimit()

    /// Tries and fails, as soon as each try is admitted; the waits, and when the last try was.
    private mutating func fail(_ times: Int, _ login: String, _ address: String, from start: Timestamp) -> (
        [Double], Timestamp
    ) {
        var now = start
        let waits = (0..<times).map { _ in
            guard let wait = limit.admit(login: login, address: address, at: now) else { return 0.0 }
            now = now.advanced(by: wait)
            let again = limit.admit(login: login, address: address, at: now)
            return again == nil ? wait : -1
        }
        return (waits, now)
    }

    @Test mutating func fiveFailuresAreFree() {
        let (waits, _) = fail(14, "marie", "192.0.2.1", from: noon)
        #expect(waits == [0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900])
    }

    @Test mutating func theWaitIsSaidAndDoesNotGrowByAsking() {
        _ = fail(5, "marie", "192.0.2.1", from: noon)
        for second in 0..<15 {
            let now = noon.advanced(by: Double(second))
            #expect(limit.admit(login: "marie", address: "192.0.2.1", at: now) == Double(15 - second))
        }
        #expect(limit.admit(login: "marie", address: "192.0.2.1", at: noon.advanced(by: 15)) == nil)
        #expect(limit.admit(login: "marie", address: "192.0.2.1", at: noon.advanced(by: 15)) == 30)
    }

    @Test mutating func triesAtOnceAreNoWayAround() {
        let admitted = (0..<1000).count { _ in limit.admit(login: "marie", address: "192.0.2.1", at: noon) == nil }
        #expect(admitted == 5)
    }

    @Test mutating func successTakesBackWhatWasCounted() {
        for round in 0..<100 {
            let now = noon.advanced(by: Double(round))
            for _ in 0..<4 { #expect(limit.admit(login: "marie", address: "192.0.2.1", at: now) == nil) }
            limit.succeeded(login: "marie", address: "192.0.2.1", at: now)
        }
        let end = noon.advanced(by: 100)
        for number in 0..<20 { #expect(limit.admit(login: "a\(number)", address: "192.0.2.1", at: end) == nil) }
        #expect(limit.admit(login: "marie", address: "192.0.2.2", at: end) == nil)
    }

    @Test mutating func successOfOneTakesBackNothingOfAnother() {
        for number in 0..<20 {
            #expect(limit.admit(login: "victim\(number)", address: "192.0.2.1", at: noon) == nil)
            limit.succeeded(login: "own", address: "192.0.2.1", at: noon)
        }
        #expect(limit.admit(login: "victim", address: "192.0.2.1", at: noon) == 15)
    }

    @Test mutating func anAddressThatTriesManyLoginsWaits() {
        for number in 0..<20 { #expect(limit.admit(login: "a\(number)", address: "192.0.2.1", at: noon) == nil) }
        #expect(limit.admit(login: "b", address: "192.0.2.1", at: noon) == 15)
        #expect(limit.admit(login: "b", address: "192.0.2.2", at: noon) == nil)
    }

    @Test mutating func aLoginThatIsTriedFromManyAddressesWaits() {
        for number in 0..<50 { #expect(limit.admit(login: "marie", address: "192.0.2.\(number)", at: noon) == nil) }
        #expect(limit.admit(login: "marie", address: "198.51.100.1", at: noon) == 15)
        #expect(limit.admit(login: "paul", address: "198.51.100.1", at: noon) == nil)
        for number in 50..<200 {
            let now = noon.advanced(by: Double(number) * 300)
            #expect(limit.admit(login: "marie", address: "192.0.2.\(number)", at: now) == nil)
        }
    }

    @Test mutating func whereSomebodyHasSignedInStrangersAreNotInTheWay() {
        #expect(limit.admit(login: "marie", address: "192.0.2.1", at: noon) == nil)
        limit.succeeded(login: "marie", address: "192.0.2.1", at: noon)
        for number in 0..<60 { _ = limit.admit(login: "marie", address: "198.51.100.\(number)", at: noon) }
        for number in 0..<30 { _ = limit.admit(login: "a\(number)", address: "192.0.2.1", at: noon) }
        #expect(limit.admit(login: "marie", address: "192.0.2.9", at: noon) != nil)
        #expect(limit.admit(login: "paul", address: "192.0.2.1", at: noon) != nil)
        for _ in 0..<5 { #expect(limit.admit(login: "marie", address: "192.0.2.1", at: noon) == nil) }
        #expect(limit.admit(login: "marie", address: "192.0.2.1", at: noon) != nil)
    }

    /// A network of many people behind one address, each of whom mistypes once and waits: nobody waits for another's success.
    @Test mutating func aFullOfficeGetsIn() {
        for number in 0..<20 { _ = limit.admit(login: "a\(number)", address: "192.0.2.1", at: noon) }
        let now = noon.advanced(by: 15)
        for number in 0..<100 {
            #expect(limit.admit(login: "b\(number)", address: "192.0.2.1", at: now) == nil)
            limit.succeeded(login: "b\(number)", address: "192.0.2.1", at: now)
        }
    }

    @Test mutating func failuresAreForgotten() {
        _ = fail(4, "marie", "192.0.2.1", from: noon)
        let (waits, last) = fail(6, "marie", "192.0.2.1", from: noon.advanced(by: 900))
        #expect(waits == [0, 0, 0, 0, 0, 15])
        #expect(limit.admit(login: "marie", address: "192.0.2.1", at: last.advanced(by: 30 + 899)) == nil)
        #expect(limit.admit(login: "marie", address: "192.0.2.1", at: last.advanced(by: 30 + 900)) == 59)
        let (anew, _) = fail(5, "marie", "192.0.2.1", from: last.advanced(by: 4000))
        #expect(anew == [0, 0, 0, 0, 0])
    }

    /// One failure now and then never adds up.
    @Test mutating func whoMistypesOnceAnHourNeverWaits() {
        for hour in 0..<100 {
            let now = noon.advanced(by: Double(hour) * 3600)
            #expect(limit.admit(login: "marie", address: "192.0.2.1", at: now) == nil)
        }
    }

    @Test mutating func aClockThatIsSetBackLocksNobodyOut() {
        _ = fail(12, "marie", "192.0.2.1", from: noon.advanced(by: 86_400))
        #expect(limit.admit(login: "marie", address: "192.0.2.1", at: noon) == nil)
    }

    @Test(arguments: [
        ("2001:db8::1", "2001:db8:0:0:ffff::2", true), ("2001:db8::1", "2001:db8:0:1::1", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false), ("", "unix", false),
    ])
    mutating func whatIsOneAddress(one: String, other: String, areSame: Bool) {
        _ = fail(5, "marie", one, from: noon)
        #expect((limit.admit(login: "marie", address: other, at: noon) != nil) == areSame)
    }

    @Test mutating func loginsThatCannotBeAreOne() {
        for login in ["Marie", "", "é", String(repeating: "a", count: 65_536), "a b"] {
            #expect(limit.admit(login: login, address: "192.0.2.1", at: noon) == nil)
        }
        #expect(limit.admit(login: "<script>", address: "192.0.2.1", at: noon) == 15)
    }

    @Test func whatIsKeptIsBounded() {
        var counts = FailureCounts<Int>(free: 1, longestWait: 900)
        for key in 0..<25_000 { counts.add(key, at: noon.advanced(by: Double(key) / 100)) }
        let end = noon.advanced(by: 250)
        let kept = (0..<25_000).filter { counts.wait($0, at: noon.advanced(by: Double($0) / 100)) > 0 }
        #expect((9000...10_000).contains(kept.count))
        #expect(kept.first == 25_000 - kept.count)
        #expect(counts.wait(24_999, at: end) > 0)
    }
}
