import Program
import Testing

struct DescriptionTests {
    @Test func theHelpNamesEveryOptionWithItsValue() {
        let help = Description.reader.help
        for option in Description.reader.options { #expect(help.contains("\n  \(option.title) ")) }
        #expect(help.hasPrefix("vigie-reader sends "))
        #expect(help.contains("\nUsage: vigie-reader [--connected] [--idle SECONDS]\n       vigie-reader --smartctl"))
    }

    @Test func aLongOptionStandsOnALineOfItsOwn() {
        let program = Description(
            name: "x",
            purpose: "does",
            synopses: [""],
            options: [.init("--reader-program", takes: .file("PROGRAM"), "start it")],
            notes: [],
            statuses: [],
            files: [],
            examples: [],
            related: []
        )
        #expect(program.help.contains("\n  --reader-program PROGRAM\n                    start it\n"))
    }

    @Test func aVersionIsANumberAndWhereItIsFrom() {
        let words = Version.line(of: "vigie").split(separator: " ", maxSplits: 2)
        #expect(words.first == "vigie")
        #expect(Version.number.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+/) != nil)
        #expect(words.last == "(development build)" || words.last?.hasPrefix("(commit ") == true)
    }
}
