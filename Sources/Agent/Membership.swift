import Host
import Logging
import ServiceLifecycle
import ServiceManager
import Settings
import Synchronization
import Wire

/// How this workstation presents itself, and its link to the desk: from the start where it is enrolled, else from the moment at
/// which it is.
///
/// A new identity or a new name takes effect at once, with a new link in the old one's place.
final class Membership: Service {
    private struct State {
        var configuration: Configuration
        var identity: Identity?
        var about: About
        var link: Link?
    }

    private let host: any Host
    private let folder: String
    private let manager: ServiceManager
    private let log: Logger
    /// Makes the link of an identity.
    private let make: @Sendable (Identity, About) -> Link
    private let state: Mutex<State>
    private let changes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    /// Reads the identity folder.
    ///
    /// `configuration` is what the settings say of this workstation; `make` makes the link of an identity.
    /// - Throws: when there is an identity that cannot be read.
    init(
        _ folder: String,
        _ configuration: Configuration,
        host: any Host,
        manager: ServiceManager,
        log: Logger,
        make: @escaping @Sendable (Identity, About) -> Link
    ) throws {
        self.folder = folder
        self.host = host
        self.manager = manager
        self.log = log
        self.make = make
        let identity = try Identity.enrolled(in: folder)
        let about = AgentSettings.about(configuration, host: host, enrolment: identity?.enrolment)
        let link = identity.map { make($0, about) }
        state = Mutex(State(configuration: configuration, identity: identity, about: about, link: link))
    }

    var about: About { state.withLock { $0.about } }

    /// Absent where the workstation is not enrolled.
    var link: Link? { state.withLock { $0.link } }

    func run() async throws {
        if link == nil {
            manager.notify(.status("not enrolled: tickets wait in the journal"))
            log.warning("not enrolled: tickets wait in the journal; run vigie enrol TOKEN")
        }
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                await withDiscardingTaskGroup { tasks in
                    if let link { tasks.addTask { await link.run() } }
                    for await _ in changes.stream { break }
                    tasks.cancelAll()
                }
            }
        }
    }

    /// Reads the identity folder anew, after an enrolment, and returns the identity; it blocks.
    /// - Throws: when there is an identity that cannot be read.
    func takeIdentity() throws -> Identity? {
        let identity = try Identity.enrolled(in: folder)
        state.withLock { state in
            state.identity = identity
            state.about = AgentSettings.about(state.configuration, host: host, enrolment: identity?.enrolment)
            state.link = identity.map { make($0, state.about) }
        }
        log.notice("the identity was read anew", metadata: ["host": "\(identity?.enrolment.host ?? "none")"])
        changes.continuation.yield()
        return identity
    }

    /// Takes what new settings say of this workstation.
    func take(_ configuration: Configuration) {
        let isNew = state.withLock { state in
            state.configuration = configuration
            let about = AgentSettings.about(configuration, host: host, enrolment: state.identity?.enrolment)
            guard about != state.about else { return false }
            state.about = about
            state.link = state.identity.map { make($0, about) }
            return true
        }
        guard isNew else { return }
        log.notice("a new name or class", metadata: ["host": "\(about.name)", "class": "\(about.hostClass)"])
        changes.continuation.yield()
    }
}

extension Identity {
    /// The identity of an enrolled workstation; nil where it was not enrolled.
    fileprivate static func enrolled(in folder: String) throws -> Identity? {
        let file = "\(folder)/\(Enrolment.File.enrolment.rawValue)"
        guard PrivateFile.exists(file) else { return nil }
        let text = try LiveHost().text(file)
        return try Identity(folder: folder, enrolmentText: text)
    }
}
