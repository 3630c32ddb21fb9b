import ServiceLifecycle

/// Runs the asynchronous work of event-loop handlers (look-ups, signing) as children of one service, so that none outlives it.
package struct JobRunner: Service {
    typealias Job = @concurrent @Sendable () async -> Void

    private let jobs: AsyncStream<Job>
    private let queue: AsyncStream<Job>.Continuation

    package init() {
        (jobs, queue) = AsyncStream.makeStream()
    }

    /// Each session has one job at a time, so what waits here is bounded by the number of connections.
    func submit(_ job: @escaping Job) {
        queue.yield(job)
    }

    package func run() async throws {
        // A shutdown lets the jobs end that have begun: a token that is used up must not be without its certificate.
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                for await job in jobs {
                    group.addTask(operation: job)
                }
            }
        } onGracefulShutdown: {
            queue.finish()
        }
    }
}
