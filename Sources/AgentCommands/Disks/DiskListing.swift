import Health
import Report

extension HealthReport {
    /// The columns of `vigie disks`.
    static func disks(_ figures: Figures, now: Timestamp) -> Listing<Entry> {
        Listing([
            Column("verdict", Words(en: "VERDICT", fr: "ÉTAT"), colour: { $0.verdict.colour }) { disk in
                .term(disk.verdict.rawValue, disk.words)
            },
            Column("device", Words(en: "DEVICE", fr: "DISQUE")) { .text($0["device"]) },
            Column("model", Words(en: "MODEL", fr: "MODÈLE"), fit: .truncate) { .text($0.name) },
            Column("serial", Words(en: "SERIAL", fr: "N° DE SÉRIE")) { .text($0["serial"]) },
            Column("capacity", Words(en: "SIZE", fr: "TAILLE"), alignment: .right, unit: .bytes) {
                .number($0[.capacity])
            },
            Column("temperature", Words(en: "TEMP", fr: "TEMP"), alignment: .right, unit: .celsius) {
                .number($0[.temperature])
            },
            Column("hours", Words(en: "HOURS", fr: "HEURES"), alignment: .right) { .number($0[.powerOnHours]) },
            Column("used", Words(en: "USED", fr: "USURE"), alignment: .right, unit: .percent) {
                .number($0[.percentageUsed])
            },
            Column("read_at", Words(en: "READ", fr: "LU")) { .text($0.readAt.map { figures.age(of: $0, at: now) }) },
        ])
    }
}

extension HealthReport.Entry {
    /// The number read for a quantity; nil when it was not read or is not a number.
    subscript(quantity: Quantity) -> Double? { readings.first { $0.quantity == quantity }?.value.number }

    /// The words read for a quantity; nil when it was not read or is a number.
    subscript(text quantity: Quantity) -> String? {
        guard case .text(let text) = readings.first(where: { $0.quantity == quantity })?.value else { return nil }
        return text
    }

    /// One part of the identity: `model`, `serial`, `firmware`, `device`.
    subscript(key: String) -> String? { identity.first { $0.key == key }?.value }

    /// The attributes of an ATA disk, in its own order.
    var attributes: [DiskAttribute] { readings.compactMap(DiskAttribute.init) }
}
