/// What the drive database presets for a disk: what its attributes mean, its firmware's bugs, its device type.
///
/// Options are separated by blanks (`smartctl(8)`): `-v ID,FORMAT[:ORDER][+][,NAME[,HDD|SSD]]` with `N` for every id,
/// `-F BUG` and `-d TYPE`. Others are ignored.
package struct DrivePresets: Hashable, Sendable {
    /// What an attribute means.
    package struct Attribute: Hashable, Sendable {
        /// nil when the database names a packing that is unknown here; then the raw bytes mean nothing.
        package var format: ATARawFormat?
        /// nil when the database gives it none.
        package var name: String?
        /// The disks to which the name belongs.
        package var scope: ATAMeaning.Scope
        /// The raw value never falls, even when the disk has replaced its bad sectors (197, 198).
        package var isTotal: Bool

        package init(
            _ format: ATARawFormat?,
            name: String? = nil,
            scope: ATAMeaning.Scope = .any,
            isTotal: Bool = false
        ) {
            self.format = format
            self.name = name
            self.scope = scope
            self.isTotal = isTotal
        }
    }

    package internal(set) var attributes: [UInt8: Attribute] = [:]
    /// The firmware's bugs in smartctl's words, such as `xerrorlba`; eight at most.
    package internal(set) var bugs: [String] = []
    /// The device type in smartctl's words, such as `sat`.
    package internal(set) var type: String?

    package init() {}

    /// The names that smartctl prints, which its database may have changed for this disk: what another name counts is not what the
    /// number of the attribute counts elsewhere.
    init(namesIn attributes: [JSONValue]) {
        for attribute in attributes.prefix(30) {
            guard let id = attribute["id"]?.integer(UInt8.self), let name = attribute["name"]?.string else { continue }
            let common = ATAMeaning.of(id, on: .unknown)
            // It names what is unknown too.
            guard !name.hasPrefix("Unknown"), name != common.name else { continue }
            self.attributes[id] = Attribute(common.format, name: name)
        }
    }

    /// Reads an entry's presets.
    package init(_ presets: String) {
        let words = presets.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { Substring($0) }
        var index = 0
        while index < words.count {
            let option = words[index].prefix(2)
            var argument = words[index].dropFirst(2)
            index += 1
            guard ["-v", "-F", "-d"].contains(option) else { continue }
            if argument.isEmpty, index < words.count {
                argument = words[index]
                index += 1
            }
            switch option {
            case "-v": _ = addAttribute(argument)
            case "-F": _ = addBug(argument)
            default: _ = setType(argument)
            }
        }
    }

    /// These presets, and the others where these say nothing.
    ///
    /// An attribute without a name keeps the one below it.
    package func merged(over others: DrivePresets) -> DrivePresets {
        var result = others
        for (id, attribute) in attributes { result.set(id, attribute) }
        for bug in bugs { _ = result.addBug(bug[...]) }
        result.type = type ?? others.type
        return result
    }

    /// The presets of one disk, without the names that belong to the other kind of disk.
    package func scoped(isSolidState: Bool?) -> DrivePresets {
        var result = self
        result.attributes = attributes.mapValues { attribute in
            var attribute = attribute
            if let isSolidState, attribute.scope == (isSolidState ? .rotating : .solidState) { attribute.name = nil }
            attribute.scope = .any
            return attribute
        }
        return result
    }

    mutating func set(_ id: UInt8, _ attribute: Attribute) {
        var attribute = attribute
        if attribute.name == nil, let below = attributes[id] {
            (attribute.name, attribute.scope) = (below.name, below.scope)
        }
        attributes[id] = attribute
    }
}

extension DrivePresets {
    /// What differs from the common meaning of these attributes on such a disk: little, and that is read at each poll.
    package func differing(on rotation: ATAIdentify.Rotation, among ids: some Sequence<UInt8>) -> DrivePresets {
        let ids = Set(ids)
        var presets = self
        presets.attributes = attributes.filter { id, attribute in
            guard ids.contains(id) else { return false }
            let common = ATAMeaning.of(id, on: rotation)
            return attribute.format != common.format || attribute.name != common.name || attribute.isTotal
        }
        return presets
    }
}
