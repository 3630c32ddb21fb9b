import Health
import Report

/// One attribute of an ATA disk as a report holds it.
struct DiskAttribute: Sendable {
    let id: UInt8
    /// smartctl's name.
    let name: String?
    /// Nil where the raw bytes are no number, or one that cannot be.
    let value: Double?
    let scale: Reading.Scale

    /// The attribute of a reading; nil for any other reading.
    init?(_ reading: Reading) {
        let parts = reading.quantity.name.split(separator: "-")
        guard parts.count >= 2, parts[0] == "attribute", let id = UInt8(parts[1]), let scale = reading.scale else {
            return nil
        }
        self.id = id
        self.name = scale.name
        self.value = reading.value.number
        self.scale = scale
    }

    var isPreFailure: Bool { (scale.flags ?? 0) & 1 != 0 }

    /// When it reached its threshold, in smartctl's words; one of 0 is never reached.
    var whenFailed: String {
        guard let threshold = scale.threshold, threshold != 0 else { return "" }
        return scale.current <= threshold ? "now" : scale.worst <= threshold ? "past" : ""
    }

    /// As `smartctl --json` has it.
    var json: JSON {
        let members: [JSON.Member?] = [
            JSON.Member("id", .number(Double(id))), name.map { JSON.Member("name", .string($0)) },
            JSON.Member("value", .number(Double(scale.current))), JSON.Member("worst", .number(Double(scale.worst))),
            scale.threshold.map { JSON.Member("thresh", .number(Double($0))) },
            JSON.Member("when_failed", .string(whenFailed)),
            scale.flags.map { JSON.Member("flags", Self.json(flags: $0)) },
            JSON.Member("raw", raw),
        ]
        return .object(members.compactMap(\.self))
    }

    /// The raw value as smartctl prints it, where that says more than the number.
    private func raw(besides number: Double?) -> String? {
        scale.text.flatMap { Double($0) == number ? nil : $0 }
    }

    private var raw: JSON {
        let members = [
            (scale.raw.map { Double($0) } ?? value).map { JSON.Member("value", .number($0)) },
            scale.text.map { JSON.Member("string", .string($0)) },
        ]
        return .object(members.compactMap(\.self))
    }

    /// Each flag by name, and all as smartctl prints them in a row.
    private static func json(flags: UInt16) -> JSON {
        let names: [(String, Character)] = [
            ("prefailure", "P"), ("updated_online", "O"), ("performance", "S"), ("error_rate", "R"),
            ("event_count", "C"), ("auto_keep", "K"),
        ]
        let isSet = names.indices.map { flags >> UInt16($0) & 1 != 0 }
        let row = zip(names, isSet).map { $1 ? $0.1 : "-" }
        let others = flags >> 6 != 0 ? "+" : " "
        return .object(
            [JSON.Member("value", .number(Double(flags))), JSON.Member("string", .string(String(row) + others))]
                + zip(names, isSet).map { JSON.Member($0.0, .bool($1)) }
        )
    }

    /// The columns in which a person reads them.
    static var listing: Listing<DiskAttribute> {
        Listing([
            Column("id", Words(en: "ID", fr: "N°"), alignment: .right) { .number(Int($0.id)) },
            Column("name", Words(en: "ATTRIBUTE", fr: "ATTRIBUT")) { .text($0.name) },
            Column("value", Words(en: "VALUE", fr: "VALEUR"), alignment: .right) { .number($0.scale.current) },
            Column("worst", Words(en: "WORST", fr: "PIRE"), alignment: .right) { .number($0.scale.worst) },
            Column("thresh", Words(en: "THRESHOLD", fr: "SEUIL"), alignment: .right) { .number($0.scale.threshold) },
            Column("failed", Words(en: "FAILED", fr: "ATTEINT"), colour: { $0.whenFailed == "now" ? .red : nil }) {
                .text($0.whenFailed.isEmpty ? nil : $0.whenFailed)
            },
            Column("count", Words(en: "COUNT", fr: "COMPTE"), alignment: .right) { .number($0.value) },
            Column("raw", Words(en: "RAW", fr: "BRUT")) { .text($0.raw(besides: $0.value)) },
        ])
    }
}
