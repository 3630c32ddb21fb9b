import Glibc
package import Health
import SystemPackage

/// A file, a pipe or standard input that a person names to a command.
package enum InputFile {
    package enum Failure: Error, Hashable, CustomStringConvertible {
        case absent
        case tooLong(limit: Int)
        /// What the system says of it.
        case unreadable(String)

        /// What is wrong, as a clause.
        package var words: Words {
            switch self {
            case .absent: Words(en: "there is no such file", fr: "ce fichier n'existe pas")
            case .tooLong(let limit):
                Words(en: "it is longer than \(limit) bytes", fr: "il est plus long que \(limit) octets")
            case .unreadable(let reason):
                Words(en: "it cannot be read: \(reason)", fr: "il ne peut pas être lu\u{A0}: \(reason)")
            }
        }

        package var description: String { words.en }
    }

    /// All of what is there, up to a limit of bytes; `-` is standard input.
    package static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        do {
            guard path != "-" else { return try all(of: .standardInput, limit) }
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            return try file.closeAfter { try all(of: file, limit) }
        } catch let error as Failure {
            throw error
        } catch let error as Errno {
            throw error == .noSuchFileOrDirectory && !isLink(path) ? .absent : .unreadable(error.description)
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// The same, with the error of a command.
    package static func named(_ path: String, limit: Int) throws(CommandError) -> [UInt8] {
        do throws(Failure) {
            return try read(path, limit: limit)
        } catch {
            throw CommandError(
                .failed,
                en: "\(path): \(error.words.en). Look at its name, owner and mode.",
                fr: "\(path)\u{A0}: \(error.words.fr). Vérifiez son nom, son propriétaire et ses droits."
            )
        }
    }

    /// The mode bits of what a path leads to; nil where that cannot be had.
    package static func mode(_ path: String) -> UInt32? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    /// Whether a path is a link, be it to nothing.
    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private static func all(of file: FileDescriptor, _ limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var part: [UInt8] = Array(repeating: 0, count: 65_536)
        while true {
            let count = try unsafe part.withUnsafeMutableBytes { buffer in try unsafe file.read(into: buffer) }
            guard count > 0 else { return bytes }
            bytes += part.prefix(count)
            guard bytes.count <= limit else { throw Failure.tooLong(limit: limit) }
        }
    }
}
