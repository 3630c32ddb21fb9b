import Glibc

/// The service manager that started this program, as sd_notify(3) speaks to it: a datagram for each piece of news.
///
/// Where none wants to hear (`NOTIFY_SOCKET` is not set), nothing is said. Nothing here blocks, and what cannot be delivered is let go:
/// the manager's own limits decide then.
package struct ServiceManager: Hashable, Sendable {
    package enum News: Hashable, Sendable {
        /// The program does now what it was started for; also the end of a reload.
        case ready
        /// A reload begins.
        case reloading
        case stopping
        /// The program is alive: the manager's watchdog begins anew.
        case watchdog
        /// What the program does, in a line for a person.
        case status(String)
    }

    private let address: String?
    /// Seconds within which the manager wants to hear `watchdog`; nil where it does not watch this process.
    package let watchdogLimit: Double?

    /// - Parameters:
    ///   - environment: the value of a variable of the environment.
    ///   - process: our process id, which `WATCHDOG_PID` must name where it is set.
    package init(environment: (String) -> String?, process: Int32) {
        address = environment("NOTIFY_SOCKET").flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
        let isMeant = environment("WATCHDOG_PID").map { $0 == String(process) } ?? true
        let microseconds = environment("WATCHDOG_USEC").flatMap { UInt64($0) } ?? 0
        watchdogLimit = address != nil && isMeant && microseconds > 0 ? Double(microseconds) / 1e6 : nil
    }

    /// The manager that the environment of this process names.
    package static var current: ServiceManager {
        ServiceManager(
            environment: { name in
                guard let value = unsafe getenv(name) else { return nil }
                return unsafe String(cString: value)
            },
            process: getpid()
        )
    }

    /// Tells the manager, all in one datagram.
    package func notify(_ news: News...) {
        guard let address else { return }
        Self.send(news.map(\.text).joined(), to: address)
    }

    private static func send(_ text: String, to path: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        // An abstract address begins with NUL, and ends where its length says.
        let isAbstract = name.first == UInt8(ascii: "@")
        if isAbstract { name[0] = 0 }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        let length = MemoryLayout<sa_family_t>.size + name.count + (isAbstract ? 0 : 1)
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let socket = Glibc.socket(AF_UNIX, type, 0)
        guard socket >= 0 else { return }
        defer { close(socket) }
        unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = unsafe sendto(socket, text, text.utf8.count, Int32(MSG_NOSIGNAL), $0, socklen_t(length))
            }
        }
    }
}

extension ServiceManager.News {
    /// The assignments of sd_notify(3).
    fileprivate var text: String {
        switch self {
        case .ready: "READY=1\n"
        case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(Self.monotonicMicroseconds)\n"
        case .stopping: "STOPPING=1\n"
        case .watchdog: "WATCHDOG=1\n"
        case .status(let text): "STATUS=\(text.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
        }
    }

    private static var monotonicMicroseconds: UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }
}
