/// Runs tasks where a closure says: on an event loop, for a program that must wake seldom.
///
/// Swift's own executor keeps a timer of libdispatch that wakes the process every second, for as long as it runs.
package final class ClosureExecutor: TaskExecutor {
    private let execute: @Sendable (_ body: @escaping @Sendable () -> Void) -> Void

    package init(execute: @escaping @Sendable (_ body: @escaping @Sendable () -> Void) -> Void) {
        self.execute = execute
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
