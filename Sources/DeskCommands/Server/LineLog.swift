import Health
import Logging
import Report
import ServiceManager

/// Logs one line an event: `time level message key=value …`, with whatever would act on a terminal escaped.
///
/// The journal has a time of its own, and reads the level as it wants it.
struct LineLog: LogHandler {
    let now: @Sendable () -> Timestamp
    let say: @Sendable (String) -> Void
    var isForJournal = JournalLevel.isWanted
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata.merging(event.metadata ?? [:]) { $1 }
        if let error = event.error { fields["error"] = "\(error)" }
        let texts = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted("\($0.value)"))" }
        let line = (["\(event.message)"] + texts).joined(separator: " ").printable
        say(isForJournal ? "<\(event.level.priority)>\(line)" : "\(now()) \(event.level) \(line)")
    }

    /// The value as it is where it is one plain word, otherwise in quotes.
    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && !value.contains { $0.isWhitespace || $0 == "\"" || $0 == "=" }
        guard !isPlain else { return value }
        return "\"" + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }
}
