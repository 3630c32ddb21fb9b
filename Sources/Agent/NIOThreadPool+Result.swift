import NIOPosix

extension NIOThreadPool {
    /// What `work` returns, done on a thread of this pool.
    ///
    /// Nil when the task is cancelled or the pool ends meanwhile; the work, which may hang, is then left to itself.
    @discardableResult
    func result<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value? {
        let (values, value) = AsyncStream.makeStream(of: Value.self)
        submit { state in
            if state == .active { value.yield(work()) }
            value.finish()
        }
        return await values.first { _ in true }
    }
}
