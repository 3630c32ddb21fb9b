/// A time zone, for what people read and for days that begin where they work; on the wire and in JSON times are UTC.
package struct Zone: Sendable {
    /// Seconds east of UTC at a point of time: summer and winter differ.
    package let offset: @Sendable (Timestamp) -> Int

    package init(offset: @escaping @Sendable (Timestamp) -> Int) {
        self.offset = offset
    }

    package static let utc = Zone { _ in 0 }

    /// What a clock in this zone shows, as if it were UTC.
    package func local(_ time: Timestamp) -> Timestamp {
        time.advanced(by: Double(offset(time)))
    }

    /// The time at which a clock in this zone shows this; of an hour that the zone leaves out or repeats, one of the two next to it.
    package func time(local: Timestamp) -> Timestamp {
        let guess = local.advanced(by: -Double(offset(local)))
        return local.advanced(by: -Double(offset(guess)))
    }
}
