import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// Why a connection failed, in words for a log and for `vigie status`.
enum ConnectionFailure {
    static func words(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            // Each address of a name may have failed in its own way; the last is the one that was given up at.
            guard let last = error.connectionErrors.last else { return "its name cannot be resolved" }
            return words(last.error)
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            return "nothing listens there (connection refused)"
        case let error as IOError where error.errnoCode == EHOSTUNREACH:
            return "there is no way there (no route to host)"
        case let error as IOError: return error.description
        case is ChannelError: return "it did not answer in time"
        case NIOSSLError.uncleanShutdown: return "the desk hung up"
        default: return "\(error)"
        }
    }
}
