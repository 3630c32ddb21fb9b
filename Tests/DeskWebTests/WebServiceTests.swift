import Crypto
import Desk
import DeskStore
import Foundation
import Health
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SwiftASN1
import Synchronization
import TestSupport
import Testing
import X509

@testable import DeskServer
@testable import DeskWeb

/// The pages on a real port: TLS from files that are replaced, a proxy, and what goes wrong.
@Suite(.timeLimit(.minutes(5)))
struct WebServiceTests {
    /// Certificate and key in files, which another pair takes the place of.
    private struct Files {
        let folder: URL
        private let authority: CertificateAuthority
        private var numbers: Seeded
        var certificate: String { folder.appendingPathComponent("web.pem").path }
        var key: String { folder.appendingPathComponent("web.key").path }

        init(_ folder: URL) throws {
            self.folder = folder
            numbers = Seeded(1)
            authority = try CertificateAuthority(using: &numbers)
        }

        /// Writes a new pair, and returns its certificate in DER.
        mutating func renew() throws -> [UInt8] {
            let identity = try DeskIdentity(addresses: ["127.0.0.1"], authority: authority, using: &numbers)
            let pem = try identity.certificate.serializeAsPEM()
            try identity.key.pemRepresentation.write(toFile: key, atomically: true, encoding: .utf8)
            try pem.pemString.write(toFile: certificate, atomically: true, encoding: .utf8)
            return pem.derBytes
        }
    }

    private func service(
        _ fixture: PageFixture,
        _ security: WebConfiguration.Security,
        port: Int = 0,
        onBound: @escaping @Sendable (Int) -> Void
    ) async throws -> WebService {
        let said = fixture.said
        return try await WebService(
            WebConfiguration(address: PageFixture.address, listen: "127.0.0.1", port: port, security: security),
            names: ["127.0.0.1"],
            stateDirectory: fixture.folder.path,
            wirePort: 7117,
            store: fixture.store,
            zone: .utc,
            now: { PageFixture.noon },
            log: Logger(label: "pages") { _ in said },
            refresh: .milliseconds(50),
            onBound: onBound
        )
    }

