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

    /// The device type, in smartctl's words, with which the disk behind a USB bridge can be reached.
    ///
    /// Of entries for the same vendor and product the one whose device release matches counts, else the first, unless
    /// another one contradicts it; `bcd` is that release (`bcdDevice`), nil when unknown. The type is such as `sat`,
    /// `usbjmicron,0` or `unsupported`, and nil when no entry matches or entries disagree.
    /// - Throws: `DriveDatabaseError`, wherever in the file the error stands.
    package func usbType(
        vendor: UInt16,
        product: UInt16,
        bcd: UInt16?,
        matches: Matcher
    ) throws(DriveDatabaseError) -> String? {
        let id = "\(Self.hex(vendor)):\(Self.hex(product))"
        let release = bcd.map(Self.hex)
        var type: String?
        var (isSettled, isContradicted) = (false, false)
        try forEach { record in
            guard !isSettled, record.kind == .bridge, PatternStart.allows(record.model, id), matches(record.model, id)
            else { return }
            // An entry without a type is that of a bridge that is known not to pass commands on.
            let candidate = DrivePresets(record.presets).type ?? "unsupported"
            if let release, !record.firmware.isEmpty, matches(record.firmware, release) {
                (type, isSettled, isContradicted) = (candidate, true, false)
                return
            }
            if let type, type != candidate { isContradicted = true }
            type = type ?? candidate
            isSettled = record.firmware.isEmpty
        }
        return isContradicted ? nil : type
    }

    private static func hex(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return "0x" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
