import Dispatch
import Foundation
import Synchronization

/// A temporary folder, removed with its last holder, in which a test lays out files.
final class Tree: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "vigie-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    /// Lays out files by path; a content that begins with `->` is a link.
    convenience init(_ files: [String: String]) throws {
        try self.init()
        for (name, content) in files { try add(name, content) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func add(_ name: String, _ content: String) throws {
        guard content.hasPrefix("->") else { return try add(name, Array(content.utf8)) }
        try makeParent(of: name)
        try FileManager.default.createSymbolicLink(
            atPath: path + name,
            withDestinationPath: String(content.dropFirst(2))
        )
    }

    func add(_ name: String, _ bytes: [UInt8]) throws {
        try makeParent(of: name)
        try Data(bytes).write(to: URL(fileURLWithPath: path + name))
    }

    func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path + name).map(Array.init)
    }

    func text(_ name: String) -> String? {
        bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    func permissions(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path + name)[.posixPermissions] as? Int
    }

    private func makeParent(of name: String) throws {
        let parent = URL(fileURLWithPath: path + name).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    }
}

/// Blocking work that runs on a thread of its own from the start.
final class Running<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () -> Value) {
        Thread.detachNewThread { [self] in
            let value = work()
            result.withLock { $0 = value }
            isDone.signal()
        }
    }

    /// What came out; nil when it takes more than ten seconds.
    func value() -> Value? {
        guard isDone.wait(timeout: .now() + 10) == .success else { return nil }
        return result.withLock(\.self)
    }
}
