import ArgumentParser
import Commands
import Desk

extension DeskAddress: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }

    /// The names under which agents reach a desk that was told none.
    static func ofThisMachine(_ console: Console) -> [String] { [console.hostName, "localhost", "127.0.0.1"] }
}
