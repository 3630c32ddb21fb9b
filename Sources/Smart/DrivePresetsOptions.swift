extension DrivePresets {
    /// Takes `ID,FORMAT[:ORDER][+][,NAME[,HDD|SSD]]`; false, and nothing taken, when that is not its form.
    mutating func addAttribute(_ argument: Substring) -> Bool {
        if let long = Self.shorthands[String(argument)] { return addAttribute(long[...]) }
        let parts = argument.split(separator: ",", maxSplits: 4, omittingEmptySubsequences: false)
        guard (2...4).contains(parts.count), !parts[1].isEmpty else { return false }
        var attribute = Attribute(nil)
        let isTotal = parts[1].hasSuffix("+")
        attribute.format = ATARawFormat(isTotal ? parts[1].dropLast() : parts[1])
        attribute.isTotal = isTotal
        if parts.count > 2 {
            guard Self.isWord(parts[2], longest: 32) else { return false }
            attribute.name = String(parts[2])
        }
        if parts.count > 3 {
            switch parts[3] {
            case "HDD": attribute.scope = .rotating
            case "SSD": attribute.scope = .solidState
            default: return false
            }
        }
        guard let ids = Self.ids(parts[0]) else { return false }
        for id in ids { set(id, attribute) }
        return true
    }

    mutating func addBug(_ argument: Substring) -> Bool {
        let bug = String(argument)
        guard Self.isWord(argument, longest: 32), bugs.count < 8 || bugs.contains(bug) else { return false }
        if !bugs.contains(bug) { bugs.append(bug) }
        return true
    }

    mutating func setType(_ argument: Substring) -> Bool {
        guard Self.isWord(argument, longest: 64) else { return false }
        type = String(argument)
        return true
    }

    /// One id, or all of them.
    private static func ids(_ text: Substring) -> ClosedRange<UInt8>? {
        if text == "N" { return 1...255 }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let id = UInt8(text), id > 0 else { return nil }
        return id...id
    }

    private static func isWord(_ text: Substring, longest: Int) -> Bool {
        !text.isEmpty && text.utf8.count <= longest && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// Arguments from before formats had names; `smartctl(8)` lists what they stand for.
    private static let shorthands = [
        "9,minutes": "9,min2hour,Power_On_Minutes",
        "9,seconds": "9,sec2hour,Power_On_Seconds",
        "9,halfminutes": "9,halfmin2hour,Power_On_Half_Minutes",
        "9,temp": "9,tempminmax,Temperature_Celsius",
        "192,emergencyretractcyclect": "192,raw48,Emerg_Retract_Cycle_Ct",
        "193,loadunload": "193,raw24/raw24",
        "194,10xCelsius": "194,temp10x,Temperature_Celsius_x10",
        "194,unknown": "194,raw48,Unknown_Attribute",
        "197,increasing": "197,raw48+,Total_Pending_Sectors",
        "198,increasing": "198,raw48+,Total_Offl_Uncorrectabl",
        "198,offlinescanuncsectorct": "198,raw48,Offline_Scan_UNC_SectCt",
        "200,writeerrorcount": "200,raw48,Write_Error_Count",
        "201,detectedtacount": "201,raw48,Detected_TA_Count",
        "220,temp": "220,tempminmax,Temperature_Celsius",
    ]
}
