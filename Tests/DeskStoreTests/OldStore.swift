import Foundation
import GRDB

@testable import DeskStore

/// A store as a release of before wrote it, in a folder that goes with this value.
final class OldStore {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-\(UUID().uuidString)")
    var path: String { folder.appendingPathComponent("desk.sqlite").path }

    /// Makes the schema up to a step, the last of that release, and fills it.
    init(upTo step: String, _ fill: (Database) throws -> Void) throws {
        try StoreFile.prepare(path)
        let pool = try DatabasePool(path: path)
        try Migrations.migrator.migrate(pool, upTo: step)
        try pool.write(fill)
        try pool.close()
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }
}
