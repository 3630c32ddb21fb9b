import Settings
import Testing

struct ExampleTests {
    @Test func exampleText() {
        let schema = Schema([Section("disks", "Disks.", [Sample.interval, Sample.note]), Sample.ups])
        #expect(
            schema.example == """
                # Disks.
                [disks]

                # How often disks are asked. Allowed: a duration from 10 s to 1 d.
                #interval = 10 min

                # Words for the report. Allowed: any text.
                #note =

                # A UPS.
                #[ups rack1]

                # Where upsd listens. Allowed: host:port.
                #address = 127.0.0.1:3493

                # Where else it listens. Allowed: host:port, several separated by commas.
                #backups =

                """
        )
    }

    @Test func helpText() {
        #expect(
            Schema([Section("disks", "Disks.", [Sample.interval])]).help == """
                [disks]  Disks.
                    interval = 10 min
                        How often disks are asked.
                        Allowed: a duration from 10 s to 1 d.

                """
        )
    }

    /// As it stands the example changes nothing; with its settings uncommented it says the same.
    @Test func exampleIsTheDefaults() throws {
        let untouched = try Sample.schema.load(Sample.schema.example)
        #expect(untouched.named(Sample.ups).isEmpty)
        let lines = Sample.schema.example.split(separator: "\n").map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
        }
        let written = try Sample.schema.load(lines.joined(separator: "\n"))
        for values in [untouched[Sample.disks], written[Sample.disks]] {
            #expect(values[Sample.enabled] == Sample.enabled.defaultValue)
            #expect(values[Sample.interval] == Sample.interval.defaultValue)
            #expect(values[Sample.retries] == Sample.retries.defaultValue)
            #expect(values[Sample.mode] == Sample.mode.defaultValue)
            #expect(values[Sample.memory] == Sample.memory.defaultValue)
            #expect(values[Sample.note] == Sample.note.defaultValue)
        }
        #expect(written.named(Sample.ups).first?.values[Sample.address] == Sample.address.defaultValue)
        #expect(written.named(Sample.ups).first?.values[Sample.backups] == [])
    }
}
