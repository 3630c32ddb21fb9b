package import Foundation
import Glibc

/// A service manager's end of sd_notify: a datagram socket that keeps what it was told.
package final class NotifySocket {
    /// What `NOTIFY_SOCKET` says.
    package let address: String
    private let descriptor: Int32
    private var datagrams: [String] = []

    /// Binds a socket file in a folder, or a name without a file where there is no folder.
    package init(in folder: URL?) {
        let name = "notify.\(UUID().uuidString.prefix(8))"
        address = folder?.appending(path: name).path ?? "@\(name)"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var socket = sockaddr_un()
        socket.sun_family = sa_family_t(AF_UNIX)
        var path = Array(address.utf8)
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        unsafe withUnsafeMutableBytes(of: &socket.sun_path) { unsafe $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        let code = unsafe withUnsafePointer(to: &socket) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, length) }
        }
        precondition(code == 0, "\(address) cannot be bound")
    }

    deinit { close(descriptor) }

    /// The datagrams that have come so far, oldest first.
    package var received: [String] {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
            guard count >= 0 else { return datagrams }
            datagrams.append(String(decoding: bytes.prefix(count), as: UTF8.self))
        }
    }

    /// The assignments that have come so far, `READY=1`.
    package var news: [String] { received.flatMap { $0.split(separator: "\n").map(String.init) } }

    /// Forgets what has come so far.
    package func forget() {
        _ = received
        datagrams = []
    }
}

extension NotifySocket {
    /// What a program finds in its environment whose watchdog bites after two seconds.
    package var environment: [String: String] { ["NOTIFY_SOCKET": address, "WATCHDOG_USEC": "2000000"] }
}
