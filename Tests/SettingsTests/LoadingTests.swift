import Settings
import Testing

struct LoadingTests {
    @Test func nothingWrittenIsTheDefaults() throws {
        let values = try Sample.schema.load([])[Sample.disks]
        #expect(values[Sample.enabled])
        #expect(values[Sample.interval] == 600)
        #expect(values[Sample.retries] == 3)
        #expect(values[Sample.mode] == .normal)
        #expect(values[Sample.memory] == 65_536)
        #expect(values[Sample.note] == "")
    }

    @Test func valuesAreTyped() throws {
        let configuration = try Sample.schema.load(
            """
            # a comment
            [disks]
            enabled = no
              interval=1.5 h
            retries = 10
            mode = observe
            memory = 2 MiB
            note = 5 # = five

            [ups rack1]
            address = [::1]:3493
            backups = ups-a.example.org:3493 , 192.0.2.7:34930
            [ups rack2]
            """
        )
        let values = configuration[Sample.disks]
        #expect(!values[Sample.enabled])
        #expect(values[Sample.interval] == 5400)
        #expect(values[Sample.retries] == 10)
        #expect(values[Sample.mode] == .observe)
        #expect(values[Sample.memory] == 2_097_152)
        #expect(values[Sample.note] == "5 # = five")
        let supplies = configuration.named(Sample.ups)
        #expect(supplies.map(\.name) == ["rack1", "rack2"])
        #expect(supplies.first?.values[Sample.address] == HostPort(host: "::1", port: 3493))
        #expect(
            supplies.first?.values[Sample.backups]
                == [HostPort(host: "ups-a.example.org", port: 3493), HostPort(host: "192.0.2.7", port: 34930)]
        )
        #expect(supplies.last?.values[Sample.address] == HostPort(host: "127.0.0.1", port: 3493))
    }

    @Test func whatIsWrittenCanBeReadAgain() throws {
        let text = "[disks]\nmode = observe\nnote = 5 # = five\n\n[ups rack1]\naddress = [::1]:3493\n\n[ups rack2]\n"
        let configuration = try Sample.schema.load(text)
        #expect(configuration.text == text)
        let files = [ConfFile(name: "a", text: "[disks]\nmode = normal\n"), ConfFile(name: "b", text: text)]
        #expect(try Sample.schema.load(files).text == text, "a later file's value replaces an earlier one's")
        #expect(Configuration().text.isEmpty)
    }

    @Test(arguments: [("10 s", 10.0), ("10s", 10), ("2 min", 120), ("0.5 h", 1800), ("1 d", 86_400)])
    func duration(text: String, seconds: Double) throws {
        #expect(try Sample.interval.type.parse(text) == seconds)
    }

    @Test(arguments: [
        "", "s", "1", ". s", "1. s", ".5 h", "1e3 s", "nan s", "0x10 s", "+1 s", "1 S", "1 s s", "1.2.3 s",
    ])
    func noDuration(text: String) {
        #expect(throws: Misfit.self) { try Sample.interval.type.parse(text) }
    }

    @Test(arguments: [10.0, 90, 600, 5400, 3600, 86_400, 12.5])
    func durationsAreWrittenAsTheyAreRead(seconds: Double) throws {
        #expect(try Sample.interval.type.parse(Sample.interval.type.format(seconds)) == seconds)
    }

    @Test(arguments: ["host:", ":1", "a:b:1", "[::1]", "::1:1", "h:65536", "h:-1", "h:+1", "a b:1", "[]:1", "ö:1"])
    func noAddress(text: String) {
        #expect(throws: Misfit.self) { try Sample.address.type.parse(text) }
    }

    @Test func laterFilesReplaceValues() throws {
        let files = [
            "agent.conf": "[disks]\nretries = 1\nnote = first", "agent.conf.d/20.conf": "[disks]\nretries = 2",
        ]
        let more = ["agent.conf.d/10.conf": "[disks]\nretries = 9\n[ups b]", "agent.conf.d/README": "not read"]
        let all = files.merging(more) { $1 }
        let configuration = try Sample.schema.load(
            path: "agent.conf",
            read: { path, _ in all[path].map { Array($0.utf8) } },
            list: { _ in ["20.conf", "README", "10.conf"] }
        )
        #expect(configuration[Sample.disks][Sample.retries] == 2)
        #expect(configuration[Sample.disks][Sample.note] == "first")
        #expect(configuration.named(Sample.ups).map(\.name) == ["b"])
    }

    @Test func whatCannotBeReadIsAnError() {
        struct Denied: Error, CustomStringConvertible { var description: String { "permission denied" } }
        let absent = #expect(throws: SettingsErrors.self) {
            try Sample.schema.load(path: "a.conf", read: { _, _ in nil }, list: { _ in nil })
        }
        #expect(absent?.description == "a.conf: there is no such file")
        let denied = #expect(throws: SettingsErrors.self) {
            try Sample.schema.load(path: "a.conf", read: { _, _ in throw Denied() }, list: { _ in throw Denied() })
        }
        #expect(
            denied?.description
                == "a.conf.d: cannot be listed: permission denied\na.conf: cannot be read: permission denied"
        )
        let latin = #expect(throws: SettingsErrors.self) {
            try Sample.schema.load(
                path: "a.conf",
                read: { _, _ in Array("[disks]\nnote = ".utf8) + [0xE9] },
                list: { _ in nil }
            )
        }
        #expect(latin?.description == "a.conf:2: not UTF-8; save the file as UTF-8")
    }
}
