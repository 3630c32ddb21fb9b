import CLinux
import Glibc
import Synchronization

/// Reads behind which a device may hang in the kernel, each on a thread of its own, so that nobody waits longer than he will.
///
/// A read that hangs keeps its thread, for no signal ends it; until it ends nothing more is read in its folder, which stands for the
/// device.
final class PatientReads: Sendable {
    typealias Body = @Sendable () throws(HostError) -> [UInt8]

    private let busyFolders = Mutex<Set<String>>([])

    /// Reads a file by `body`.
    ///
    /// - Throws: `timedOut` after `patience` seconds, and at once while an earlier read hangs.
    func read(_ path: String, patience: Double, _ body: @escaping Body) throws(HostError) -> [UInt8] {
        let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
        let bell = try Descriptor(eventfd(0, Int32(EFD_CLOEXEC)), "making an eventfd")
        guard busyFolders.withLock({ $0.insert(folder).inserted }) else {
            throw HostError(.timedOut, "\(folder) still hangs in an earlier read")
        }
        let job = Job(body: body, bell: bell) { self.busyFolders.withLock { _ = $0.remove(folder) } }
        guard job.start() else {
            busyFolders.withLock { _ = $0.remove(folder) }
            throw HostError(errno: EAGAIN, "starting a thread to read \(path)")
        }
        let deadline = monotonicSeconds() + patience
        while true {
            if let result = job.result { return try result.get() }
            let rest = deadline - monotonicSeconds()
            guard rest > 0 else { throw HostError(.timedOut, "\(path) gave nothing within \(shown(patience)) s") }
            _ = wait(for: [(bell.number, POLLIN)], seconds: rest)
        }
    }
}

/// One read on its way.
private final class Job: Sendable {
    private let body: PatientReads.Body
    private let bell: Descriptor
    private let finish: @Sendable () -> Void
    private let outcome = Mutex<Result<[UInt8], HostError>?>(nil)

    init(body: @escaping PatientReads.Body, bell: Descriptor, finish: @escaping @Sendable () -> Void) {
        self.body = body
        self.bell = bell
        self.finish = finish
    }

    var result: Result<[UInt8], HostError>? { outcome.withLock { $0 } }

    /// Starts a detached thread, which holds this job until it is done.
    func start() -> Bool {
        let held = unsafe Unmanaged.passRetained(self)
        let code = unsafe vigie_start_thread(
            { pointer in
                if let pointer = unsafe pointer { unsafe Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().run() }
                return nil
            },
            held.toOpaque()
        )
        guard code == 0 else {
            unsafe held.release()
            return false
        }
        return true
    }

    private func run() {
        let result: Result<[UInt8], HostError>
        do throws(HostError) {
            result = .success(try body())
        } catch {
            result = .failure(error)
        }
        // Free before the result is out: the next read must not find the folder busy.
        finish()
        outcome.withLock { $0 = result }
        _ = eventfd_write(bell.number, 1)
    }
}
