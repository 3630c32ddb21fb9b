import Commands
import Foundation
import Testing

/// What a person names to a command: files, pipes, and what is neither.
struct InputFileTests {
    @Test func aPipeIsReadToItsEnd() throws {
        let pipe = Pipe()
        let words = Data(String(repeating: "x", count: 50_000).utf8)
        try pipe.fileHandleForWriting.write(contentsOf: words)
        try pipe.fileHandleForWriting.close()
        let bytes = try InputFile.read("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", limit: 50_000)
        #expect(bytes.count == 50_000)
    }

    @Test func whatHasNoEndIsBounded() {
        #expect(throws: InputFile.Failure.tooLong(limit: 1000)) { try InputFile.read("/dev/zero", limit: 1000) }
        #expect(throws: InputFile.Failure.absent) { try InputFile.read("/nonexistent/file", limit: 1000) }
        #expect { try InputFile.read("/tmp", limit: 1000) } throws: { "\($0)".contains("directory") }
        #expect(InputFile.mode("/nonexistent") == nil)
        #expect(InputFile.mode("/dev/null") == 0o666)
    }
}
