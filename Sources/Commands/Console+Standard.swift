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
            },
            ask: isatty(STDIN_FILENO) == 1 ? askAtTerminal : nil
        )
    }
}

@Sendable
private func askAtTerminal(_ question: String) throws(CommandError) -> String {
    _ = try? FileDescriptor.standardError.writeAll(question.utf8)
    guard let line = readLine() else {
        throw CommandError(
            .failed,
            en: "The input ended before all was answered. Nothing was changed.",
            fr: "La saisie s'est terminée avant la dernière réponse. Rien n'a été modifié."
        )
    }
    return line
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
