import CCurl

/// One message on its way: what libcurl's callbacks give and take, all on the thread that sends.
final class Transfer {
    private let bytes: [UInt8]
    private var sent = 0
    private let stop: StopFlag
    private(set) var dialogue = Dialogue()

    init(_ bytes: [UInt8], stop: StopFlag) {
        self.bytes = bytes
        self.stop = stop
    }

    var count: Int { bytes.count }
    var isHandedOver: Bool { sent == bytes.count }

    /// Copies the next bytes of the message to where libcurl wants them.
    func read(into room: UnsafeMutableRawBufferPointer) -> Int {
        let next = bytes[sent...].prefix(room.count)
        unsafe room.copyBytes(from: next)
        sent += next.count
        return next.count
    }

    /// Notes what libcurl reports; anything else, such as what a certificate says, is passed over.
    func watch(_ kind: curl_infotype, _ data: UnsafeRawBufferPointer) {
        switch kind {
        case CURLINFO_HEADER_OUT: unsafe dialogue.said(data)
        case CURLINFO_HEADER_IN: unsafe dialogue.heard(data)
        default: break
        }
    }

    var mustStop: Bool { stop.isRaised }
}
