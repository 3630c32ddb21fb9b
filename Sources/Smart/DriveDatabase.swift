/// smartmontools' drive database, drivedb.h, as it is installed: which disks pack which attribute how (facts/disks.md section 3).
///
/// It is read, never shipped. Entries are of five texts in C's syntax, `{ "family", "model", "firmware", "warning", "presets" },`.
package struct DriveDatabase: Sendable {
    package struct Entry: Hashable, Sendable {
        package let family: String
        /// POSIX extended regular expressions that must match the whole text; an empty one matches any firmware.
        package let model: String
        package let firmware: String
        package let warning: String
        /// Options as smartctl takes them: `-v 9,minutes -F samsung`.
        package let presets: String
    }

    /// More than any release had, against a file that is none.
    package static let sizeLimit = 4 << 20

    /// The entries of disks, in the file's order.
    package let entries: [Entry]

    /// Reads the whole file once.
    /// - Throws: at the first thing that is no entry, with its line.
    package init(_ bytes: [UInt8]) throws(DriveDatabaseError) {
        var lexer = DriveDatabaseLexer(bytes)
        var entries: [Entry] = []
        while let entry = try lexer.nextEntry() {
            if !entry.isOfNoDisk { entries.append(entry) }
        }
        self.entries = entries
    }

    /// The entry of a disk: the first whose model and firmware match; nil when none does.
    ///
    /// `matches` says whether an extended regular expression matches a whole text.
    package func entry(
        model: String,
        firmware: String,
        matches: (_ pattern: String, _ text: String) -> Bool
    ) -> Entry? {
        entries.first { entry in
            matches(entry.model, model) && (entry.firmware.isEmpty || matches(entry.firmware, firmware))
        }
    }
}

extension DriveDatabase.Entry {
    /// The version, the defaults and USB bridges stand among the disks.
    var isOfNoDisk: Bool {
        model == "-" || family.hasPrefix("VERSION") || family.hasPrefix("DEFAULT") || family.hasPrefix("USB:")
            || model.hasPrefix("0x")
    }
}

/// Where a drive database cannot be understood.
package struct DriveDatabaseError: Error, Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let message: String

    package var description: String { "line \(line): \(message)" }
}
