import Settings
import Testing

/// Every mistake with the words that a person reads.
struct MistakeTests {
    @Test(arguments: [
        (
            "[disks]\ninterval = 10 parsecs",
            "agent.conf:2: [disks] interval = 10 parsecs: not a duration; write a number with s, min, h or d, such as 10 min"
        ),
        (
            "[disks]\ninterval = 600",
            "agent.conf:2: [disks] interval = 600: not a duration; write a number with s, min, h or d, such as 10 min"
        ),
        (
            "[disks]\ninterval = -5 min",
            "agent.conf:2: [disks] interval = -5 min: not a duration; write a number with s, min, h or d, such as 10 min"
        ),
        (
            "[disks]\ninterval = 1 s",
            "agent.conf:2: [disks] interval = 1 s: out of range; write a duration from 10 s to 1 d"
        ),
        (
            "[disks]\nmemory = 64",
            "agent.conf:2: [disks] memory = 64: not a size; write a number with B, kB, MB, GB, KiB, MiB or GiB, such as 64 MiB"
        ),
        (
            "[disks]\nmemory = 2 GB",
            "agent.conf:2: [disks] memory = 2 GB: out of range; write a size from 1 KiB to 1 GB"
        ),
        ("[disks]\nenabled = oui", "agent.conf:2: [disks] enabled = oui: not yes or no; write yes or no"),
        ("[disks]\nenabled =", "agent.conf:2: [disks] enabled = : not yes or no; write yes or no"),
        (
            "[disks]\nretries = many",
            "agent.conf:2: [disks] retries = many: not a whole number; write a whole number from 0 to 10"
        ),
        (
            "[disks]\nretries = 11",
            "agent.conf:2: [disks] retries = 11: out of range; write a whole number from 0 to 10"
        ),
        (
            "[disks]\nmode = observed",
            "agent.conf:2: [disks] mode = observed: not one of the words; did you mean 'observe'?; write one of observe, normal"
        ),
        (
            "[ups a]\naddress = localhost",
            "agent.conf:2: [ups a] address = localhost: not an address; write host:port, such as 127.0.0.1:3493 or [::1]:3493"
        ),
        (
            "[ups a]\nbackups = a:1, b:0",
            "agent.conf:2: [ups a] backups = a:1, b:0: 'b:0' is not an address; write host:port, such as 127.0.0.1:3493 or [::1]:3493"
        ),
        (
            "\n[disks]\nintervall = 5 min",
            "agent.conf:3: [disks] intervall: unknown key; did you mean 'interval'?; allowed: enabled, interval, retries, mode, memory, note"
        ),
        (
            "[disk]\nintervall = 5 min",
            "agent.conf:1: [disk]: unknown section; did you mean 'disks'?; allowed: [disks], [ups NAME]"
        ),
        ("[printers]", "agent.conf:1: [printers]: unknown section; allowed: [disks], [ups NAME]"),
        ("[ups]", "agent.conf:1: [ups] needs a name, such as [ups rack1]"),
        ("[disks sda]", "agent.conf:1: [disks] takes no name; write [disks]"),
        ("[disks", "agent.conf:1: the section's header has no ']' at its end"),
        ("[ups a b]", "agent.conf:1: '[ups a b]' is no section; write [section] or [section name]"),
        (
            "[disks]\nenabled = yes\n\nenabled = yes",
            "agent.conf:4: [disks] enabled: already set in line 2; keep one"
        ),
        (
            "[disks]\r\nenabled",
            "agent.conf:2: 'enabled' is no setting; write key = value, [section] or # comment"
        ),
        (
            "[disks]\nen abled = yes",
            "agent.conf:2: 'en abled' is no key; a key is made of letters, digits, '.', '_' and '-'"
        ),
        ("[disks]\nnote = a\u{1B}[2J", "agent.conf:2: a control character; write plain text"),
        ("enabled = yes", "agent.conf:1: enabled stands before the first section; write a [section] above it"),
    ])
    func mistake(text: String, message: String) {
        let error = #expect(throws: SettingsErrors.self) { try Sample.schema.load(text) }
        #expect(error?.description == message)
    }

    @Test func everyMistakeIsReported() {
        let files = [
            ConfFile(name: "agent.conf", text: "[disks]\nenabled = oui\n[what]\nx = 1\n[disks]\nretries = x"),
            ConfFile(name: "agent.conf.d/10.conf", text: "[ups a]\naddress = :0"),
        ]
        let error = #expect(throws: SettingsErrors.self) { try Sample.schema.load(files) }
        #expect(error?.errors.map(\.line) == [2, 3, 6, 2])
        #expect(error?.errors.map(\.code) == [.invalidValue, .unknownSection, .invalidValue, .invalidValue])
        #expect(error?.errors.last?.file == "agent.conf.d/10.conf")
    }

    @Test func mistakesAreBounded() {
        let text = "[disks]\n" + String(repeating: "x = 1\n", count: 5000)
        let error = #expect(throws: SettingsErrors.self) { try Sample.schema.load(text) }
        #expect(error?.errors.count == 100)
    }

    /// No text traps, whatever its bytes.
    @Test func noiseIsAnErrorOrNothing() {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("[]=# \t\r\nabdisksupenl10.:-\u{0}é\u{2028}")
        for _ in 0..<2000 {
            let text = String((0..<60).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
            if let error = (Result { try Sample.schema.load(text) }).failure {
                #expect(error.errors.allSatisfy { $0.line != nil && !$0.message.isEmpty })
            }
        }
    }
}

extension Result {
    fileprivate var failure: SettingsErrors? {
        if case .failure(let error) = self { error as? SettingsErrors } else { nil }
    }
}
