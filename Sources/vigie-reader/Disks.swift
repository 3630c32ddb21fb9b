import CLinux
import Glibc
import Synchronization

/// A hung disk keeps its thread; with this many of them nothing more is started.
private let diskLimit = 64

/// The disks that work on a command now.
private let busyDisks = Mutex<Set<String>>([])

func isAnyDiskBusy() -> Bool {
    busyDisks.withLock { !$0.isEmpty }
}

/// Sends a command to a disk on a thread of its own, or answers at once where that disk is still busy.
func start(_ command: Command, on disk: String, id: UInt32, for client: Int32) {
    let refusal = busyDisks.withLock { busy -> Int? in
        guard !busy.contains(disk) else { return vigie_busy }
        guard busy.count < diskLimit else { return vigie_crowded }
        busy.insert(disk)
        return nil
    }
    if let refusal { return answer(client, id: id, with: Outcome(refusal)) }
    // The thread answers on a descriptor of its own, for the client may hang up while the disk works.
    let reply = fcntl(client, F_DUPFD_CLOEXEC, 3)
    let error = errno
    let job = Job(command: command, disk: disk, id: id, client: reply)
    guard reply >= 0, job.start() else {
        _ = busyDisks.withLock { $0.remove(disk) }
        answer(client, id: id, with: Outcome(vigie_system_error, UInt32(reply < 0 ? error : EAGAIN)))
        if reply >= 0 { close(reply) }
        return
    }
}

/// One command on its way to one disk.
private final class Job: Sendable {
    let command: Command
    let disk: String
    let id: UInt32
    let client: Int32

    init(command: Command, disk: String, id: UInt32, client: Int32) {
        self.command = command
        self.disk = disk
        self.id = id
        self.client = client
    }

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
        let outcome = command.outcome(on: disk)
        // Free before the answer is out: the client's next request must not find the disk busy.
        _ = busyDisks.withLock { $0.remove(disk) }
        answer(client, id: id, with: outcome)
        close(client)
    }
}
