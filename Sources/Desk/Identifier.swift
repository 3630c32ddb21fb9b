/// The number of a row of the desk, told apart by what it is the number of.
package struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    /// Reads a number of at least 1.
    package init?(_ text: some StringProtocol) {
        guard let number = Int64(text), number > 0 else { return nil }
        self.number = number
    }

    package var description: String { String(number) }

    package static func < (one: Self, other: Self) -> Bool { one.number < other.number }
}

package typealias PersonID = Identifier<Person>
package typealias OrganisationID = Identifier<Organisation>
package typealias SiteID = Identifier<Site>
