/// The connections to the control socket that are open, by user: nobody can take the agent's descriptors, nor the places of others.
struct ControlConnections {
    /// Root's and the agent's own at most, and as many of all others together.
    static let limit = 64
    /// Those of one other user.
    static let shareOfOne = 16

    private var counts: [UInt32: Int] = [:]
    private let privileged: Set<UInt32>

    /// `agent` is the user as whom the agent runs.
    init(agent: UInt32) {
        privileged = [0, agent]
    }

    /// Lets a user's connection in; false when there are too many.
    mutating func admit(_ user: UInt32) -> Bool {
        let isPrivileged = privileged.contains(user)
        let beside = counts.filter { privileged.contains($0.key) == isPrivileged }.values.reduce(0, +)
        let own = counts[user, default: 0]
        guard beside < Self.limit, isPrivileged || own < Self.shareOfOne else { return false }
        counts[user] = own + 1
        return true
    }

    /// A connection that was let in has ended.
    mutating func leave(_ user: UInt32) {
        let rest = counts[user, default: 1] - 1
        counts[user] = rest > 0 ? rest : nil
    }
}
