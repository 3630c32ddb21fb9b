import Health
import Host
import Logging
import Settings
import Synchronization

/// The settings in force: what the files say, and while they are wrong the last that were right.
///
/// An agent that ends over a wrong file is silent for good. This one goes on, and that its settings are refused is a condition of its
/// host. Everything here blocks.
final class SettingsKeeper: Sendable {
    static let key = ConditionKey(Component(.host, "settings"), Catalogue.refusedSettings.id)

    private let read: @Sendable () throws -> Configuration
    private let copy: String
    private let log: Logger
    private let onDisk: @Sendable (@escaping @Sendable () -> Void) -> Void
    private let refusal = Mutex<[String]>([])

    /// - Parameters:
    ///   - copy: the file in which the last settings that were right are kept.
    ///   - log: for what an administrator must know.
    ///   - onDisk: does something in its turn, on a thread that a disk may keep.
    ///   - read: reads the files.
    init(
        copy: String,
        log: Logger,
        onDisk: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void,
        read: @escaping @Sendable () throws -> Configuration
    ) {
        self.copy = copy
        self.log = log
        self.onDisk = onDisk
        self.read = read
    }

    /// What is wrong with the files, a line a mistake; empty while they are in force.
    var mistakes: [String] { refusal.withLock { $0 } }

    /// The settings of the files, which are then the last right ones; nil where they are wrong.
    func load() -> Configuration? {
        do {
            let configuration = try read()
            refusal.withLock { $0 = [] }
            onDisk { self.keep(configuration.text) }
            return configuration
        } catch {
            let mistakes = (error as? SettingsErrors)?.errors.map(\.description) ?? ["\(error)"]
            refusal.withLock { $0 = mistakes }
            for mistake in mistakes {
                log.error("the settings are wrong and refused", metadata: ["mistake": "\(mistake)"])
            }
            return nil
        }
    }

    /// The settings to start with: without files that are right, and without older ones, the defaults.
    func start() -> Configuration {
        if let configuration = load() { return configuration }
        guard let configuration = lastRight() else {
            log.error("the agent starts with the defaults, for no settings were right before")
            return Configuration()
        }
        log.notice("the agent starts with the last settings that were right")
        return configuration
    }

    /// What is to be judged of the settings.
    func observation(ofHost name: String, at time: Timestamp) -> Observation {
        let isRefused = Reading(Catalogue.refusedSettings.quantity, !mistakes.isEmpty)
        return Observation(Self.key.component, name: name, readings: [isRefused], readAt: time)
    }

    private static let limit = 1 << 20

    private func lastRight() -> Configuration? {
        do throws(HostError) {
            let bytes = try LiveHost().read(copy, limit: Self.limit)
            let file = ConfFile(name: copy, text: String(decoding: bytes, as: UTF8.self))
            // What another release has written may mean nothing to this one.
            return try? AgentSettings.schema.load([file])
        } catch {
            if error.code != .notFound {
                log.warning("the last right settings cannot be read", metadata: ["reason": "\(error)"])
            }
            return nil
        }
    }

    private func keep(_ text: String) {
        do throws(HostError) {
            let old = try? LiveHost().read(copy, limit: Self.limit)
            guard old != Array(text.utf8) else { return }
            try PrivateFile.write(copy, text)
        } catch {
            log.warning("the settings cannot be kept for the next start", metadata: ["reason": "\(error)"])
        }
    }
}
