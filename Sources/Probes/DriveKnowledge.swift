import Health
import Host
import Smart

/// What the drive database that smartmontools installs says of the disks here, during one poll.
///
/// The file is read when it has changed since a disk was looked up, and for a disk that was never looked up; what it said is
/// remembered, so that a quiet poll reads nothing.
struct DriveKnowledge {
    /// Debian's copy, which update-smart-drivedb keeps up to date, and the one it was made from.
    private static let paths = ["/var/lib/smartmontools/drivedb/drivedb.h", "/usr/share/smartmontools/drivedb.h"]

    private let host: any Host
    private let file: (path: String, changed: String)?
    /// Read once in a poll, and only where it is needed.
    private var database: Result<DriveDatabase, DriveDatabaseError>?

    init(_ host: any Host) {
        self.host = host
        self.file = Self.paths.lazy.compactMap { path in (try? host.modified(path)).map { (path, "\($0)") } }.first
    }

    /// The presets of a disk, and what is wrong with the file where it cannot be understood; nil without a database.
    mutating func presets(
        of node: DiskNode,
        _ identify: ATAIdentify,
        _ known: inout DiskMemory
    ) -> (presets: DrivePresets?, mistake: String?)? {
        guard let file else { return nil }
        let stamp = "\(file.changed) "
        if let remembered = known.presets(of: node), remembered.hasPrefix(stamp) {
            return (DrivePresets(String(remembered.dropFirst(stamp.utf8.count))), nil)
        }
        switch read(file.path) {
        case nil: return nil
        case .failure(let error): return (nil, "\(file.path), \(error); built-in defaults are used")
        case .success(let database):
            let entry = database.entry(
                model: identify.model,
                firmware: identify.firmware,
                matches: ExtendedExpression.matches
            )
            known.learn(presets: stamp + (entry?.presets ?? ""), of: node)
            return (DrivePresets(entry?.presets ?? ""), nil)
        }
    }

    private mutating func read(_ path: String) -> Result<DriveDatabase, DriveDatabaseError>? {
        if let database { return database }
        guard let bytes = try? host.read(path, limit: DriveDatabase.sizeLimit) else { return nil }
        do throws(DriveDatabaseError) {
            database = .success(try DriveDatabase(bytes))
        } catch {
            database = .failure(error)
        }
        return database
    }
}
