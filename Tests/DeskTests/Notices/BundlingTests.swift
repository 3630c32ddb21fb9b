import Desk
import Health
import Testing

/// Which notices go out together, and when they are tried again.
struct BundlingTests {
    private let bundling = Bundling()

    private func notice(
        _ id: Int64,
        ticket: Int64?,
        ago: Double = 30,
        _ kind: NoticeKind = .newCritical,
        to recipient: Recipient = .desk
    ) -> Notice {
        Notice(id: id, kind, to: recipient, ticket: ticket, entry: id, madeAt: noon.advanced(by: -ago))
    }

    private func mails(_ notices: [Notice], _ former: [Bundling.Former] = []) -> [[Int64]] {
        bundling.mails(of: notices, former: former, at: noon).map { $0.map(\.id) }
    }

    private func list(_ ago: Double) -> Bundling.Former { Bundling.Former(at: noon.advanced(by: -ago), tickets: 500) }

    @Test func whatIsNewWaitsForMore() {
        #expect(mails([notice(1, ticket: 1, ago: 9)]) == [])
        #expect(mails([notice(1, ticket: 1, ago: 10), notice(2, ticket: 1, ago: 0)]) == [[1, 2]])
        // A clock that was put back holds nothing up.
        #expect(mails([notice(1, ticket: 1, ago: -3600)]) == [[1]])
    }

    @Test func fewTicketsHaveAMailEach() {
        #expect(mails([notice(1, ticket: 7), notice(2, ticket: 8), notice(3, ticket: 7)]) == [[1, 3], [2]])
        #expect(mails([notice(1, ticket: nil, .digest), notice(2, ticket: 8)]) == [[2], [1]])
    }

    @Test func aStormIsOneMail() {
        let storm = (1...500).map { notice($0, ticket: $0) }
        #expect(mails(storm) == [Array(1...500)])
        // While it goes on, nothing more for two minutes, then for four, and so on up to ten.
        #expect(mails(storm, [list(119)]) == [])
        #expect(mails(storm, [list(120)]).count == 1)
        #expect(mails(storm, [list(400), list(239)]) == [])
        #expect(mails(storm, [list(400), list(240)]).count == 1)
        #expect(mails(storm, [list(1700), list(1500), list(1000), list(599)]) == [])
        #expect(mails(storm, [list(1700), list(1500), list(1000), list(600)]).count == 1)
        // A clock that was put back keeps no reader waiting for what is not over.
        #expect(mails([notice(1, ticket: 1)], [list(-60)]) == [[1]])
    }

    /// What someone wrote is read as it was written, however much else there is.
    @Test func wordsNeverDrown() {
        let requester = Recipient.person(PersonID(1))
        let answers = (1...5).map { notice($0, ticket: $0, .replied, to: requester) }
        #expect(mails(answers) == [[1], [2], [3], [4], [5]])
        let storm = (10...99).map { notice($0, ticket: $0) }
        #expect(mails([notice(1, ticket: 1, .replied)] + storm) == [Array(10...99), [1]])
        #expect(mails([notice(1, ticket: 1, .replied)] + storm, [list(60)]) == [[1]])
        #expect(mails([notice(1, ticket: 1, .filed, to: requester)], [list(60)]) == [[1]])
        #expect(mails([notice(1, ticket: 1, .filed)], [list(60)]) == [])
    }

    @Test func mailsAreBounded() {
        let former = (0..<20).map { Bundling.Former(at: noon.advanced(by: -Double($0 * 29)), tickets: 1) }
        #expect(mails([notice(1, ticket: 1)], former) == [])
        #expect(mails([notice(1, ticket: 1)], Array(former.dropLast())) == [[1]])
        let answers = (1...50).map { notice($0, ticket: $0, .replied) }
        #expect(mails(answers).count == 20)
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
