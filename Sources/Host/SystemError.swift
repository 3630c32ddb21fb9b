import Glibc

extension HostError {
    /// The error of a system call, with what was being done: "reading /sys/x".
    init(errno code: Int32, _ doing: String) {
        let reason = unsafe String(cString: strerror(code))
        switch code {
        case ENOENT, ENOTDIR, ENODEV, ENXIO: self.init(.notFound, "\(doing): \(reason)")
        case EACCES, EPERM: self.init(.denied, "\(doing): \(reason)")
        case ETIMEDOUT: self.init(.timedOut, "\(doing): \(reason)")
        case ECONNRESET, EPIPE: self.init(.closed, "\(doing): \(reason)")
        case ECONNREFUSED: self.init(.unavailable, "\(doing): \(reason)")
        default: self.init(.failed, "\(doing): \(reason)")
        }
    }
}

/// Seconds of the monotonic clock, for time-outs.
func monotonicSeconds() -> Double { seconds(of: CLOCK_MONOTONIC) }

func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Waits until one of the descriptors is ready, or for `seconds`.
///
/// - Returns: for each descriptor whether it is ready; none when the time is over or a signal came.
func wait(for descriptors: [(Int32, events: Int32)], seconds: Double) -> [Bool] {
    var polled = descriptors.map { pollfd(fd: $0.0, events: Int16($0.events), revents: 0) }
    let milliseconds = Int32(min(max(seconds * 1000, 0).rounded(.up), 86_400_000))
    guard unsafe poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return descriptors.map { _ in false } }
    return polled.map { $0.revents != 0 }
}
