import Glibc

/// The user and group that a file or folder belongs to.
package struct Owner: Hashable, Sendable {
    private let user: uid_t
    private let group: gid_t

    /// The owner of what lies at a path; nil where nothing does, or nobody may look.
    package init?(of path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        user = status.st_uid
        group = status.st_gid
    }

    /// Has a process of root act as this owner from here on: what it makes is theirs, as it must be for a service that runs as them.
    ///
    /// A process of anybody else stays what it is.
    /// - Throws: where the kernel refuses, as in a container without the capabilities for it.
    package func act() throws(CommandError) {
        guard geteuid() == 0, user != 0 else { return }
        guard setgroups(0, nil) == 0, setgid(group) == 0, setuid(user) == 0 else { throw refusal() }
    }

    /// Does work as this owner where this is a process of root, which is itself again afterwards.
    package func acting<Result>(_ work: () async throws -> Result) async throws -> Result {
        guard geteuid() == 0, user != 0 else { return try await work() }
        defer {
            _ = seteuid(0)
            _ = setegid(0)
        }
        guard setegid(group) == 0, seteuid(user) == 0 else { throw refusal() }
        return try await work()
    }

    /// Has a process of root give a file or folder to this owner's group; what anybody else makes is theirs.
    func giveToGroup(_ descriptor: CInt) -> Bool {
        geteuid() != 0 || fchown(descriptor, uid_t.max, group) == 0
    }

    private func refusal() -> CommandError {
        CommandError(
            .failed,
            en: "This process may not act as user \(user). Run the command as that user.",
            fr:
                "Ce processus ne peut pas agir en tant qu'utilisateur \(user). Lancez la commande sous cet utilisateur.",
            cause: unsafe String(cString: strerror(errno))
        )
    }
}
