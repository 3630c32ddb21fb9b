import NIOPosix

/// The one thread on which the store is written, as an executor of tasks.
///
/// SQLite lets one write at a time, and blocks whoever does until the disk has it.
final class WriterThread: TaskExecutor {
    private let thread = NIOThreadPool(numberOfThreads: 1)

    init() {
        thread.start()
    }

    /// Lets what is under way end, and takes nothing more.
    func stop() {
        thread.shutdownGracefully { _ in }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // After the end it runs where it is, so that no task waits for ever.
        thread.submit { _ in unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
