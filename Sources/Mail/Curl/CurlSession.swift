import CCurl

/// A safe layer over one easy handle of libcurl: one connection to a relay, and the messages that are sent over it.
///
/// It is used by one thread.
@safe
final class CurlSession {
    let handle: UnsafeMutableRawPointer?
    private let errors: UnsafeMutableBufferPointer<CChar>
    private var failure: CURLcode
    /// Whether the relay may still answer to what is over: what it says then is no answer to what comes next.
    private var isOutOfStep = false

    /// Once a process, whoever comes first.
    private static let started = vigie_curl_start()

    init(_ relay: Relay, _ patience: Patience) {
        failure = Self.started
        unsafe errors = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errors.initialize(repeating: 0)
        unsafe handle = failure == CURLE_OK ? curl_easy_init() : nil
        if failure == CURLE_OK, unsafe handle == nil { failure = CURLE_OUT_OF_MEMORY }
        note(unsafe vigie_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errors.baseAddress))
        setCallbacks()
        configure(relay, patience)
    }

    deinit {
        unsafe vigie_curl_hang_up(handle)
        unsafe curl_easy_cleanup(handle)
        unsafe errors.deallocate()
    }

    /// Sends one message; after the last one it takes leave.
    func send(_ message: MailMessage, isLast: Bool, stop: StopFlag) -> TransferEnd {
        let transfer = Transfer(message.bytes, stop: stop)
        let list = CurlList(message.to.map { "<\($0.address)>" })
        prepare(message, transfer, list, isLast)
        if !list.isWhole { note(CURLE_OUT_OF_MEMORY) }
        guard failure == CURLE_OK else {
            let trouble = Trouble(.library, detail: Self.words(for: failure))
            return TransferEnd(dialogue: Dialogue(), failure: trouble, isHandedOver: false)
        }
        let code = unsafe curl_easy_perform(handle)
        // libcurl may call back while it cleans up.
        unsafe setContext(nil)
        note(unsafe vigie_curl_set_recipients(handle, nil))
        return withExtendedLifetime((transfer, list)) {
            let trouble = code == CURLE_OK ? nil : Trouble(code, words(for: code), in: transfer.dialogue)
            isOutOfStep = trouble != nil && transfer.dialogue.refusal == nil
            // libcurl would keep the connection after a time-out.
            if isOutOfStep { unsafe vigie_curl_hang_up(handle) }
            return TransferEnd(dialogue: transfer.dialogue, failure: trouble, isHandedOver: transfer.isHandedOver)
        }
    }

    private func prepare(_ message: MailMessage, _ transfer: Transfer, _ list: CurlList, _ isLast: Bool) {
        unsafe setContext(Unmanaged.passUnretained(transfer).toOpaque())
        set(CURLOPT_MAIL_FROM, "<\(message.from.address)>")
        note(unsafe vigie_curl_set_recipients(handle, list.first))
        note(unsafe vigie_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(transfer.count)))
        set(CURLOPT_FORBID_REUSE, isLast ? 1 : 0)
        set(CURLOPT_FRESH_CONNECT, isOutOfStep ? 1 : 0)
        unsafe errors[0] = 0
    }

    private func setContext(_ context: UnsafeMutableRawPointer?) {
        for option in [CURLOPT_READDATA, CURLOPT_DEBUGDATA, CURLOPT_XFERINFODATA] {
            note(unsafe vigie_curl_set_pointer(handle, option, context))
        }
    }

    /// What libcurl says of the last transfer's failure.
    private func words(for code: CURLcode) -> String {
        guard let start = unsafe errors.baseAddress, unsafe start.pointee != 0 else { return Self.words(for: code) }
        return unsafe PrintableText.line(String(cString: start), limit: 200)
    }

    private static func words(for code: CURLcode) -> String {
        guard let words = unsafe curl_easy_strerror(code) else { return "" }
        return unsafe String(cString: words)
    }

    func set(_ option: CURLoption, _ value: Int) { note(unsafe vigie_curl_set_number(handle, option, value)) }

    func set(_ option: CURLoption, _ value: String?) { note(unsafe vigie_curl_set_text(handle, option, value)) }

    /// Keeps the first error: what could not be set, a check of certificates for instance, must not be missing in silence.
    func note(_ code: CURLcode) {
        if failure == CURLE_OK { failure = code }
    }
}