    /// Serves the pages while `body` runs, which is told their port.
    private func serve(
        _ fixture: PageFixture,
        _ security: WebConfiguration.Security,
        _ body: (Int) async throws -> Void
    ) async throws {
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let service = try await service(fixture, security) { bound.yield($0) }
        let group = ServiceGroup(services: [service], logger: Self.quiet)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { bound.finish() }
                try await group.run()
            }
            var found = ports.makeAsyncIterator()
            try await body(#require(await found.next(isolation: #isolation), "the pages are not served"))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private static var quiet: Logger { Logger(label: "group") { _ in SwiftLogNoOpLogHandler() } }

    private func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<400 {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(25))
        }
        return false
    }

    private func get(_ path: String, port: Int, tls: Bool = true, _ more: String...) async throws -> HTTPClient.Reply {
        let lines = ["GET \(path) HTTP/1.1", "Host: 127.0.0.1:7118"] + more
        return try await HTTPClient.ask(port: port, tls: tls, lines.joined(separator: "\r\n"))
    }

    @Test func filesThatAreReplacedAreUsed() async throws {
        let fixture = try await PageFixture()
        var files = try Files(fixture.folder)
        let first = try files.renew()
        try await serve(fixture, .files(certificate: files.certificate, key: files.key)) { port in
            let reply = try await get("/sign-in", port: port)
            #expect(reply.status == 200)
            #expect(reply.certificate == first)
            let second = try files.renew()
            #expect(first != second)
            #expect(try await eventually { try await get("/health", port: port).certificate == second })
            // A certificate that cannot be read is not taken, and that is said, once. It may have been said of the moment between two files.
            let before = complaints(fixture)
            try "no certificate".write(toFile: files.certificate, atomically: true, encoding: .utf8)
            #expect(try await eventually { complaints(fixture) == before + 1 })
            try await Task.sleep(for: .milliseconds(300))
            #expect(complaints(fixture) == before + 1)
            #expect(try await get("/health", port: port).certificate == second)
            let third = try files.renew()
            #expect(try await eventually { try await get("/health", port: port).certificate == third })
        }
    }

    private func complaints(_ fixture: PageFixture) -> Int {
        fixture.said.lines.count { $0.contains("cannot be read again") }
    }

    @Test func withoutFilesTheAuthorityOfTheDeskServes() async throws {
        let fixture = try await PageFixture()
        try await serve(fixture, .ownAuthority) { port in
            let reply = try await get("/sign-in", port: port)
            #expect(reply.status == 200)
            let certificate = try Certificate(derEncoded: #require(reply.certificate))
            #expect(try certificate.extensions.subjectAlternativeNames != nil)
            #expect(try await get("/health", port: port, tls: false).status != 200, "nothing in clear")
        }
    }

    @Test(
        arguments: [("", "there is nothing"), ("no certificate", "and that is none"), (nil, "no file")]
            as [(String?, String)]
    )
    func filesThatAreWrongAreNamed(text: String?, what: String) async throws {
        let fixture = try await PageFixture()
        var files = try Files(fixture.folder)
        _ = try files.renew()
        for path in [files.certificate, files.key] {
            _ = try files.renew()
            try FileManager.default.removeItem(atPath: path)
            if let text { try text.write(toFile: path, atomically: true, encoding: .utf8) }
            await #expect("\(what)") {
                _ = try await service(fixture, .files(certificate: files.certificate, key: files.key)) { _ in }
            } throws: { error in
                let error = error as? AuthorityError
                return error?.code == .files && error?.description.contains(files.certificate) == true
                    && error?.message.fr.contains(files.key) == true
            }
        }
        #expect(complaints(fixture) == 0, "who starts the pages is told by the error")
    }

    @Test func aKeyOfAnotherCertificateIsRefused() async throws {
        let fixture = try await PageFixture()
        var files = try Files(fixture.folder)
        _ = try files.renew()
        let other = try String(contentsOfFile: files.key, encoding: .utf8)
        _ = try files.renew()
        try other.write(toFile: files.key, atomically: true, encoding: .utf8)
        await #expect(throws: AuthorityError.self) {
            _ = try await service(fixture, .files(certificate: files.certificate, key: files.key)) { _ in }
        }
    }

    /// The proxy is on this machine, so it is spoken to in clear.
    @Test(arguments: [["127.0.0.1"], ["127.0.0.2"]])
    func behindAProxy(proxies: [String]) async throws {
        let fixture = try await PageFixture()
        try await serve(fixture, .proxy(addresses: proxies)) { port in
            #expect(try await get("/health", port: port, tls: false).status == 200)
            let reply = try await get("/sign-in", port: port, tls: false, "X-Forwarded-For: 198.51.100.4")
            #expect(reply.status == (proxies == ["127.0.0.1"] ? 200 : 403))
        }
    }

    /// A taken port is said, and ends nothing else: tickets still come in.
    @Test func aPortThatIsTaken() async throws {
        let fixture = try await PageFixture()
        let taken = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup).bind(
            host: "127.0.0.1",
            port: 0
        ).get()
        let port = try #require(taken.localAddress?.port)
        let service = try await service(fixture, .ownAuthority, port: port) { _ in }
        let group = ServiceGroup(services: [service], logger: Self.quiet)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let isSaid = try await eventually {
                fixture.said.lines.contains { $0.hasPrefix("error the pages are not served") }
            }
            #expect(isSaid)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try await taken.close()
    }

    /// What is no HTTP, or too much of it, ends the connection and nothing else.
    @Test func requestsThatAreNone() async throws {
        let fixture = try await PageFixture()
        try await serve(fixture, .proxy(addresses: ["127.0.0.1"])) { port in
            let host = "Host: 127.0.0.1"
            for lines in [
                "NONSENSE", "GET /sign-in HTTP/9.9\r\n\(host)", "GET  /sign-in HTTP/1.1\r\n\(host)",
                "GET /sign-in HTTP/1.1\r\n\(host)\r\nX: \(String(repeating: "a", count: 40_000))",
                "GET /\(String(repeating: "a", count: 200_000)) HTTP/1.1\r\n\(host)",
                "GET /sign-in HTTP/1.1\r\n\(host)\r\n" + (0..<300).map { "X-\($0): a" }.joined(separator: "\r\n"),
                "POST /sign-in HTTP/1.1\r\n\(host)\r\nContent-Length: -1",
                "POST /sign-in HTTP/1.1\r\n\(host)\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
                "GET /sign-in HTTP/1.1\r\n\(host)\r\nHost: evil.example\r\nContent-Length: 5\r\nContent-Length: 6",
            ] {
                let reply = try await HTTPClient.ask(port: port, tls: false, lines)
                #expect(reply.status.map { $0 < 500 } ?? true, "\(lines.prefix(60)): \(reply.text.prefix(60))")
                #expect(!reply.text.contains("evil"))
            }
            let twice = try await get("/sign-in", port: port, tls: false, "Host: evil.example")
            #expect(!twice.text.contains("evil"))
            #expect(try await get("/health", port: port, tls: false).status == 200)
        }
    }
}
