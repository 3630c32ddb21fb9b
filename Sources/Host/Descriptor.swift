import Glibc

/// An open file descriptor, closed when nobody holds it any more.
final class Descriptor: Sendable {
    let number: Int32

    /// Takes a descriptor over.
    ///
    /// - Throws: the system's error where `number` is negative, with what was being done.
    init(_ number: Int32, _ doing: @autoclosure () -> String) throws(HostError) {
        let code = errno
        guard number >= 0 else { throw HostError(errno: code, doing()) }
        self.number = number
    }

    deinit { close(number) }

    /// The bytes of one `read`, at most `limit`.
    func read(upTo limit: Int, _ doing: @autoclosure () -> String) throws(HostError) -> [UInt8] {
        var code: Int32 = 0
        let number = self.number
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            let result = unsafe Glibc.read(number, buffer.baseAddress, limit)
            code = result < 0 ? errno : 0
            count = max(result, 0)
        }
        guard code == 0 else { throw HostError(errno: code, doing()) }
        return bytes
    }

    /// Writes all bytes; for files and pipes that do not block.
    func write(_ bytes: [UInt8], _ doing: @autoclosure () -> String) throws(HostError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw HostError(errno: errno, doing()) }
            rest = rest.dropFirst(max(count, 0))
        }
    }
}
