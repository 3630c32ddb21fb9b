import Foundation

/// A relay that behaves as its mode says (relay.py), for the life of one test.
package final class TestRelay {
    /// What it saw.
    package struct Mail: Decodable {
        package var mail: String?
        package var from: String?
        package var to: [String]?
        package var tls: Bool?
        package var user: String?
        package var connection: Int?
        package var quit: Bool?
    }

    package let port: UInt16
    private let process: Process
    private let input = Pipe()
    private let report: URL

    package init(_ mode: String, _ certificate: Certificate? = nil) throws {
        report = URL(filePath: NSTemporaryDirectory()).appending(path: "vigie-mail-\(UUID().uuidString).json")
        try Data().write(to: report)
        let arguments = [mode, report.path()] + (certificate.map { [$0.file, $0.key] } ?? [])
        process = Python.process(Python.script("relay.py"), arguments)
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) { line += byte }
        guard let port = UInt16(String(decoding: line, as: UTF8.self)) else {
            throw TestMailError("the relay told no port")
        }
        self.port = port
    }

    deinit {
        try? input.fileHandleForWriting.close()
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: report)
    }

    /// Ends it, and tells all it saw.
    package func seen() throws -> [Mail] {
        process.terminate()
        process.waitUntilExit()
        let data = try Data(contentsOf: report)
        return try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Mail.self, from: Data($0)) }
    }
}
