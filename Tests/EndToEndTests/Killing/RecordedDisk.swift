import Foundation

/// A recorded ATA disk whose unreadable sectors (attribute 197) are what a test says: a warning from 1, critical from 3.
struct RecordedDisk {
    let serial: String
    private let folder: URL

    /// Its only condition that a test can open, worsen and clear.
    var key: String { "disk/\(serial)/disk.pending-sectors" }

    /// Makes the disk in a recording, without a fault.
    init(_ name: String, serial: String, in recording: URL) throws {
        self.serial = serial
        folder = recording.appending(path: "disks/\(name)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var identify = [UInt8](repeating: 0, count: 512)
        for (text, start) in [(serial, 20), ("1.0", 46), ("Recorded disk", 54)] {
            for (index, byte) in text.utf8.enumerated() { identify[(start + index) ^ 1] = byte }
        }
        // SMART is there (word 82) and switched on (word 85); words 84 and 87 say that these words are valid.
        (identify[164], identify[170], identify[169], identify[175]) = (1, 1, 0x40, 0x40)
        try Data(identify).write(to: folder.appending(path: "ata.identify"))
        try set(pendingSectors: 0)
    }

    /// What the disk says from now on.
    func set(pendingSectors count: UInt8) throws {
        var data = [UInt8](repeating: 0, count: 512)
        data[2...7] = [197, 0x32, 0, 100, 100, count]
        data[511] = 0 &- data.reduce(UInt8(0), &+)
        try Data(data).write(to: folder.appending(path: "ata.smartdata"), options: .atomic)
    }
}

extension Workstation {
    /// One that watches nothing but recorded disks, once a second.
    static func withRecordedDisks(_ lab: Lab, _ name: String, serials: [String]) throws -> (Workstation, [RecordedDisk])
    {
        let quiet = ["ups", "temperatures", "updates"].map { "[\($0)]\nenabled = no\n" }.joined()
        let workstation = try Workstation(lab, name, settings: quiet + "[disks]\ninterval = 1 s\n")
        let recording = lab.folder.appending(path: "\(name).recording")
        workstation.recording = recording
        let disks = try serials.enumerated().map { index, serial in
            try RecordedDisk("sd\(index)", serial: serial, in: recording)
        }
        return (workstation, disks)
    }
}
