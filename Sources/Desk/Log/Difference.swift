/// A projection that is not what the log adds up to.
package struct Difference: Hashable, Sendable {
    package var ticket: Int64
    /// The column, `search`, `text ID`, or `log`.
    package var what: String
    package var kept: String
    package var computed: String

    package init(_ ticket: Int64, _ what: String, kept: String, computed: String) {
        self.ticket = ticket
        self.what = what
        self.kept = kept
        self.computed = computed
    }
}
