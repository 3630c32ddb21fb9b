import Glibc

/// Puts a terminal back as it was when the guard ends, and when a signal ends the process before that.
///
/// SIGTSTP waits meanwhile: a shell would take over a terminal that shows nothing. There is one guard at a time.
struct TerminalGuard {
    /// What the handler of signals needs; it may do little else than call `tcsetattr` and `raise`.
    nonisolated(unsafe) private static var kept: (descriptor: CInt, attributes: termios) = (-1, termios())

    private let former: [(signal: CInt, action: sigaction)]

    init(_ descriptor: CInt, _ attributes: termios) {
        unsafe Self.kept = (descriptor, attributes)
        former =
            [SIGHUP, SIGINT, SIGQUIT, SIGTERM].map { Self.take($0, Self.restoreAndEnd) }
            + [Self.take(SIGTSTP, SIG_IGN)]
    }

    func end() {
        Self.restore()
        for (signal, action) in former {
            var action = action
            _ = unsafe sigaction(signal, &action, nil)
        }
    }

    private static func restore() {
        var (descriptor, attributes) = unsafe kept
        _ = unsafe tcsetattr(descriptor, TCSANOW, &attributes)
    }

    /// The signal's own action, which ends the process, follows when the handler returns.
    private static let restoreAndEnd: @convention(c) (CInt) -> Void = { signal in
        restore()
        raise(signal)
    }

    /// Sets the action of a signal for its next time, and returns the one that it had.
    private static func take(
        _ signal: CInt,
        _ handler: (@convention(c) (CInt) -> Void)?
    ) -> (signal: CInt, action: sigaction) {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = handler
        action.sa_flags = CInt(bitPattern: UInt32(SA_RESETHAND))
        var former = sigaction()
        _ = unsafe sigaction(signal, &action, &former)
        return (signal, former)
    }
}
