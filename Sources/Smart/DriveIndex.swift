/// Where in a drive database the entries of disks stand: made once for a file, so that a few of them are read for a disk and not all.
package struct DriveIndex: Hashable, Sendable {
    /// One entry, and with which letters the models begin that it may match.
    struct Place: Hashable {
        let offset: Int
        let letters: UInt64
    }

    /// In the file's order.
    let places: [Place]
    /// Where the entry stands that holds for every disk; nil without one.
    let defaults: Int?

    /// Reads the whole file, so that a broken one is broken for every disk.
    /// - Throws: `DriveDatabaseError`, wherever in the file the error stands.
    package init(_ database: DriveDatabase) throws(DriveDatabaseError) {
        var places: [Place] = []
        var defaults: Int?
        try database.forEach { record, offset in
            switch record.kind {
            case .drive: places.append(Place(offset: offset, letters: PatternStart.letters(record.model)))
            case .defaults: defaults = offset
            case .bridge, .ignored: break
            }
        }
        (self.places, self.defaults) = (places, defaults)
    }

    /// The places of the entries that may match a model.
    func places(of model: String) -> [Int] {
        guard let first = model.utf8.first else { return places.map(\.offset) }
        let letter = PatternStart.letter(first)
        return places.filter { $0.letters & letter != 0 }.map(\.offset)
    }
}

extension DriveIndex {
    /// As it is remembered: the offset of the defaults, or `-`, and then `offset:letters` of each entry, in hexadecimal digits.
    package var text: String {
        let entries = places.map { "\(String($0.offset, radix: 16)):\(String($0.letters, radix: 16))" }
        return ([defaults.map { String($0, radix: 16) } ?? "-"] + entries).joined(separator: " ")
    }

    /// Reads the text form; nil where it is none.
    package init?(text: some StringProtocol) {
        let fields = text.split(separator: " ")
        guard let first = fields.first else { return nil }
        defaults = Int(first, radix: 16)
        guard first == "-" || defaults != nil else { return nil }
        var places: [Place] = []
        for field in fields.dropFirst() {
            let parts = field.split(separator: ":")
            guard parts.count == 2, let offset = Int(parts[0], radix: 16), let letters = UInt64(parts[1], radix: 16)
            else { return nil }
            places.append(Place(offset: offset, letters: letters))
        }
        self.places = places
    }
}
