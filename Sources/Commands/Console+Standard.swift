import FoundationEssentials
import Glibc
import Health
import Report
import SystemPackage

extension Console {
    /// The console of this process.
    package static var standard: Console {
        let process = ProcessInfo.processInfo
        return Console(
            environment: process.environment,
            style: .standardOutput(environment: process.environment, zone: .ofThisMachine),
            user: process.userName,
            hostName: process.hostName,
            now: { Timestamp(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000)) },
            print: { text throws(CommandError) in
                do {
                    try FileDescriptor.standardOutput.writeAll(text.utf8)
                } catch {
                    throw CommandError(
                        .tryLater,
                        en: "Standard output takes no more. Make room there.",
                        fr: "La sortie standard n'accepte plus rien. Faites-y de la place.",
                        cause: "\(error)"
                    )
                }
            },
            say: { line in
                // There is nobody left to tell where standard error cannot be written.
                _ = try? FileDescriptor.standardError.writeAll("\(line)\n".utf8)
            }
        )
    }
}

extension Zone {
    /// The zone of TZ, else of /etc/localtime.
    ///
    /// The C library's, because Foundation without ICU knows GMT alone.
    fileprivate static let ofThisMachine = Zone { time in
        var seconds = time_t(clamping: time.seconds)
        var local = unsafe tm()
        return unsafe localtime_r(&seconds, &local) == nil ? 0 : unsafe local.tm_gmtoff
    }
}
