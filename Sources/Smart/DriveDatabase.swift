/// smartmontools' drive database, as installed beside it: `drivedb.h`, read at run time (facts/disks.md section 3).
///
/// Entries of five strings, `{ "family", "model", "firmware", "warning", "presets" },`, are read one at a time; of all that is kept is
/// where they stand (`DriveIndex`).
package struct DriveDatabase: Sendable {
    /// The largest file that is read: 18 times Debian 12's.
    package static let largestFile = 4 << 20
    /// The most entries that are read.
    package static let mostEntries = 10_000
    /// The longest string that is read, in bytes: seven times smartmontools' longest.
    package static let longestString = 16_384

    private let bytes: [UInt8]

    /// Takes the bytes of the file, which are read by `forEach`.
    /// - Throws: `DriveDatabaseError` when there are more than `largestFile`.
    package init(_ bytes: [UInt8]) throws(DriveDatabaseError) {
        guard bytes.count <= Self.largestFile else {
            throw DriveDatabaseError(code: .tooLarge, line: 1, expected: "a file of at most \(Self.largestFile) bytes")
        }
        self.bytes = bytes
    }

    /// Hands over every entry in the file's order, and where it stands.
    /// - Throws: `DriveDatabaseError`, after the entries before the error have been handed over.
    package func forEach(_ body: (DriveRecord, _ offset: Int) -> Void) throws(DriveDatabaseError) {
        var parser = DriveDatabaseParser(bytes)
        while let record = try parser.next() { body(record, parser.start) }
    }

    /// The entry that stands there; nil at the end of the file.
    /// - Throws: `DriveDatabaseError` when there is no entry.
    func record(at offset: Int) throws(DriveDatabaseError) -> DriveRecord? {
        var parser = DriveDatabaseParser(bytes, from: offset)
        return try parser.next()
    }
}
