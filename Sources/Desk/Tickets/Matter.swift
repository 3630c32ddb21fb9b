/// What a person filed, as the ticket about it adds it up.
package struct Matter: Hashable, Sendable {
    package var title: Prose
    /// The workstation that it is about.
    package var host: String?
    /// Which items of its checklist are done, counted from 1.
    package var done: Set<Int>
    /// How many items the checklist has.
    package var items: Int

    package init(title: Prose, host: String? = nil, items: Int = 0, done: Set<Int> = []) {
        self.title = title
        self.host = host
        self.items = items
        self.done = done
    }

    /// Takes the next entry of the log in, as far as it is about the matter.
    mutating func apply(_ entry: LogEntry) {
        guard case .checked(let item, let isDone) = entry.kind, (1...max(1, items)).contains(item) else { return }
        if isDone { done.insert(item) } else { done.remove(item) }
    }
}
