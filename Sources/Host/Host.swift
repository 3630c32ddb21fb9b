package import Health

/// The machine that is watched, behind a seam: live (`LiveHost`) or from a recording (`RecordedHost`).
///
/// Every call blocks and is bounded in time and memory, so probes run on threads of their own, never on an event loop or the
/// cooperative pool. Paths begin with `/` and are resolved beneath the host's root: no `..` and no link leads out of it.
package protocol Host: Sendable {
    /// The time here. A recording answers the moment at which it was made.
    func now() -> Moment

    /// The hour of the day by the clock on the wall, 0 to 23. A recording's is that of UTC.
    func hour() -> Int

    /// The bytes of a file, read with one `read` (a sysfs file that would block answers at once with an error).
    /// - Throws: `tooLarge` when the file holds more than `limit` bytes.
    func read(_ path: String, limit: Int) throws(HostError) -> [UInt8]

    /// Reads a file behind which a device may hang, and waits for `patience` seconds only.
    /// - Throws: `timedOut` after these, and at once while an earlier read of its folder still hangs.
    func read(_ path: String, limit: Int, patience: Double) throws(HostError) -> [UInt8]

    /// The names in a folder, sorted; `.` and `..` left out.
    func list(_ path: String) throws(HostError) -> [String]

    /// The path, beneath the root, that a link (`/sys/class/hwmon/hwmon0/device`) leads to.
    func target(ofLink path: String) throws(HostError) -> String

    /// When a file was changed last. A recording keeps what it was on the recorded machine.
    func modified(_ path: String) throws(HostError) -> Timestamp

    /// The whole disks, from udev's database where udev runs, else from `/sys/block`; sorted by kernel name.
    func disks() throws(HostError) -> [DiskNode]

    /// Tells when devices of these subsystems come and go; nil where that cannot be had, as of a recording.
    func events(of subsystems: [String]) -> DeviceEvents?

    /// Sends one command of the closed list to a disk, through the reader.
    /// - Throws: `timedOut` after our patience of 5 s; the disk may still be busy with it.
    func send(_ command: DiskCommand, to disk: DiskNode) throws(HostError) -> DiskAnswer

    /// Runs a command of the system without a shell, with `LC_ALL=C`, and gathers what it prints.
    func run(_ command: HostCommand) throws(HostError) -> CommandOutput

    /// Opens a dialogue in lines with a server (upsd).
    func connect(to endpoint: Endpoint, timeout: Double) throws(HostError) -> any LineDialogue
}

extension Host {
    package func hour() -> Int { Int((now().time.seconds % 86_400 + 86_400) % 86_400 / 3600) }

    package func events(of subsystems: [String]) -> DeviceEvents? { nil }

    /// A file's text without the white space at its end; at most 4 KiB, as sysfs attributes are.
    package func text(_ path: String) throws(HostError) -> String { Self.trimmed(try read(path, limit: 4096)) }

    /// The same of a file behind which a device may hang.
    package func text(_ path: String, patience: Double) throws(HostError) -> String {
        Self.trimmed(try read(path, limit: 4096, patience: patience))
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        let trimmed = bytes.reversed().drop { $0 == 0 || $0 <= UInt8(ascii: " ") }
        return String(decoding: trimmed.reversed(), as: UTF8.self)
    }

    /// A file's text, or nil where there is none to be had.
    package func textIfPresent(_ path: String) -> String? {
        try? text(path)
    }
}
