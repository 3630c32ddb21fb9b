import Foundation
import Glibc
import Testing

@testable import ServiceManager

struct ServiceManagerTests {
    private func manager(_ environment: [String: String]) -> ServiceManager {
        ServiceManager(environment: { environment[$0] }, process: 42)
    }

    @Test(
        arguments: [
            ([:], nil),
            (["WATCHDOG_USEC": "300000000"], nil),
            (["NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "300000000"], 300),
            (["NOTIFY_SOCKET": "@n", "WATCHDOG_USEC": "1500000", "WATCHDOG_PID": "42"], 1.5),
            (["NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "300000000", "WATCHDOG_PID": "41"], nil),
            (["NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "0"], nil),
            (["NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "soon"], nil),
            (["NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "-1"], nil),
            (["NOTIFY_SOCKET": "vsock:2:1", "WATCHDOG_USEC": "300000000"], nil),
            (["NOTIFY_SOCKET": "", "WATCHDOG_USEC": "300000000"], nil),
        ] as [([String: String], Double?)]
    )
    func theWatchdogsLimit(_ environment: [String: String], _ limit: Double?) {
        #expect(manager(environment).watchdogLimit == limit)
    }

    @Test(arguments: [false, true])
    func newsArrivesInOneDatagram(_ isAbstract: Bool) throws {
        let name = "vigie-notify.\(UUID().uuidString)"
        let path = isAbstract ? "@\(name)" : FileManager.default.temporaryDirectory.appending(path: name).path
        let socket = try NotifySocket(path)
        defer { if !isAbstract { try? FileManager.default.removeItem(atPath: path) } }
        let manager = manager(["NOTIFY_SOCKET": path])
        manager.notify(.ready, .status("two\nlines\n"))
        #expect(socket.receive() == "READY=1\nSTATUS=two lines\n")
        manager.notify(.watchdog)
        manager.notify(.stopping)
        #expect(socket.receive() == "WATCHDOG=1\n")
        #expect(socket.receive() == "STOPPING=1\n")
        manager.notify(.reloading)
        let reloading = socket.receive().split(separator: "\n")
        #expect(reloading.first == "RELOADING=1")
        let time = try #require(reloading.last?.split(separator: "=").last.flatMap { UInt64($0) })
        #expect(reloading.last?.hasPrefix("MONOTONIC_USEC=") == true && time > 0)
    }

    @Test(arguments: ["", "relative", "/nowhere/at/all", "@" + String(repeating: "x", count: 300), "/", "@"])
    func whereNobodyListensNothingHappens(_ path: String) {
        manager(["NOTIFY_SOCKET": path]).notify(.ready, .watchdog)
    }
}

/// The manager's end.
private final class NotifySocket {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        if name.first == UInt8(ascii: "@") { name[0] = 0 }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let code = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, length) }
        }
        try #require(code == 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    }

    deinit { close(descriptor) }

    func receive() -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
}
