import Program
import Agent
import Testing

@Suite
struct AgentOptionsTests {
    private static func options(_ change: (inout AgentOptions) -> Void) -> AgentOptions {
        var options = AgentOptions()
        change(&options)
        return options
    }

    @Test(arguments: [
        ("--config", options { $0.configuration = "a=b" }), ("--state", options { $0.state = "a=b" }),
        ("--socket", options { $0.socket = "a=b" }), ("--reader", options { $0.reader = "a=b" }),
        ("--reader-program", options { $0.readerProgram = "a=b" }), ("--host", options { $0.host = "a=b" }),
    ])
    func anOptionTakesItsValueEitherWay(name: String, options: AgentOptions) throws {
        #expect(options != AgentOptions())
        #expect(try AgentOptions.parse([name, "a=b"]) == .run(options))
        #expect(try AgentOptions.parse(["\(name)=a=b"]) == .run(options))
        #expect(try AgentOptions.parse([name, "x", name, "a=b"]) == .run(options))
    }

    @Test(arguments: [
        (["--help"], AgentOptions.Request.help), (["-h"], .help), (["--version"], .version),
        (["--print-config"], .printConfiguration), (["--check"], .check(AgentOptions())), ([], .run(AgentOptions())),
    ])
    func aRequestIsRecognised(arguments: [String], request: AgentOptions.Request) throws {
        #expect(try AgentOptions.parse(arguments) == request)
    }

    @Test
    func checkTakesTheOtherOptions() throws {
        var options = AgentOptions()
        options.configuration = "x.conf"
        #expect(try AgentOptions.parse(["--check", "--config", "x.conf"]) == .check(options))
    }

    @Test(arguments: [
        (["--state"], "--state needs a value"), (["--state="], "--state needs a value"),
        (["--socket", ""], "--socket needs a value"), (["--sate", "x"], "--sate is not an option"),
        (["x"], "x is not an option"), (["--state", "a", "b"], "b is not an option"),
        (["--check=yes"], "--check takes no value"), (["--help=all"], "--help takes no value"),
    ])
    func aMistakeIsNamed(arguments: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try AgentOptions.parse(arguments) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        "--config", "--check", "--print-config", "--state", "--socket", "--reader", "--reader-program", "--host",
        "--version", "--help",
    ])
    func theHelpNamesEveryOption(option: String) {
        #expect(AgentOptions.description.help.contains("\n  \(option)"))
    }
}
