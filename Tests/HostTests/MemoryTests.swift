import Host
import Testing

struct MemoryTests {
    /// Kilobytes of mapped files, code above all, that this process has in memory (proc(5), RssFile).
    private func mapped() throws -> Int {
        let status = String(decoding: try LiveHost().read("/proc/self/status", limit: 65_536), as: UTF8.self)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssFile:") })
        return try #require(Int(line.split { $0 == " " || $0 == "\t" }[1]))
    }

    @Test func whatIsReleasedLeavesMemoryAndComesBackWhenItIsUsed() throws {
        let before = try mapped()
        Memory.release()
        let after = try mapped()
        #expect(after < before)
        #expect(String(repeating: "ab", count: 3) == "ababab")
    }
}
