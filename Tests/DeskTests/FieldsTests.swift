import Desk
import Testing

struct FieldsTests {
    @Test(arguments: [
        "", "plain", "two words", "a=b", "\"quoted\"", "back\\slash", "line\nend\r\n", "\u{0}\u{1F}\u{7F}", "é œ 日本",
        "e\u{301}", "-1.5e-300",
    ])
    func anyTextComesBack(_ text: String) {
        var fields = Fields()
        fields["first"] = text
        fields["second"] = "x"
        let read = Fields(fields.description)
        #expect(read == fields)
        #expect(read?["first"].map { Array($0.utf8) } == Array(text.utf8))
        #expect(!fields.description.utf8.contains { $0 < 0x20 })
    }

    @Test(arguments: [
        "a", "=1", "a=", "a=1 ", "a=1  b=2", "a=1 a=2", "a=\"x", "a=\"\\q\"", "a=\"\\u00\"", "a=\"\\u0100\"",
        "a=\"x\"b=1",
        "a=\"\\u00e9\"", " a=1",
    ])
    func anythingElseIsRefused(_ text: String) {
        #expect(Fields(text) == nil)
    }

    @Test func theTextIsStable() {
        var fields = Fields()
        fields["value"] = "12.0"
        fields["reason"] = "fan replaced"
        #expect(fields.description == "value=12.0 reason=\"fan replaced\"")
        fields["value"] = nil
        #expect(fields.description == "reason=\"fan replaced\"")
    }
}
