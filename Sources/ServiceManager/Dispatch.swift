import Glibc

/// The library under Swift's concurrency.
package enum Dispatch {
    /// Keeps it from telling syslog, as an error, that threads may not raise their own priority: that is so for every user but root, and
    /// nobody can mend it.
    ///
    /// It looks at the environment when it has something to say for the first time, so a program calls this before anything else.
    package static func keepSilent() {
        _ = unsafe setenv("LIBDISPATCH_LOG", "NO", 1)
    }
}
