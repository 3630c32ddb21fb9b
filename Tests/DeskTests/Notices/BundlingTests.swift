import Desk
import Health
import Testing

/// Which notices go out together, and when they are tried again.
struct BundlingTests {
    private let bundling = Bundling()

    private func notice(_ id: Int64, ticket: Int64?, ago: Double = 30) -> Notice {
        Notice(id: id, .newCritical, to: .desk, ticket: ticket, entry: id, madeAt: noon.advanced(by: -ago))
    }

    private func mails(_ notices: [Notice], _ former: [Bundling.Former] = []) -> [[Int64]] {
        bundling.mails(of: notices, former: former, at: noon).map { $0.map(\.id) }
    }

    @Test func whatIsNewWaitsForMore() {
        #expect(mails([notice(1, ticket: 1, ago: 9)]) == [])
        #expect(mails([notice(1, ticket: 1, ago: 10), notice(2, ticket: 1, ago: 0)]) == [[1, 2]])
        // A clock that was put back holds nothing up.
        #expect(mails([notice(1, ticket: 1, ago: -3600)]) == [[1]])
    }

    @Test func fewTicketsHaveAMailEach() {
        #expect(mails([notice(1, ticket: 7), notice(2, ticket: 8), notice(3, ticket: 7)]) == [[1, 3], [2]])
        #expect(mails([notice(1, ticket: nil), notice(2, ticket: 8)]) == [[1], [2]])
    }

    @Test func aStormIsOneMail() {
        let storm = (1...500).map { notice($0, ticket: $0) }
        #expect(mails(storm) == [Array(1...500)])
        // While it goes on, nothing more for ten minutes, and then one.
        let former = Bundling.Former(at: noon.advanced(by: -599), tickets: 500)
        #expect(mails(storm, [former]) == [])
        #expect(mails(storm, [Bundling.Former(at: noon.advanced(by: -600), tickets: 500)]).count == 1)
        #expect(mails([notice(1, ticket: 1)], [Bundling.Former(at: noon.advanced(by: 60), tickets: 500)]) == [[1]])
    }

    @Test func aSlowStormIsBoundedToo() {
        let former = (0..<10).map { Bundling.Former(at: noon.advanced(by: -Double($0 * 50)), tickets: 1) }
        #expect(mails([notice(1, ticket: 1)], former) == [])
        #expect(mails([notice(1, ticket: 1)], Array(former.dropLast())) == [[1]])
    }

    @Test(arguments: [(1, 60.0), (2, 120), (6, 1920), (7, 3600), (400, 3600)])
    func triesComeMoreSeldom(_ attempts: Int, _ seconds: Double) {
        let next = Retrying.next(after: attempts, madeAt: noon, at: noon)
        #expect(next == noon.advanced(by: seconds))
    }

    @Test func afterFiveDaysItIsGivenUp() {
        let made = noon.advanced(by: -5 * 86_400)
        #expect(Retrying.next(after: 130, madeAt: made, at: noon) == nil)
        #expect(Retrying.next(after: 130, madeAt: made.advanced(by: 1), at: noon) != nil)
    }
}
