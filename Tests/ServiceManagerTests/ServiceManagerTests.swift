import Foundation
import ServiceManager
import TestSupport
import Testing

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
        let folder = FileManager.default.temporaryDirectory
        let socket = NotifySocket(in: isAbstract ? nil : folder)
        defer { if !isAbstract { try? FileManager.default.removeItem(atPath: socket.address) } }
        let manager = manager(["NOTIFY_SOCKET": socket.address])
        manager.notify(.ready, .status("two\nlines\n"))
        manager.notify(.watchdog)
        manager.notify(.stopping)
        #expect(socket.received == ["READY=1\nSTATUS=two lines\n", "WATCHDOG=1\n", "STOPPING=1\n"])
        socket.forget()
        manager.notify(.reloading)
        #expect(socket.received.count == 1)
        #expect(socket.news.first == "RELOADING=1")
        let time = try #require(socket.news.last?.split(separator: "=").last.flatMap { UInt64($0) })
        #expect(socket.news.last?.hasPrefix("MONOTONIC_USEC=") == true && time > 0)
    }

    @Test(arguments: ["", "relative", "/nowhere/at/all", "@" + String(repeating: "x", count: 300), "/", "@"])
    func whereNobodyListensNothingHappens(_ path: String) {
        manager(["NOTIFY_SOCKET": path]).notify(.ready, .watchdog)
    }
}
