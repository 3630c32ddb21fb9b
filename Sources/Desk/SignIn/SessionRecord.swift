package import Health

/// A session of a browser as a person lists it.
package struct SessionRecord: Hashable, Sendable {
    package var id: Int64
    package var begunAt: Timestamp
    package var seenAt: Timestamp
    package var address: String
    package var browser: String

    package init(id: Int64, begunAt: Timestamp, seenAt: Timestamp, address: String, browser: String) {
        self.id = id
        self.begunAt = begunAt
        self.seenAt = seenAt
        self.address = address
        self.browser = browser
    }
}
