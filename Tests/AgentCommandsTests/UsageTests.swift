import Testing

@testable import AgentCommands

struct UsageTests {
    @Test(arguments: [
        [], ["--help"], ["report", "--help"], ["status", "--help"], ["test-ticket", "--help"], ["enrol", "--help"],
        ["record", "--help"], ["help", "record"],
    ])
    func helpHasExamples(arguments: [String]) async {
        let done = await vigie(arguments)
        #expect(done.status == 0)
        #expect(done.output.contains("EXAMPLES\n  vigie "))
        #expect(done.errors.isEmpty)
    }

    @Test(arguments: [
        ["frob"], ["report", "--live", "--host", "x"], ["report", "--socket", "x", "--live"], ["record"],
        ["enrol", "x", "--class", "toaster"], ["status", "\u{1B}[2J"],
    ])
    func wrongUsageIsStatus64(arguments: [String]) async {
        let done = await vigie(arguments)
        #expect(done.status == 64)
        #expect(done.output.isEmpty)
        #expect(done.errors.hasPrefix("vigie: "))
        #expect(!done.errors.contains("\u{1B}"))
    }
}
