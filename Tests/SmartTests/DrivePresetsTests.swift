import Smart
import TestSupport
import Testing

struct DrivePresetsTests {
    @Test(arguments: [
        ("-v 9,min2hour,Power_On_Minutes", "9,min2hour,Power_On_Minutes"),
        ("-v 9,minutes", "9,min2hour,Power_On_Minutes"),
        ("-v 197,increasing", "197,raw48+,Total_Pending_Sectors"), ("-v 193,loadunload", "193,raw24/raw24"),
        ("-v 5,raw16(raw16)", "5,raw16(raw16)"), ("-v 234,raw24/raw32:04321,A/B ", "234,raw24/raw32:04321,A/B"),
        ("-v 7,raw48,Seek,HDD -v 177,raw48,Wear,SSD", "7,raw48,Seek,HDD 177,raw48,Wear,SSD"),
        (
            " -v 9,raw48,B\n-v 1,hex64,A -F xerrorlba -F nologdir -d sat,12",
            "1,hex64,A 9,raw48,B F=xerrorlba F=nologdir d=sat,12"
        ),
        ("-v9,raw48 -dsat -Fsamsung3", "9,raw48 F=samsung3 d=sat"),
        // The last one counts, and one without a name keeps it.
        ("-v 9,raw48,A -v 9,raw16", "9,raw16,A"), ("-v 9,raw48,A -v 9,raw16,B", "9,raw16,B"),
        // A packing of a later version has no number, but a name.
        ("-v 9,raw99(x),Hours", "9,?,Hours"), ("-v 9,raw48:xyz,Hours", "9,?,Hours"),
        // What is no option leaves nothing behind.
        ("", ""), ("-v", ""), ("-v 9", ""), ("-v 0,raw48", ""), ("-v 256,raw48", ""), ("-v +9,raw48", ""),
        ("-v 9,raw48,A,TAPE", ""), ("-v 9,raw48,", ""), ("-v 9,", ""), ("-v 9,raw48,A,HDD,B", ""),
        ("-x 9,raw48 text", ""),
        ("-v 9,raw48,\u{e9}", ""), ("-v 9,raw48,A_name_of_more_than_32_characters", ""),
        ("-q -v 9,raw48", "9,raw48"),
    ])
    func presets(presets: String, text: String) throws {
        let parsed = DrivePresets(presets)
        #expect(parsed.text == text)
        #expect(DrivePresets(text: text) == parsed)
    }

    @Test func allIdsAtOnce() {
        let presets = DrivePresets("-v 9,raw16,Hours -v N,hex48")
        #expect(presets.attributes.count == 255)
        #expect(presets.attributes[9] == DrivePresets.Attribute(ATARawFormat(.hex48), name: "Hours"))
        #expect(presets.attributes[0] == nil)
    }

    @Test func mergedOverTheDefaults() {
        let defaults = DrivePresets("-v 1,raw48,A -v 7,raw48,Seek,HDD -v 177,raw48,Wear,SSD -F swapid")
        let own = DrivePresets("-v 1,raw24/raw32 -v 177,raw16,Other -F nologdir -d sat")
        let merged = own.merged(over: defaults)
        #expect(merged.text == "1,raw24/raw32,A 7,raw48,Seek,HDD 177,raw16,Other F=swapid F=nologdir d=sat")
        #expect(own.merged(over: DrivePresets()) == own)
        #expect(DrivePresets().merged(over: own) == own)
    }

    @Test(arguments: [
        (true as Bool?, "7,raw48 177,raw48,Wear 9,raw48,Hours"), (false, "7,raw48,Seek 177,raw48 9,raw48,Hours"),
        (nil, "7,raw48,Seek 177,raw48,Wear 9,raw48,Hours"),
    ])
    func namesOfTheOtherKindOfDiskGo(isSolidState: Bool?, text: String) {
        let presets = DrivePresets("-v 7,raw48,Seek,HDD -v 177,raw48,Wear,SSD -v 9,raw48,Hours")
        let words = presets.scoped(isSolidState: isSolidState).text.split(separator: " ")
        #expect(Set(words) == Set(text.split(separator: " ")))
    }

    @Test(arguments: [
        "9", "9,raw48 ", " 9,raw48", "9,raw48  10,raw48", "10,raw48 9,raw48", "9,raw48 9,raw48", "9,minutes", "N,raw48",
        "009,raw48", "d=sat 9,raw48", "F=", "d=", "x=1", "-v 9,raw48", "9,raw48\n", "9,raw99",
    ])
    func whatWasNotWrittenHereIsNotRead(text: String) {
        #expect(DrivePresets(text: text) == nil)
    }

    @Test func randomPresetsComeBack() throws {
        var random = Seeded(20_261_128)
        let pieces = [
            "-v", "-F", "-d", " ", " ", ",", "9", "N", "255", "raw48", "raw16(avg16)", ":", "543210", "+", "Name",
            "HDD",
            "SSD", "minutes", "sat", "?", "\u{0}", "é",
        ]
        var taken = 0
        for _ in 0..<20_000 {
            let presets = DrivePresets((0..<random.below(24)).map { _ in pieces[random.below(pieces.count)] }.joined())
            let text = presets.text
            #expect(DrivePresets(text: text) == presets, "\(text)")
            if !text.isEmpty { taken += 1 }
            _ = DrivePresets(text: String(text.dropFirst(random.below(4))))
        }
        #expect(taken > 500)
    }
}
