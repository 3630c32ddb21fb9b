import Host
package import Logging
import ServiceManager

/// The log on standard error: one line an event, `level: message key="value"`, the level as the journal wants it where that reads it.
///
/// Control characters never get through.
package struct StandardErrorLog: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info

    private let isForJournal: Bool

    package init(isForJournal: Bool = JournalLevel.isWanted) {
        self.isForJournal = isForJournal
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        StandardError.write(text(of: event))
    }

    func text(of event: LogEvent) -> String {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
        let level = isForJournal ? "<\(event.level.priority)>" : "\(event.level): "
        let line = "\(level)\(event.message)\(pairs)".unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: line)
        return String(text) + "\n"
    }
}
