package import Health

/// What an attribute's number means: smartctl's name for it, and how its raw bytes are packed.
package struct ATAMeaning: Sendable {
    /// The disks on which the id has this meaning; on others it is anyone's guess.
    package enum Scope: Sendable {
        case any
        case rotating
        case solidState

        func covers(_ rotation: ATAIdentify.Rotation) -> Bool {
            switch (self, rotation) {
            case (.rotating, .solidState), (.solidState, .rate): false
            default: true
            }
        }
    }

    /// The name as smartctl spells it; nil when the id has no common meaning.
    package let name: String?
    package let format: ATARawFormat
    /// `attribute-5-reallocated-sector-ct`, or `attribute-234` where there is no name.
    package let quantity: Quantity

    /// The common meaning of an attribute on a disk of this kind.
    package static func of(_ id: UInt8, on rotation: ATAIdentify.Rotation) -> ATAMeaning {
        let entry = table[Int(id)]
        return entry.scope.covers(rotation) ? entry.named : entry.nameless
    }

    /// The meaning of an attribute of which only the number is known.
    package static func unknown(_ id: UInt8) -> ATAMeaning { table[Int(id)].nameless }

    /// What smartctl calls an attribute to which the drive database gives no name, on a disk of this kind.
    static func printedName(of id: UInt8, on rotation: ATAIdentify.Rotation) -> String {
        let entry = table[Int(id)]
        guard let name = entry.named.name else { return "Unknown_Attribute" }
        guard !entry.scope.covers(rotation) else { return name }
        return rotation == .solidState ? "Unknown_SSD_Attribute" : "Unknown_HDD_Attribute"
    }

    private init(_ id: Int, name: String?, format: ATARawFormat) {
        self.name = name
        self.format = format
        let suffix = name.map { "-" + String(decoding: $0.lowercased().utf8.map(Self.dashed), as: UTF8.self) }
        let unit: Unit =
            switch format {
            case _ where format.isTemperature: .celsius
            case _ where id == 9: .hours
            default: .count
            }
        self.quantity = Quantity("attribute-\(id)\(suffix ?? "")", unit)
    }

    /// Names on the wire and in JSON hold no underscore.
    private static func dashed(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte }

    private typealias Entry = (scope: Scope, named: ATAMeaning, nameless: ATAMeaning)

    private static let table: [Entry] = {
        let nameless = (0...255).map { ATAMeaning($0, name: nil, format: .raw48) }
        var table: [Entry] = nameless.map { (.any, $0, $0) }
        for (id, name, format, scope) in common {
            table[Int(id)] = (scope, ATAMeaning(Int(id), name: name, format: format), nameless[Int(id)])
        }
        return table
    }()

    /// The ids on whose meaning vendors agree, by and large (facts/disks.md section 3).
    private static let common: [(id: UInt8, name: String, format: ATARawFormat, scope: Scope)] = [
        (1, "Raw_Read_Error_Rate", .raw48, .any),
        (2, "Throughput_Performance", .raw48, .any),
        (3, "Spin_Up_Time", .raw16WithAverage, .any),
        (4, "Start_Stop_Count", .raw48, .any),
        (5, "Reallocated_Sector_Ct", .raw16WithRaw16, .any),
        (6, "Read_Channel_Margin", .raw48, .rotating),
        (7, "Seek_Error_Rate", .raw48, .rotating),
        (8, "Seek_Time_Performance", .raw48, .rotating),
        (9, "Power_On_Hours", .raw24WithRaw8, .any),
        (10, "Spin_Retry_Count", .raw48, .rotating),
        (11, "Calibration_Retry_Count", .raw48, .rotating),
        (12, "Power_Cycle_Count", .raw48, .any),
        (13, "Read_Soft_Error_Rate", .raw48, .any),
        (175, "Program_Fail_Count_Chip", .raw48, .solidState),
        (176, "Erase_Fail_Count_Chip", .raw48, .solidState),
        (177, "Wear_Leveling_Count", .raw48, .solidState),
        (178, "Used_Rsvd_Blk_Cnt_Chip", .raw48, .solidState),
        (179, "Used_Rsvd_Blk_Cnt_Tot", .raw48, .solidState),
        (180, "Unused_Rsvd_Blk_Cnt_Tot", .raw48, .solidState),
        (181, "Program_Fail_Cnt_Total", .raw48, .any),
        (182, "Erase_Fail_Count_Total", .raw48, .solidState),
        (183, "Runtime_Bad_Block", .raw48, .any),
        (184, "End-to-End_Error", .raw48, .any),
        (187, "Reported_Uncorrect", .raw48, .any),
        (188, "Command_Timeout", .raw48, .any),
        (189, "High_Fly_Writes", .raw48, .rotating),
        (190, "Airflow_Temperature_Cel", .temperature, .any),
        (191, "G-Sense_Error_Rate", .raw48, .rotating),
        (192, "Power-Off_Retract_Count", .raw48, .any),
        (193, "Load_Cycle_Count", .raw48, .rotating),
        (194, "Temperature_Celsius", .temperature, .any),
        (195, "Hardware_ECC_Recovered", .raw48, .any),
        (196, "Reallocated_Event_Count", .raw16WithRaw16, .any),
        (197, "Current_Pending_Sector", .raw48, .any),
        (198, "Offline_Uncorrectable", .raw48, .any),
        (199, "UDMA_CRC_Error_Count", .raw48, .any),
        (200, "Multi_Zone_Error_Rate", .raw48, .rotating),
        (201, "Soft_Read_Error_Rate", .raw48, .rotating),
        (202, "Data_Address_Mark_Errs", .raw48, .rotating),
        (203, "Run_Out_Cancel", .raw48, .any),
        (204, "Soft_ECC_Correction", .raw48, .any),
        (205, "Thermal_Asperity_Rate", .raw48, .any),
        (206, "Flying_Height", .raw48, .rotating),
        (207, "Spin_High_Current", .raw48, .rotating),
        (208, "Spin_Buzz", .raw48, .rotating),
        (209, "Offline_Seek_Performnce", .raw48, .rotating),
        (220, "Disk_Shift", .raw48, .rotating),
        (221, "G-Sense_Error_Rate", .raw48, .rotating),
        (222, "Loaded_Hours", .raw48, .rotating),
        (223, "Load_Retry_Count", .raw48, .rotating),
        (224, "Load_Friction", .raw48, .rotating),
        (225, "Load_Cycle_Count", .raw48, .rotating),
        (226, "Load-in_Time", .raw48, .rotating),
        (227, "Torq-amp_Count", .raw48, .rotating),
        (228, "Power-off_Retract_Count", .raw48, .any),
        (230, "Head_Amplitude", .raw48, .rotating),
        (231, "Temperature_Celsius", .raw48, .rotating),
        (232, "Available_Reservd_Space", .raw48, .any),
        (233, "Media_Wearout_Indicator", .raw48, .solidState),
        (240, "Head_Flying_Hours", .raw24WithRaw8, .rotating),
        (241, "Total_LBAs_Written", .raw48, .any),
        (242, "Total_LBAs_Read", .raw48, .any),
        (250, "Read_Error_Retry_Rate", .raw48, .any),
        (254, "Free_Fall_Sensor", .raw48, .rotating),
    ]
}
