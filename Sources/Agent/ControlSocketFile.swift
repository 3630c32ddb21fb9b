import Glibc
import Host
import NIOCore

/// The control socket's file and the credentials of those who open it.
enum ControlSocketFile {
    /// Makes the socket's folder where there is none, such that everyone may open what is in it.
    static func makeFolder(of path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        guard !folder.isEmpty, !PrivateFile.exists(folder) else { return }
        try PrivateFile.createFolder(folder)
        try PrivateFile.setMode(0o755, of: folder)
    }

    /// Lets everyone open the socket; what a user may ask is decided by `SO_PEERCRED`.
    static func openToAll(_ path: String) throws {
        try PrivateFile.setMode(0o666, of: path)
    }

    /// Lets this user and root open the socket, and nobody else.
    static func openToOwner(_ path: String) throws {
        try PrivateFile.setMode(0o600, of: path)
    }

    /// The user at the other end.
    static func user(of channel: any Channel) async throws -> UInt32 {
        guard let provider = channel as? any SocketOptionProvider else { return .max }
        let credentials: PeerCredentials = try await provider.unsafeGetSocketOption(
            level: .socket,
            name: .init(rawValue: SO_PEERCRED)
        )
        .get()
        return credentials.user
    }

    /// The kernel's `struct ucred` (unix(7)).
    private struct PeerCredentials {
        var process: Int32
        var user: UInt32
        var group: UInt32
    }
}
