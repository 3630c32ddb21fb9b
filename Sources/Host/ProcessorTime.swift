import Glibc

/// Processor time as the kernel accounts it, in seconds.
package enum ProcessorTime {
    /// Of the calling thread.
    package static func ofThread() -> Double { seconds(of: CLOCK_THREAD_CPUTIME_ID) }

    /// Of the whole process.
    package static func ofProcess() -> Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) }
}
