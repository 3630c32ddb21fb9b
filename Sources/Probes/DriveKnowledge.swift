import Health
import Host
import Smart

/// What the drive database that smartmontools installs says of the disks here, during one poll.
///
/// The file is read when it has changed since a disk was looked up, and for a disk that was never looked up; what it said, or
/// what is wrong with it, is remembered, so that a quiet poll reads nothing.
struct DriveKnowledge {
    /// Debian's copy, which update-smart-drivedb keeps up to date, and the one it was made from.
    private static let paths = ["/var/lib/smartmontools/drivedb/drivedb.h", "/usr/share/smartmontools/drivedb.h"]

    private let host: any Host
    private let file: (path: String, changed: String)?
    /// Read once in a poll, and only where a disk is looked up.
    private var database: DriveDatabase?

    init(_ host: any Host) {
        self.host = host
        self.file = Self.paths.lazy.compactMap { path in (try? host.modified(path)).map { (path, "\($0)") } }.first
    }

    /// The presets of a disk, and what is wrong with the file where it cannot be understood; nil without a database.
    mutating func presets(
        of node: DiskNode,
        _ disk: ATADisk,
        _ known: inout DiskMemory
    ) -> (presets: DrivePresets?, mistake: String?)? {
        guard let file else { return nil }
        let identify = disk.identify
        // Another firmware may be another entry's, and have other attributes.
        let stamp = "\(file.changed) \(String(identify.firmware.map { $0 == " " ? "_" : $0 })) "
        if let remembered = known.presets(of: node), remembered.hasPrefix(stamp) {
            let text = String(remembered.dropFirst(stamp.utf8.count))
            return DrivePresets(text: text).map { ($0, nil) } ?? (nil, text)
        }
        do throws(DriveDatabaseError) {
            guard let database = try read(file.path) else { return nil }
            let found = try database.lookup(identify, index: index(of: database, "\(file.changed) ", &known))
            let presets = found.presets.differing(on: identify.rotation, among: disk.data.attributes.map(\.id))
            known.learn(presets: stamp + presets.text, of: node)
            return (presets, nil)
        } catch {
            let mistake = "\(file.path): \(error); built-in defaults are used"
            known.learn(presets: stamp + mistake, of: node)
            return (nil, mistake)
        }
    }

    /// Where the entries stand; made once for a file, which then is in order.
    private func index(
        of database: DriveDatabase,
        _ stamp: String,
        _ known: inout DiskMemory
    ) throws(DriveDatabaseError) -> DriveIndex {
        if let remembered = known.driveIndex, remembered.hasPrefix(stamp),
            let index = DriveIndex(text: remembered.dropFirst(stamp.utf8.count))
        {
            return index
        }
        let index = try DriveIndex(database)
        known.driveIndex = stamp + index.text
        return index
    }

    private mutating func read(_ path: String) throws(DriveDatabaseError) -> DriveDatabase? {
        if let database { return database }
        guard let bytes = try? host.read(path, limit: DriveDatabase.largestFile) else { return nil }
        database = try DriveDatabase(bytes)
        return database
    }
}

extension DriveDatabase {
    fileprivate func lookup(_ disk: ATAIdentify, index: DriveIndex) throws(DriveDatabaseError) -> DriveEntry {
        let isSolidState: Bool? =
            switch disk.rotation {
            case .solidState: true
            case .rate: false
            case .unknown: nil
            }
        return try lookup(
            model: disk.model,
            firmware: disk.firmware,
            isSolidState: isSolidState,
            index: index,
            matches: ExtendedExpression.matches
        )
    }
}
