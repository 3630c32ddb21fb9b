import Desk
import Health
import Testing

@testable import DeskWeb

/// What goes along with links from the queue to a ticket.
struct QueueViewTests {
    private static func form(_ query: String) throws -> Form { try #require(Form(urlEncoded: query)) }

    @Test func aLinkCarriesTabAndWords() throws {
        let view = QueueView(try Self.form("tab=mine&q=host%3Aws-17+disk%26x"))
        #expect(view.link(.ticket("7")) == "/tickets/7?tab=mine&q=host%3Aws-17%20disk%26x")
        let again = try #require(QueueView(carriedBy: try Self.form("tab=mine&q=host%3Aws-17%20disk%26x")))
        #expect(again.tab == .mine && again.typed == "host:ws-17 disk&x")
        #expect(view.link(tab: .all) == "/queue?tab=all&q=host%3Aws-17%20disk%26x")
        #expect(QueueView(Form()).link(after: .asleep(3)) == "/queue?tab=tier&after=asleep.3")
    }

    @Test func aPageThatWasNotOpenedFromTheQueueCarriesNothing() throws {
        #expect(QueueView(carriedBy: Form()) == nil)
        #expect(QueueView(carriedBy: try Self.form("q=x")) == nil)
        #expect(QueueView(carriedBy: try Self.form("tab=nonsense"))?.tab == .tier)
    }
}
