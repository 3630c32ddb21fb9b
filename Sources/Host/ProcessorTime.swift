import Glibc

/// Processor time as the kernel accounts it, in seconds.
package enum ProcessorTime {
    /// Of the calling thread.
    package static func ofThread() -> Double { read(CLOCK_THREAD_CPUTIME_ID) }

    /// Of the whole process.
    package static func ofProcess() -> Double { read(CLOCK_PROCESS_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
