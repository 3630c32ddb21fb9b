import Glibc

/// A terminal at which a person types what nobody shall see.
package struct HiddenInput {
    private let descriptor: CInt

    /// The terminal behind a descriptor, by default standard input; nil where there is none.
    package init?(_ descriptor: CInt = STDIN_FILENO) {
        guard isatty(descriptor) == 1 else { return nil }
        self.descriptor = descriptor
    }

    /// Reads a line after each prompt, and shows none of them.
    ///
    /// The terminal shows what is typed again when this returns, and when SIGHUP, SIGINT, SIGQUIT or SIGTERM ends the process.
    package func lines(after prompts: [String], say: (String) -> Void) throws(CommandError) -> [String] {
        var shown = termios()
        guard unsafe tcgetattr(descriptor, &shown) == 0 else {
            throw Self.failure(en: "The terminal cannot be asked.", fr: "Le terminal ne peut pas être interrogé.")
        }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        hidden.c_lflag |= tcflag_t(ICANON | ECHONL)
        let guarding = TerminalGuard(descriptor, shown)
        defer { guarding.end() }
        guard unsafe tcsetattr(descriptor, TCSADRAIN, &hidden) == 0 else {
            throw Self.failure(
                en: "The terminal does not hide what is typed.",
                fr: "Le terminal ne masque pas ce qui est saisi."
            )
        }
        var lines: [String] = []
        for prompt in prompts {
            say(prompt)
            lines.append(try line())
        }
        return lines
    }

    /// One line: a terminal gives no more at once.
    private func line() throws(CommandError) -> String {
        var bytes: [UInt8] = Array(repeating: 0, count: 4096)
        var count = -1
        repeat { count = unsafe read(descriptor, &bytes, bytes.count) } while count < 0 && errno == EINTR
        guard count >= 0 else {
            throw Self.failure(en: "Nothing can be read from the terminal.", fr: "Rien ne peut être lu du terminal.")
        }
        return String(decoding: bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    private static func failure(en: String, fr: String) -> CommandError {
        let cause = unsafe String(cString: strerror(errno))
        return CommandError(.failed, en: en, fr: fr, cause: cause)
    }
}
