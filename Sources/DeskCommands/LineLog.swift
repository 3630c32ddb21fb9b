import Health
import Logging
import Report

/// Logs one line an event: `time level message key=value …`, with whatever would act on a terminal escaped.
struct LineLog: LogHandler {
    let now: @Sendable () -> Timestamp
    let say: @Sendable (String) -> Void
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
        let line = ["\(now())", event.level.rawValue, "\(event.message)"] + texts
        say(line.joined(separator: " ").printable)
    }

    /// The value as it is where it is one plain word, otherwise in quotes.
    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && !value.contains { $0.isWhitespace || $0 == "\"" || $0 == "=" }
        guard !isPlain else { return value }
        return "\"" + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }
}
