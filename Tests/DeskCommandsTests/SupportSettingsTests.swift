import DeskCommands
import DeskWeb
import Settings
import Testing

/// The ways to machines, as an administrator writes them into desk.conf.
struct SupportSettingsTests {
    private static func links(_ lines: String) throws -> [String: String] {
        let file = ConfFile(name: "desk.conf", text: "[web]\naddress = https://desk.example.org\n\(lines)\n")
        let web = try #require(try WebConfiguration(DeskSettings.schema.load([file])))
        return web.support.reduce(into: [:]) { $0[$1.name] = $1.template.text }
    }

    @Test func thereMayBeSeveral() throws {
        #expect(try Self.links("").isEmpty)
        let lines = "[support ssh]\nlink = ssh://{login}@{host}\n[support screen]\nlink = vnc://{address}"
        #expect(try Self.links(lines) == ["ssh": "ssh://{login}@{host}", "screen": "vnc://{address}"])
    }

    @Test(arguments: [
        ("[support]\nlink = ssh://{host}", "desk.conf:3"), ("[support ssh]\nlink = javascript:alert(1)", "desk.conf:4"),
        ("[support ssh]\nlink = data:,{host}", "desk.conf:4"), ("[support ssh]\nlink = ssh://{name}", "desk.conf:4"),
        ("[support ssh]", "[support ssh]: link is not set"),
        ("[support ssh]\nlink =", "[support ssh]: link is not set"),
    ])
    func mistakesAreNamedWithTheirPlace(_ lines: String, _ place: String) {
        let error = #expect(throws: (any Error).self) { try Self.links(lines) }
        #expect("\(error.map { "\($0)" } ?? "")".hasPrefix(place), "\(error.map { "\($0)" } ?? "nothing")")
    }
}
