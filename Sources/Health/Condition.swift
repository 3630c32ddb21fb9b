/// An open condition: a fault that stands on a component.
package struct Condition: Hashable, Sendable {
    package var since: Timestamp
    package var severity: Severity
    /// The last value read, and the limit that it broke.
    package var value: Double
    package var limit: Double?
    /// The value that the desk was told last.
    package var reported: Double
    package var count: Int

    package init(since: Timestamp, severity: Severity, value: Double, limit: Double?, reported: Double, count: Int) {
        self.since = since
        self.severity = severity
        self.value = value
        self.limit = limit
        self.reported = reported
        self.count = count
    }
}
