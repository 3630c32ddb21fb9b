import Foundation
import Manual
import Testing

/// What lies in Sources/Manual beside its generator is what the generator makes.
struct ManualTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Manual")
    private static let isRecording = ProcessInfo.processInfo.environment["VIGIE_RECORD"] == "manual"
    private static let made = Result { try Manual.files() }

    @Test(arguments: try made.get().keys.sorted())
    func aFileIsWhatTheDeclarationsMake(path: String) throws {
        let text = try #require(try Self.made.get()[path])
        let file = Self.folder.appending(path: path)
        let kept = try? String(contentsOf: file, encoding: .utf8)
        if Self.isRecording, kept != text {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("\(path) was written anew; commit it")
        } else {
            #expect(kept == text, "Sources/Manual/\(path) is stale; make manual writes it anew")
        }
    }

    @Test(arguments: ["Pages", "Completions/bash", "Completions/zsh", "Completions/fish"])
    func noFileIsLeftOfWhatIsNoLongerDeclared(folder: String) throws {
        let kept = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: folder).path)
        let made = try Self.made.get().keys
        #expect(kept.filter { !made.contains("\(folder)/\($0)") } == [])
    }

    /// A program that reads files and says what is wrong with them.
    struct Reader: CustomTestStringConvertible {
        let program: String
        let arguments: [String]
        let folder: String

        var testDescription: String { program }
        var path: String? {
            ["/usr/bin", "/bin"].map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile)
        }
    }

    private static let readers = [
        Reader(program: "mandoc", arguments: ["-Tlint", "-Wstyle"], folder: "Pages"),
        Reader(program: "bash", arguments: ["-n"], folder: "Completions/bash"),
        Reader(program: "zsh", arguments: ["-n"], folder: "Completions/zsh"),
        Reader(program: "fish", arguments: ["-n"], folder: "Completions/fish"),
    ]

    @Test(arguments: readers)
    func whoReadsTheFilesHasNothingToSay(reader: Reader) throws {
        guard let path = reader.path else { return print("skipped: there is no \(reader.program)") }
        for name in try Self.made.get().keys.sorted() where name.hasPrefix(reader.folder) {
            let process = Process()
            let output = Pipe()
            process.executableURL = URL(filePath: path)
            process.arguments = reader.arguments + [Self.folder.appending(path: name).path]
            process.standardOutput = output
            process.standardError = output
            try process.run()
            let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            // The other pages are installed with the packages.
            let remarks = said.split(separator: "\n").filter { !$0.contains("referenced manual not found") }
            #expect(remarks == [], "\(name)")
        }
    }
}
