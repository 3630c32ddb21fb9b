package import Health

/// What an eMMC says of its wear, as the kernel shows it in sysfs (JESD84-B51, EXT_CSD 267 to 269).
package struct MMCHealth: Hashable, Sendable {
    /// What is left of the reserved blocks.
    package enum Reserve: String, Hashable, Sendable {
        case normal
        /// 80 % of them are used.
        case warning
        /// 90 % of them are used.
        case urgent
    }

    /// Percent of the endurance that is used at least, of the more worn kind of cells; nil when not reported.
    package let percentageUsed: Double?
    /// nil when not reported.
    package let reserve: Reserve?

    /// Reads `life_time` ("0x02 0x01", a step of 10 % each) and `pre_eol_info` ("0x01"); nil when neither says anything.
    package init?(lifeTime: String?, preEndOfLife: String?) {
        let steps = (lifeTime ?? "").split(separator: " ").compactMap(Self.number).filter { (1...11).contains($0) }
        self.percentageUsed = steps.max().map { Double(($0 - 1) * 10) }
        self.reserve =
            switch preEndOfLife.flatMap(Self.number) {
            case 1: .normal
            case 2: .warning
            case 3: .urgent
            default: nil
            }
        guard percentageUsed != nil || reserve != nil else { return nil }
    }

    /// The readings; what is not reported is left out.
    package func readings() -> [Reading] {
        let used: Double? =
            switch reserve {
            case .warning: 80
            case .urgent: 90
            case .normal, nil: nil
            }
        return [
            percentageUsed.map { Reading(.percentageUsed, $0) }, used.map { Reading(.reservedBlocksUsed, $0) },
            reserve.map { Reading(Quantity("reserve", .text), .text($0.rawValue)) },
        ].compactMap(\.self)
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : nil
    }
}
