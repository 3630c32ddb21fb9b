import Glibc

/// A dialogue in lines over TCP; every call is bounded by the time-out given at the start.
final class TCPDialogue: LineDialogue {
    private let endpoint: Endpoint
    private let timeout: Double
    private var socket: Descriptor?
    private var received: [UInt8] = []

    /// Longer lines are an error.
    private static let lineLimit = 4096

    /// Connects to the first of the endpoint's addresses that takes the connection. (Names are resolved by the C library, whose own
    /// limits apply.)
    init(to endpoint: Endpoint, timeout: Double) throws(HostError) {
        self.endpoint = endpoint
        self.timeout = timeout
        let deadline = monotonicSeconds() + timeout
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_NUMERICSERV
        var addresses: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(endpoint.host, String(endpoint.port), &hints, &addresses)
        guard code == 0 else {
            throw HostError(.unavailable, "looking up \(endpoint.host): \(unsafe String(cString: gai_strerror(code)))")
        }
        defer { unsafe freeaddrinfo(addresses) }
        var last = HostError(.unavailable, "connecting to \(endpoint): no address")
        var next = unsafe addresses
        while let address = unsafe next {
            do throws(HostError) {
                socket = try unsafe Self.connected(address.pointee, endpoint, until: deadline)
                return
            } catch {
                last = error
            }
            unsafe next = address.pointee.ai_next
        }
        throw last
    }

    func send(_ line: String) throws(HostError) {
        let doing = "sending to \(endpoint)"
        guard let socket else { throw HostError(.closed, "\(doing): the connection was closed") }
        guard !line.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
            throw HostError(.failed, "\(doing): a line feed inside a line")
        }
        let deadline = monotonicSeconds() + timeout
        var rest = Array("\(line)\n".utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                try waitUntilReady(socket, POLLOUT, until: deadline)
            } else if errno != EINTR {
                throw HostError(errno: errno, doing)
            }
        }
    }

    func receive() throws(HostError) -> String {
        let deadline = monotonicSeconds() + timeout
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")), end <= Self.lineLimit {
                let line = received[..<end]
                received.removeFirst(end + 1)
                return String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
            }
            guard received.count <= Self.lineLimit else {
                throw HostError(.tooLarge, "\(endpoint) sent a line of more than \(Self.lineLimit) bytes")
            }
            guard let socket else { throw HostError(.closed, "receiving from \(endpoint): the connection was closed") }
            try waitUntilReady(socket, POLLIN, until: deadline)
            // A server that gathers small writes waits for our acknowledgement: 44 ms for each list without this.
            Self.turnOn(TCP_QUICKACK, of: socket)
            let bytes = try socket.read(upTo: Self.lineLimit, "receiving from \(endpoint)")
            guard !bytes.isEmpty else { throw HostError(.closed, "\(endpoint) hung up") }
            received += bytes
        }
    }

    func close() {
        socket = nil
    }

    private func waitUntilReady(_ socket: Descriptor, _ events: Int32, until deadline: Double) throws(HostError) {
        while wait(for: [(socket.number, events)], seconds: deadline - monotonicSeconds()) != [true] {
            guard monotonicSeconds() < deadline else {
                throw HostError(.timedOut, "\(endpoint) did not answer within \(shown(timeout)) s")
            }
        }
    }

    private static func connected(
        _ address: addrinfo,
        _ endpoint: Endpoint,
        until deadline: Double
    ) throws(HostError) -> Descriptor {
        let doing = "connecting to \(endpoint)"
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let socket = try unsafe Descriptor(Glibc.socket(address.ai_family, type, 0), doing)
        turnOn(TCP_NODELAY, of: socket)
        if unsafe Glibc.connect(socket.number, address.ai_addr, address.ai_addrlen) == 0 { return socket }
        guard errno == EINPROGRESS else { throw HostError(errno: errno, doing) }
        while wait(for: [(socket.number, POLLOUT)], seconds: deadline - monotonicSeconds()) != [true] {
            guard monotonicSeconds() < deadline else { throw HostError(errno: ETIMEDOUT, doing) }
        }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(socket.number, SOL_SOCKET, SO_ERROR, &code, &size) == 0, code == 0 else {
            throw HostError(errno: code, doing)
        }
        return socket
    }

    private static func turnOn(_ option: Int32, of socket: Descriptor) {
        var on: Int32 = 1
        _ = unsafe setsockopt(socket.number, Int32(IPPROTO_TCP), option, &on, socklen_t(MemoryLayout<Int32>.size))
    }
}
