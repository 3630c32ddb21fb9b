/// What the drive database says of one disk.
package struct DriveEntry: Hashable, Sendable {
    /// Whether an entry matches; without one there are only the defaults.
    package var isListed: Bool
    /// nil when the entry names none.
    package var family: String?
    /// What its owner should know, such as a firmware to replace.
    package var warning: String?
    /// The entry's presets over the defaults, without the names that belong to the other kind of disk.
    package var presets: DrivePresets

    package init(isListed: Bool, family: String? = nil, warning: String? = nil, presets: DrivePresets) {
        self.isListed = isListed
        self.family = family
        self.warning = warning
        self.presets = presets
    }
}

extension DriveDatabase {
    /// Whether a POSIX extended regular expression matches a text from end to end: `WD10` does not match `WD100`.
    package typealias Matcher = (_ pattern: String, _ text: String) -> Bool

    /// The first drive entry that matches a model and its firmware, over the defaults.
    ///
    /// `isSolidState` is nil when unknown; then the names of both kinds of disk stay.
    /// - Throws: `DriveDatabaseError` when the index is another file's.
    package func lookup(
        model: String,
        firmware: String,
        isSolidState: Bool?,
        index: DriveIndex,
        matches: Matcher
    ) throws(DriveDatabaseError) -> DriveEntry {
        var defaults = DrivePresets()
        if let offset = index.defaults, let record = try record(at: offset) { defaults = DrivePresets(record.presets) }
        var found: DriveRecord?
        for offset in index.places(of: model) where found == nil {
            guard let record = try record(at: offset) else { continue }
            if PatternStart.allows(record.model, model), matches(record.model, model),
                record.firmware.isEmpty || matches(record.firmware, firmware)
            {
                found = record
            }
        }
        guard let found else {
            return DriveEntry(isListed: false, presets: defaults.scoped(isSolidState: isSolidState))
        }
        return DriveEntry(
            isListed: true,
            family: found.family.isEmpty ? nil : found.family,
            warning: found.warning.isEmpty ? nil : found.warning,
            presets: DrivePresets(found.presets).merged(over: defaults).scoped(isSolidState: isSolidState)
        )
    }
}
