import Desk
import Testing

@testable import DeskWeb

struct PresenceTests {
    private var presence = Presence()
    private let marie = LiveSample.reader(1, person: 7)
    private let paul = LiveSample.reader(2, person: 8)

    @Test mutating func eachSeesTheOther() {
        #expect(presence.note(.reading, at: 118, by: marie, name: "Marie", at: 0) == true)
        #expect(presence.note(.writing, at: 118, by: paul, name: "Paul", at: 1) == true)
        #expect(presence.others(at: 118, than: PersonID(7)) == [Presence.Other(name: "Paul", doing: .writing)])
        #expect(presence.others(at: 118, than: PersonID(8)) == [Presence.Other(name: "Marie", doing: .reading)])
        #expect(presence.others(at: 119, than: PersonID(7)).isEmpty)
        #expect(presence.readers(at: 118) == [1: PersonID(7), 2: PersonID(8)])
    }

    @Test mutating func onlyWhatChangesIsTold() {
        #expect(presence.note(.reading, at: 118, by: marie, name: "Marie", at: 0) == true)
        #expect(presence.note(.reading, at: 118, by: marie, name: "Marie", at: 15) == false)
        #expect(presence.note(.writing, at: 118, by: marie, name: "Marie", at: 16) == true)
        #expect(presence.note(.gone, at: 118, by: marie, name: "Marie", at: 17) == true)
        #expect(presence.note(.gone, at: 118, by: marie, name: "Marie", at: 17) == false)
        #expect(presence.readers(at: 118).isEmpty)
    }

    @Test mutating func whoIsNotHeardOfIsForgotten() {
        _ = presence.note(.reading, at: 118, by: marie, name: "Marie", at: 0)
        _ = presence.note(.reading, at: 118, by: paul, name: "Paul", at: 20)
        #expect(presence.forget(at: Presence.life - 0.1).isEmpty)
        #expect(presence.forget(at: Presence.life) == [118])
        #expect(presence.readers(at: 118) == [2: PersonID(8)])
        #expect(presence.forget(at: 21, sessions: [2]) == [118])
        #expect(presence.readers(at: 118).isEmpty)
    }

    /// Two windows of one person are one person, who writes where one of them does.
    @Test mutating func aPersonIsNamedOnce() {
        _ = presence.note(.reading, at: 118, by: LiveSample.reader(3, person: 8), name: "Paul", at: 0)
        _ = presence.note(.writing, at: 118, by: paul, name: "Paul", at: 0)
        _ = presence.note(.reading, at: 118, by: LiveSample.reader(4, person: 8), name: "Paul", at: 0)
        #expect(presence.others(at: 118, than: PersonID(7)) == [Presence.Other(name: "Paul", doing: .writing)])
        #expect(presence.others(at: 118, than: PersonID(8)).isEmpty)
    }

    @Test mutating func thereIsAnEndToThem() {
        for ticket in 1...Presence.limit {
            _ = presence.note(.reading, at: Int64(ticket), by: marie, name: "Marie", at: 0)
        }
        #expect(presence.note(.reading, at: 0, by: marie, name: "Marie", at: 0) == false)
        #expect(presence.readers(at: 0).isEmpty)
        #expect(presence.note(.writing, at: 1, by: marie, name: "Marie", at: 0) == true)
        #expect(presence.note(.gone, at: 2, by: marie, name: "Marie", at: 0) == true)
        #expect(presence.note(.reading, at: 0, by: marie, name: "Marie", at: 0) == true)
        #expect(presence.forget(at: Presence.life).count == Presence.limit)
        #expect(presence.note(.reading, at: 5, by: marie, name: "Marie", at: 40) == true)
    }

    /// A name is one line of an event, whatever it holds.
    @Test func aNameStartsNoEventOfItsOwn() {
        let text = LiveText.presence(
            118,
            [Presence.Other(name: "a\n\nevent: ended\ndata: {}\r\u{2028}\"", doing: .reading)]
        )
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 4)
        #expect(text.hasPrefix("event: presence\ndata: {\"ticket\":118,\"others\":[{\"name\":\"a"))
    }
}
