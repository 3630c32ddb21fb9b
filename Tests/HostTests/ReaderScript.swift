import Foundation
import Testing

/// A program that notes its process and becomes vigie-reader.
struct ReaderScript {
    private let tree: Tree

    init() throws {
        tree = try Tree()
        let script = "#!/bin/sh\necho $$ >>\"$0.processes\"\nexec '\(reader ?? "")' \"$@\"\n"
        try tree.add("/reader.text", script)
        // Another test may fork while this process writes a file, and a file that is open for writing cannot be run.
        let arguments = ["-m", "755", tree.path + "/reader.text", program]
        let installing = try Process.run(URL(filePath: "/usr/bin/install"), arguments: arguments)
        installing.waitUntilExit()
    }

    var program: String { tree.path + "/reader" }

    /// Those that were started, in order.
    func processes() throws -> [pid_t] {
        try #require(tree.text("/reader.processes")).split(separator: "\n").compactMap { pid_t($0) }
    }
}
