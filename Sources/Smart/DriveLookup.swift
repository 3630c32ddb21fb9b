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
    /// - Throws: `DriveDatabaseError`, wherever in the file the error stands.
    package func lookup(
        model: String,
        firmware: String,
        isSolidState: Bool?,
        matches: Matcher
    ) throws(DriveDatabaseError) -> DriveEntry {
        var defaults = DrivePresets()
        var found: DriveRecord?
        try forEach { record in
            switch record.kind {
            case .defaults: defaults = DrivePresets(record.presets)
            case .drive where found == nil:
                guard PatternStart.allows(record.model, model), matches(record.model, model),
                    record.firmware.isEmpty || matches(record.firmware, firmware)
                else { return }
                found = record
            case .drive, .bridge, .ignored: break
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
