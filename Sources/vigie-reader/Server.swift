import CLinux
import Glibc

/// More connections than this are hung up on.
private let clientLimit = 64

/// Takes requests until nothing was asked for `idle` seconds and no command runs, or the only client has hung up.
func serve(listener: Int32?, clients first: [Int32], idle: Int32) {
    var clients = first
    while listener != nil || !clients.isEmpty {
        var polled = ([listener].compactMap(\.self) + clients).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let ready = unsafe poll(&polled, nfds_t(polled.count), idle * 1000)
        guard ready >= 0 || errno == EINTR else { return }
        if ready == 0 && !isAnyDiskBusy() { return }
        for entry in polled where ready > 0 && entry.revents != 0 {
            if entry.fd == listener {
                guard let client = accepted(from: entry.fd, count: clients.count) else { continue }
                clients.append(client)
            } else if !takeRequest(from: entry.fd) {
                close(entry.fd)
                clients.removeAll { $0 == entry.fd }
            }
        }
    }
}

private func accepted(from listener: Int32, count: Int) -> Int32? {
    let client = accept(listener, nil, nil)
    guard client >= 0 else { return nil }
    guard count < clientLimit else {
        close(client)
        return nil
    }
    return client
}

/// Reads one request and has it answered.
///
/// - Returns: whether the client is still there.
private func takeRequest(from client: Int32) -> Bool {
    var request = vigie_request()
    let size = MemoryLayout<vigie_request>.size
    let count = unsafe recv(client, &request, size, Int32(MSG_DONTWAIT | MSG_TRUNC))
    guard count != 0 else { return false }
    guard count > 0 else { return errno == EAGAIN || errno == EINTR }
    guard count == size, request.version == UInt16(vigie_packet_version), let command = Command(request),
        let disk = diskName(in: request), command.suits(disk)
    else {
        answer(client, id: count >= 8 ? request.id : 0, with: Outcome(vigie_bad_request))
        return true
    }
    start(command, on: disk, id: request.id, for: client)
    return true
}

/// The disk's name, where it is made of letters and digits only, so that no path can leave `/dev`.
private func diskName(in request: vigie_request) -> String? {
    let bytes = unsafe withUnsafeBytes(of: request.disk) { unsafe [UInt8]($0) }
    let name = bytes.prefix { $0 != 0 }
    guard !name.isEmpty, name.count < bytes.count, name.allSatisfy(isLetterOrDigit) else { return nil }
    return String(decoding: name, as: UTF8.self)
}

func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// Sends an answer in one packet; a client that does not read loses it.
func answer(_ client: Int32, id: UInt32, with outcome: Outcome) {
    let data = outcome.bytes.prefix(vigie_data_limit)
    let header = vigie_answer(
        id: id,
        status: UInt16(outcome.status),
        length: UInt16(data.count),
        detail: outcome.detail
    )
    let packet = unsafe withUnsafeBytes(of: header) { unsafe [UInt8]($0) } + data
    _ = unsafe send(client, packet, packet.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
}
