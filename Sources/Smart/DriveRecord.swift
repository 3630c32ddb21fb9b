/// One entry of the drive database as it is written.
package struct DriveRecord: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Its regular expressions match the model and the firmware of a disk.
        case drive
        /// They match the ids of a USB bridge.
        case bridge
        /// Its presets hold for every disk.
        case defaults
        /// The file's own version, or an entry that is switched off by a dollar sign.
        case ignored
    }

    /// The name of the family; empty when there is none.
    package let family: String
    package let model: String
    package let firmware: String
    package let warning: String
    package let presets: String

    package init(family: String, model: String, firmware: String, warning: String, presets: String) {
        self.family = family
        self.model = model
        self.firmware = firmware
        self.warning = warning
        self.presets = presets
    }

    package var kind: Kind {
        if family == "DEFAULT" { return .defaults }
        if family.hasPrefix("USB:") { return .bridge }
        return family.hasPrefix("$") || family.hasPrefix("VERSION:") ? .ignored : .drive
    }
}
