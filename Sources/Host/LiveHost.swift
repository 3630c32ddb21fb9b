import Glibc
package import Health

/// The machine that this program runs on.
package final class LiveHost: Host {
    private let root: Root
    /// libudev knows one root only.
    private let hasUdev: Bool
    private let isRoot: Bool
    private let reader: ReaderClient
    private let patientReads = PatientReads()
    private let boot: String

    /// Opens the machine's files beneath `root`, which is `/` but for tests.
    package init(root path: String = "/", reader: ReaderClient = ReaderClient()) throws(HostError) {
        let root = try Root(path)
        self.root = root
        self.reader = reader
        isRoot = path == "/"
        hasUdev = isRoot && (try? root.resolved("/run/udev/data")) != nil
        let boot = (try? root.read("/proc/sys/kernel/random/boot_id", limit: 64)) ?? []
        self.boot = String(decoding: boot.prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self)
    }

    package func now() -> Moment {
        let time = Timestamp(milliseconds: Int64(seconds(of: CLOCK_REALTIME) * 1000))
        let uptime = seconds(of: CLOCK_BOOTTIME)
        return Moment(time: time, uptime: uptime, boot: boot, slept: max(0, uptime - monotonicSeconds()))
    }

    package func hour() -> Int {
        var time = time(nil)
        var local = unsafe tm()
        return unsafe localtime_r(&time, &local) == nil ? 0 : Int(unsafe local.tm_hour)
    }

    package func read(_ path: String, limit: Int) throws(HostError) -> [UInt8] {
        try root.read(path, limit: limit)
    }

    package func read(_ path: String, limit: Int, patience: Double) throws(HostError) -> [UInt8] {
        let root = root
        return try patientReads.read(path, patience: patience) { () throws(HostError) in
            try root.read(path, limit: limit)
        }
    }

    package func list(_ path: String) throws(HostError) -> [String] {
        try root.list(path)
    }

    package func target(ofLink path: String) throws(HostError) -> String {
        try root.resolved(path)
    }

    package func modified(_ path: String) throws(HostError) -> Timestamp {
        try root.modified(path)
    }

    package func disks() throws(HostError) -> [DiskNode] {
        let disks = try disksInSysfs()
        return hasUdev ? disks.map { $0.named(by: UdevProperties(of: $0)) } : disks
    }

    package func events(of subsystems: [String]) -> DeviceEvents? {
        guard isRoot else { return nil }
        return DeviceEvents(of: subsystems, fromUdevd: (try? root.resolved("/run/udev/control")) != nil)
    }

    package func send(_ command: DiskCommand, to disk: DiskNode) throws(HostError) -> DiskAnswer {
        try reader.send(command, to: disk.name)
    }

    package func run(_ command: HostCommand) throws(HostError) -> CommandOutput {
        try ChildProcess.run(command)
    }

    package func connect(to endpoint: Endpoint, timeout: Double) throws(HostError) -> any LineDialogue {
        try TCPDialogue(to: endpoint, timeout: timeout)
    }
}
