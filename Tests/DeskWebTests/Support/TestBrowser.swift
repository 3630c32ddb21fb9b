import Desk
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

@testable import DeskWeb

/// What came back.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let text: String

    var location: String { headers[.location] ?? "" }
    var page: Markup { Markup(text) }
}

/// A browser as far as the pages see one: it keeps cookies, says where it is, and sends forms with their token.
final class TestBrowser {
    static let session = "__Host-vigie"
    static let visit = "__Host-vigie-visit"

    let peer: String
    var cookies: [String: String] = [:]
    private let fixture: PageFixture

    init(_ fixture: PageFixture, peer: String) {
        self.fixture = fixture
        self.peer = peer
    }

    /// The token of the forms that it is shown now.
    var token: String { (cookies[Self.session] ?? cookies[Self.visit]).map(FormToken.make) ?? "" }

    /// What the store knows its session by.
    var digest: String { SessionSecret.digest(cookies[Self.session] ?? "") }

    func get(_ link: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, link, headers)
    }

    /// Sends a form of the page's own: with its token, from its address.
    func post(_ link: String, _ fields: KeyValuePairs<String, String> = [:]) async throws -> Answer {
        if cookies.isEmpty { _ = try await get(Path.signIn.link) }
        return try await send(.post, link, Self.origin, body: Self.encode(fields, token: token))
    }

    /// Sends a form whose fields are percent-encoded already, right or wrong.
    func post(_ link: String, encoded body: String) async throws -> Answer {
        if cookies.isEmpty { _ = try await get(Path.signIn.link) }
        return try await send(.post, link, Self.origin, body: "form=\(token)&\(body)")
    }

    /// The header fields of a form that a page of the desk sends.
    static var origin: HTTPFields {
        [.origin: PageFixture.address.description, .contentType: "application/x-www-form-urlencoded"]
    }

    static func encode(_ fields: KeyValuePairs<String, String>, token: String) -> String {
        let all = [("form", token)] + fields.map { ($0.key, $0.value) }
        return all.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
    }

    static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter || (0x30...0x39).contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + String(Int(byte) + 0x100, radix: 16).suffix(2)
        }
        .joined()
    }

    /// Sends anything.
    func send(
        _ method: HTTPRequest.Method,
        _ target: String,
        _ headers: HTTPFields = [:],
        authority: String? = PageFixture.address.authority,
        body: String? = nil
    ) async throws -> Answer {
        try await send(method, target, headers, authority: authority, bytes: body.map { Array($0.utf8) } ?? [])
    }

    func send(
        _ method: HTTPRequest.Method,
        _ target: String,
        _ headers: HTTPFields,
        authority: String?,
        bytes: [UInt8]
    ) async throws -> Answer {
        var headers = headers
        if headers[.cookie] == nil, !cookies.isEmpty {
            headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        }
        let request = Request(
            head: HTTPRequest(
                method: method,
                scheme: "https",
                authority: authority,
                path: target,
                headerFields: headers
            ),
            body: RequestBody(buffer: ByteBuffer(bytes: bytes))
        )
        let channel = NIOAsyncTestingChannel()
        channel.remoteAddress = try SocketAddress(ipAddress: peer, port: 50_000)
        let context = PageContext(source: ApplicationRequestContextSource(channel: channel, logger: fixture.site.log))
        let answer = try await Self.answer(fixture.respond(to: request, from: context))
        keep(answer.headers[values: .setCookie])
        return answer
    }

    private static func answer(_ response: Response) async throws -> Answer {
        // A stream ends with its connection, and there is none here.
        guard response.headers[.contentType]?.hasPrefix("text/event-stream") != true else {
            return Answer(status: response.status.code, headers: response.headers, text: "")
        }
        let collected = Collected()
        try await response.body.write(Writer(collected: collected))
        let text = collected.bytes.withLock { String(decoding: $0, as: UTF8.self) }
        return Answer(status: response.status.code, headers: response.headers, text: text)
    }

    private func keep(_ lines: [String]) {
        for line in lines {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
    }

    private final class Collected: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    private struct Writer: ResponseBodyWriter {
        let collected: Collected

        func write(_ buffer: ByteBuffer) async throws {
            collected.bytes.withLock { $0 += buffer.readableBytesView }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
