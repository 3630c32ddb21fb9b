/// By when each part of the agent has promised to be heard again: a part that breaks its promise is stuck.
///
/// Times are monotonic seconds, which stand still while the machine sleeps.
struct Progress: Hashable, Sendable {
    enum Part: Hashable, Sendable, CustomStringConvertible {
        /// Polls a probe when its time has come.
        case schedule(ofProbe: String)
        case link

        var description: String {
            switch self {
            case .schedule(let probe): "the schedule of the probe \(probe)"
            case .link: "the link"
            }
        }
    }

    /// Seconds by which a promise may be late on a busy machine.
    static let patience = 60.0

    private var promises: [Part: Double] = [:]

    /// A part was heard, and will be again by a time.
    mutating func promise(_ part: Part, by time: Double) {
        promises[part] = time
    }

    /// A part waits for what may hang without being its fault, such as hardware, or has nothing to do.
    mutating func release(_ part: Part) {
        promises[part] = nil
    }

    /// The parts that are stuck.
    func stuck(at now: Double) -> [Part] {
        promises.filter { now > $0.value + Self.patience }.map(\.key).sorted { $0.description < $1.description }
    }
}
