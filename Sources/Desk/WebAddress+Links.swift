/// Paths of the pages that links from outside lead to.
package enum WebPath {
    package static let queue = "/queue"

    /// What the number of a ticket follows.
    package static let tickets = "/tickets/"

    package static let fleetReport = "/reports/fleet"

    /// Where a person with an invitation sets their password.
    package static func welcome(_ code: String) -> String { "/welcome/\(code)" }
}

extension WebAddress {
    package var linkToQueue: String { description + WebPath.queue }

    package var linkToFleetReport: String { description + WebPath.fleetReport }

    package func link(toTicket number: Int64) -> String { "\(self)\(WebPath.tickets)\(number)" }

    package func link(welcome code: String) -> String { description + WebPath.welcome(code) }
}
