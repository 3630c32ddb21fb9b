import Health
import Commands
import Desk
import Testing

@testable import DeskCommands

struct HostLookupTests {
    private static func host(_ id: String, _ name: String, retired: Bool = false) -> EnrolledHost {
        EnrolledHost(
            id: id,
            name: name,
            hostClass: .desktop,
            enrolledAt: ago(60),
            retiredAt: retired ? now : nil
        )
    }

    private static let hosts = [
        host("aaaa1111", "ws-1"), host("aaaa2222", "ws-2"), host("bbbb0000", "twin"), host("cccc0000", "twin"),
        host("dddd0000", "old", retired: true), host("eeee0000", "old"), host("ffff0000", "aaaa1111"),
    ]

    @Test(arguments: [
        ("ws-1", "aaaa1111"), ("WS-2", "aaaa2222"), ("aaaa2", "aaaa2222"), ("AAAA22", "aaaa2222"), ("bbbb", "bbbb0000"),
        ("old", "eeee0000"), ("aaaa1111", "aaaa1111"), ("dddd0000", "dddd0000"),
    ])
    func found(text: String, id: String) throws {
        #expect(try Self.hosts.named(text).id == id)
    }

    @Test(arguments: ["ws", "", "bbb", "zzzz"])
    func unknown(text: String) {
        #expect(
            refusal(text)
                == "There is no host \(text) at this desk. 'vigie-desk hosts' lists those it knows."
        )
    }

    @Test func ambiguous() {
        #expect(
            refusal("twin")
                == "twin may be any of 2 hosts: twin bbbb0000, twin cccc0000. Name one by its id."
        )
        #expect(
            refusal("aaaa")
                == "aaaa may be any of 2 hosts: ws-1 aaaa1111, ws-2 aaaa2222. Name one by its id."
        )
    }

    private func refusal(_ text: String) -> String? {
        #expect(throws: CommandError.self) { try Self.hosts.named(text) }?.message.en
    }
}
