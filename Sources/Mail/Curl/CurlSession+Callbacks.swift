import CCurl

/// What libcurl calls during a transfer, each with the `Transfer` that `send` set and keeps alive.
extension CurlSession {
    func setCallbacks() {
        setReader()
        setWatcher()
        setProgress()
        // Without it libcurl would print to standard output.
        note(unsafe vigie_curl_set_writer(handle) { _, size, count, _ in size * count })
    }

    /// Gives the message, a piece at a time; 0 bytes are its end.
    private func setReader() {
        note(
            unsafe vigie_curl_set_reader(handle) { buffer, size, count, context in
                guard let buffer = unsafe buffer, let transfer = unsafe CurlSession.transfer(context) else {
                    return Int(CURL_READFUNC_ABORT)
                }
                return unsafe transfer.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
            }
        )
    }

    /// Sees commands and answers; their being verbose is all that libcurl has for it.
    private func setWatcher() {
        set(CURLOPT_VERBOSE, 1)
        note(
            unsafe vigie_curl_set_watcher(handle) { _, kind, data, count, context in
                guard let data = unsafe data, let transfer = unsafe CurlSession.transfer(context) else { return 0 }
                unsafe transfer.watch(kind, UnsafeRawBufferPointer(start: data, count: count))
                return 0
            }
        )
    }

    /// Ends the transfer with anything but 0; it is called about once a second at least.
    private func setProgress() {
        set(CURLOPT_NOPROGRESS, 0)
        note(
            unsafe vigie_curl_set_progress(handle) { context, _, _, _, _ in
                unsafe CurlSession.transfer(context)?.mustStop == true ? 1 : 0
            }
        )
    }

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }
}
