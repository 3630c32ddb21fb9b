/// What disks of one make do differently, told by how their model begins; only what is sure.
struct ATAFamily: Sendable {
    /// Where a solid state disk tells its wear.
    enum Wear: Sendable {
        /// The normalized value counts down from 100.
        case remaining(UInt8)
        /// The raw value is the percentage used.
        case used(UInt8)
    }

    var formats: [UInt8: ATARawFormat] = [:]
    var wear: Wear?
    /// The attributes that count what the host wrote and read, and the bytes of one count.
    var written: UInt8?
    var read: UInt8?
    var transferUnit: Double = 512
    /// Ids that mean something else here than elsewhere.
    var foreign: Set<UInt8> = []

    /// The family of a model; nothing special for one that is not listed.
    static func of(_ model: String) -> ATAFamily {
        if isSeagate(model) { return seagate }
        return families.first { family in family.prefixes.contains { model.hasPrefix($0) } }?.family ?? ATAFamily()
    }

    private static func isSeagate(_ model: String) -> Bool {
        let characters = model.utf8.prefix(3)
        guard characters.starts(with: "ST".utf8), let third = characters.dropFirst(2).first else { return false }
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(third)
    }

    private static let seagate = ATAFamily(formats: [1: .errorsOfOperations, 7: .errorsOfOperations, 188: .raw16])

    private static let families: [(prefixes: [String], family: ATAFamily)] = [
        (["TOSHIBA MK1002TSK", "TOSHIBA MK2002TSK"], ATAFamily()),
        (["TOSHIBA MK", "Maxtor ", "HITACHI_DK"], ATAFamily(formats: [9: .minutesToHours])),
        (["SAMSUNG MP0", "SAMSUNG SV"], ATAFamily(formats: [9: .halfMinutesToHours])),
        (["FUJITSU MHG", "FUJITSU MHH", "FUJITSU MHJ", "FUJITSU MHK"], ATAFamily(formats: [9: .secondsToHours])),
        (["FUJITSU MHN", "FUJITSU MHR", "FUJITSU MHS", "FUJITSU MHT"], ATAFamily(formats: [9: .secondsToHours])),
        (["FUJITSU MHU", "FUJITSU MHV"], ATAFamily(formats: [9: .secondsToHours])),
        (["Samsung SSD ", "SAMSUNG MZ"], ATAFamily(wear: .remaining(177), written: 241, read: 242)),
        (
            ["INTEL SSDSC", "INTEL SSDMC"],
            ATAFamily(
                formats: [9: .milliseconds24Hours32],
                wear: .remaining(233),
                written: 241,
                read: 242,
                transferUnit: 33_554_432
            )
        ),
        (["OCZ", "Radeon R7"], ATAFamily(foreign: [197, 198])),
        (["Micron_5", "Micron_M5", "Micron_1", "CT", "Crucial_CT"], ATAFamily(wear: .used(202), written: 246)),
    ]
}
