import Host
import Logging
import NIOCore
import NIOPosix
import Program
import ServiceManager
import Settings

/// `vigie-agent` from its arguments to its exit status.
package enum AgentProgram {
    private static let usageStatus: Int32 = 64
    private static let configurationStatus: Int32 = 78

    /// Runs until a signal ends it.
    /// - Returns: 0 after a clean end, 64 for a wrong command line, 78 for wrong settings where they were to be checked, 1 for anything
    ///   else.
    package static func run(_ arguments: [String]) async -> Int32 {
        Dispatch.keepSilent()
        do {
            try await perform(try AgentOptions.parse(arguments))
            return 0
        } catch let error as UsageError {
            fail("vigie-agent: \(error). Try vigie-agent --help.")
            return usageStatus
        } catch let error as SettingsErrors {
            fail("\(error)")
            return configurationStatus
        } catch {
            fail("vigie-agent: \(error)")
            return 1
        }
    }

    private static func fail(_ text: String) {
        StandardError.write(JournalLevel.marked(text, .error) + "\n")
    }

    private static func perform(_ request: AgentOptions.Request) async throws {
        switch request {
        case .help: print(AgentOptions.description.help, terminator: "")
        case .version: print(Version.line(of: "vigie-agent"))
        case .printConfiguration: print(AgentSettings.schema.example, terminator: "")
        case .check(let options):
            _ = try configuration(options)
            print(JournalLevel.prefix(.info) + "The settings are right.")
        case .run(let options): try await run(options)
        }
    }

    /// The settings; the default file may be absent, one that is named may not.
    private static func configuration(_ options: AgentOptions) throws -> Configuration {
        let live = try LiveHost()
        let path = PrivateFile.absolute(options.configuration ?? AgentOptions.defaultConfiguration)
        func present<Value>(_ body: () throws(HostError) -> Value) throws -> Value? {
            do throws(HostError) {
                return try body()
            } catch  where error.code == .notFound {
                return nil
            } catch {
                throw error
            }
        }
        let mayBeAbsent = options.configuration == nil
        return try AgentSettings.schema.load(
            path: path,
            read: { file, limit in
                let bytes = try present { () throws(HostError) in try live.read(file, limit: limit) }
                return bytes ?? (mayBeAbsent && file == path ? [] : nil)
            },
            list: { folder in try present { () throws(HostError) in try live.list(folder) } }
        )
    }

    /// Everything runs as tasks on one event loop, from the first on.
    private static func run(_ options: AgentOptions) async throws {
        Memory.useOneArena()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        // What starting needs, then what the first polls and the link need, is seldom needed again.
        loop.scheduleTask(in: .seconds(15)) { Memory.release() }
        loop.scheduleRepeatedTask(initialDelay: .minutes(1), delay: .minutes(10)) { _ in Memory.release() }
        try await withTaskExecutorPreference(ClosureExecutor { loop.execute($0) }) {
            try await AgentServices(options, on: group) { try Self.configuration(options) }.run()
        }
        try await group.shutdownGracefully()
    }
}
