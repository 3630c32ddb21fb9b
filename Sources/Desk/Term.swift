/// A stable word of an open list: one that a newer desk has added is kept and shown as it is.
package struct Term<List>: Hashable, Sendable, CustomStringConvertible {
    package let word: String

    /// Reads a word of at most 32 small letters and hyphens.
    package init?(_ word: some StringProtocol) {
        let isWord = word.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard isWord, (1...32).contains(word.utf8.count) else { return nil }
        self.word = String(word)
    }

    init(known word: StaticString) {
        self.word = "\(word)"
    }

    package var description: String { word }
}

package enum PendingReasons {}
package typealias PendingReason = Term<PendingReasons>

/// What a pending ticket waits for; the policy says for which of them the resolution clock stands still.
extension Term<PendingReasons> {
    package static var requester: Self { Self(known: "requester") }
    package static var supplier: Self { Self(known: "supplier") }
    package static var parts: Self { Self(known: "parts") }
    package static var approval: Self { Self(known: "approval") }
    package static var appointment: Self { Self(known: "appointment") }
    /// Another team of the desk: by default no clock stands still for it.
    package static var colleague: Self { Self(known: "colleague") }
    /// Something else, which the text names.
    package static var other: Self { Self(known: "other") }
    package static var known: [Self] { [requester, supplier, parts, approval, appointment, colleague, other] }
}

package enum ClosingReasons {}
package typealias ClosingReason = Term<ClosingReasons>

/// Why a ticket was closed, where no person wrote cause and solution.
extension Term<ClosingReasons> {
    package static var recovered: Self { Self(known: "recovered") }
    package static var accepted: Self { Self(known: "accepted") }
    /// Without cause and solution, which the text defends.
    package static var overridden: Self { Self(known: "overridden") }
}

package enum Links {}
package typealias Link = Term<Links>

/// How a ticket stands to another one.
extension Term<Links> {
    package static var related: Self { Self(known: "related") }
    package static var duplicate: Self { Self(known: "duplicate-of") }
    package static var cause: Self { Self(known: "caused-by") }
    package static var parent: Self { Self(known: "part-of") }
    package static var known: [Self] { [related, duplicate, cause, parent] }
}

package enum TicketTypes {}
package typealias TicketType = Term<TicketTypes>

/// What sort of ticket it is.
extension Term<TicketTypes> {
    /// Something does not work.
    package static var incident: Self { Self(known: "incident") }
    /// Something is wanted.
    package static var request: Self { Self(known: "request") }
    package static var known: [Self] { [incident, request] }
}

package enum Categories {}
package typealias Category = Term<Categories>

/// What a ticket is about, in the course page's words; an organisation may have its own.
extension Term<Categories> {
    package static var hardware: Self { Self(known: "hardware") }
    package static var operatingSystem: Self { Self(known: "operating-system") }
    package static var application: Self { Self(known: "application") }
    package static var email: Self { Self(known: "e-mail") }
    package static var internet: Self { Self(known: "internet-access") }
    package static var remote: Self { Self(known: "remote-connection") }
    package static var installation: Self { Self(known: "installation") }
    package static var training: Self { Self(known: "training") }
    package static var known: [Self] {
        [hardware, operatingSystem, application, email, internet, remote, installation, training]
    }
}

package enum CustomerServices {}
package typealias CustomerService = Term<CustomerServices>

/// What a technician does for a person beside mending, as the course page lists it.
extension Term<CustomerServices> {
    package static var listened: Self { Self(known: "listened") }
    package static var explained: Self { Self(known: "explained") }
    package static var trained: Self { Self(known: "trained") }
    package static var known: [Self] { [listened, explained, trained] }
}
