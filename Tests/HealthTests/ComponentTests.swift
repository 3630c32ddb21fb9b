import Health
import Testing

struct ComponentTests {
    @Test(
        arguments: [
            (Component(.disk, "S3Z9NB0K"), "disk/S3Z9NB0K"),
            (Component(.sensor, "coretemp", part: "Package id 0"), "sensor/coretemp/Package%20id%200"),
            (Component(.ups, "desk.example:3493/rack", part: "a/b"), "ups/desk.example%3A3493%2Frack/a%2Fb"),
            (Component(.updates, "apt"), "updates/apt"),
            (Component(.host, "~50 % \"é\n\u{0}"), "host/%7E50%20%25%20%22%C3%A9%0A%00"),
        ]
    )
    func bothWays(component: Component, text: String) {
        #expect(component.description == text)
        #expect(Component(text) == component)
        let key = ConditionKey(component, "disk.wear")
        #expect(key.description == text + "/disk.wear")
        #expect(ConditionKey(key.description) == key)
    }

    @Test(arguments: ["tape", "raid-5", "9", String(repeating: "k", count: 32)])
    func aKindOfAnotherReleaseIsKept(kind: String) throws {
        let component = try #require(Component("\(kind)/a%20b/c"))
        #expect(component.description == "\(kind)/a%20b/c" && component.kind.rawValue == kind)
        #expect(component.kind.words.fr == kind && Catalogue.rules(for: component.kind).isEmpty)
    }

    @Test func lowerCaseEscapesAreRead() {
        #expect(Component("disk/%c3%a9") == Component(.disk, "é"))
    }

    @Test(
        arguments: [
            "", "/", "disk", "disk/", "disk//", "disk/a/", "disk//a", "/disk/a", "disk/a/b/c", "DISK/a", "ta_pe/a",
            "disk/%", "disk/%2", "disk/%G0", "disk/%+1", "disk/%ff", "disk/%C3", "disk/%ED%A0%80", "disk/a b",
            "disk/é", String(repeating: "k", count: 33) + "/a", "disk/~", "disk/a\u{0}", "disk/a\n", "disk/\u{301}a",
            "%64isk/\u{1F9EF}", "disk/a%2", "disk/*",
        ]
    )
    func refused(text: String) {
        #expect(Component(text) == nil)
        #expect(ConditionKey(text + "/disk.wear") == nil)
    }

    @Test(arguments: ["disk.wear", "host.silent", "a.b", "9.-", String(repeating: "a", count: 62) + ".b"])
    func ruleIDs(text: String) {
        #expect(RuleID(text)?.description == text)
    }

    @Test(
        arguments: [
            "", ".", "disk", "disk.", ".wear", "disk.wear.more", "disk..wear", "Disk.wear", "disk.wear ",
            "disk.usé", "disk_x.wear", "disk.\u{0}", String(repeating: "a", count: 63) + ".b",
        ]
    )
    func refusedRuleIDs(text: String) {
        #expect(RuleID(text) == nil)
        #expect(ConditionKey("disk/a/" + text) == nil)
    }

    @Test func aKeyNeedsAComponentAndARule() {
        #expect(ConditionKey("disk.wear") == nil)
        #expect(ConditionKey("disk/disk.wear") == nil)
        #expect(ConditionKey("disk/S1/0/disk.wear") == ConditionKey(Component(.disk, "S1", part: "0"), "disk.wear"))
    }

    /// Every byte is either kept or escaped, and no two ids have one text.
    @Test func everyScalarComesBack() {
        var seen: Set<String> = []
        for value in (UInt32(0)...0x2FF).compactMap(Unicode.Scalar.init) {
            let component = Component(.disk, String(Character(value)))
            #expect(Component(component.description)?.id.unicodeScalars.first == value)
            #expect(seen.insert(component.description).inserted)
        }
    }
}
