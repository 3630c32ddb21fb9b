import Health
import Crypto
import SwiftASN1
import Testing
import X509
import _NIOFileSystem

@testable import DeskServer

struct AuthorityFolderTests {
    @Test func itIsMadeOnceAndReadAfterwards() async throws {
        try await FileSystem.shared.withTemporaryDirectory { _, state in
            let folder = AuthorityFolder(stateDirectory: state.string)
            var numbers = FixedNumbers(state: 1)
            let made = try await folder.authority(using: &numbers)
            let read = try await folder.authority(using: &numbers)
            #expect(try read.fingerprint == made.fingerprint)
            #expect(read.key.rawRepresentation == made.key.rawRepresentation)
            #expect(try await names(in: state) == ["authority"])
            #expect(try await names(in: state.appending("authority")) == ["ca.key", "ca.pem"])
        }
    }

    @Test func onlyTheOwnerMayRead() async throws {
        try await FileSystem.shared.withTemporaryDirectory { _, state in
            let folder = AuthorityFolder(stateDirectory: state.string)
            var numbers = FixedNumbers(state: 1)
            let authority = try await folder.authority(using: &numbers)
            _ = try await folder.identity(addresses: ["desk.example"], authority: authority, using: &numbers)
            let path = state.appending("authority")
            #expect(try await FileSystem.shared.info(forFileAt: path)?.permissions == .ownerReadWriteExecute)
            for name in ["ca.key", "desk.key"] {
                #expect(
                    try await FileSystem.shared.info(forFileAt: path.appending(name))?.permissions == .ownerReadWrite
                )
            }
        }
    }

    @Test func desksThatStartAtOnceAgreeOnOneAuthority() async throws {
        try await FileSystem.shared.withTemporaryDirectory { _, state in
            let fingerprints = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        var numbers = FixedNumbers(state: UInt64(number))
                        return try await AuthorityFolder(stateDirectory: state.string).authority(using: &numbers)
                            .fingerprint
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(fingerprints.count == 1)
            #expect(try await names(in: state) == ["authority"])
        }
    }

    @Test func theDesksIdentityIsKeptUntilItsAddressesChange() async throws {
        try await FileSystem.shared.withTemporaryDirectory { _, state in
            let folder = AuthorityFolder(stateDirectory: state.string)
            var numbers = FixedNumbers(state: 1)
            let authority = try await folder.authority(using: &numbers)
            let first = try await folder.identity(addresses: ["desk.example"], authority: authority, using: &numbers)
            let again = try await folder.identity(addresses: ["desk.example"], authority: authority, using: &numbers)
            #expect(again.certificate == first.certificate)
            let moved = try await folder.identity(addresses: ["192.0.2.7"], authority: authority, using: &numbers)
            #expect(moved.certificate != first.certificate)
            let kept = try await folder.identity(addresses: ["192.0.2.7"], authority: authority, using: &numbers)
            #expect(kept.certificate == moved.certificate)
        }
    }

    @Test func aSecondAuthorityIsTrustedDuringARollOver() async throws {
        try await FileSystem.shared.withTemporaryDirectory { _, state in
            let folder = AuthorityFolder(stateDirectory: state.string)
            var numbers = FixedNumbers(state: 1)
            let authority = try await folder.authority(using: &numbers)
            let old = try CertificateAuthority(using: &numbers)
            let host = try TestHost(of: old)
            #expect(throws: AuthorityError.self) { try authority.trusted.host(presenting: host.chain[0]) }
            try await write(old.certificate.serializeAsPEM().pemString, to: state.appending("authority/ca-2026.pem"))
            let both = try await folder.authority(using: &numbers)
            #expect(try both.trusted.host(presenting: host.chain[0]).hostID == hostID)
            #expect(try both.fingerprint == authority.fingerprint)
            // A renewal moves the host over to the authority that signs now.
            let renewed = try both.renew(presented: host.chain[0], at: now, using: &numbers)
            #expect(try authority.trusted.host(presenting: renewed[0]).hostID == hostID)
        }
    }

    @Test(arguments: ["ca.key", "ca.pem"])
    func aLostOrForeignFileIsAnErrorAndNeverReplaced(name: String) async throws {
        try await FileSystem.shared.withTemporaryDirectory { _, state in
            let folder = AuthorityFolder(stateDirectory: state.string)
            var numbers = FixedNumbers(state: 1)
            _ = try await folder.authority(using: &numbers)
            let file = state.appending("authority").appending(name)
            let foreign = try CertificateAuthority(using: &numbers)
            let replacement =
                try name == "ca.key" ? foreign.key.pemRepresentation : foreign.certificate.serializeAsPEM().pemString
            for content in [replacement, "", "-----BEGIN"] {
                try await write(content, to: file)
                let error = await #expect(throws: AuthorityError.self) { try await folder.authority(using: &numbers) }
                #expect(error?.code == .files)
            }
            try await FileSystem.shared.removeItem(at: file)
            let error = await #expect(throws: AuthorityError.self) { try await folder.authority(using: &numbers) }
            #expect(error?.message.en.contains("authority/\(name)") == true)
        }
    }

    @Test func aStateDirectoryThatIsNotThereIsAnError() async throws {
        var numbers = FixedNumbers(state: 1)
        let folder = AuthorityFolder(stateDirectory: "/nonexistent/vigie-desk")
        let error = await #expect(throws: AuthorityError.self) { try await folder.authority(using: &numbers) }
        #expect(error?.code == .files)
    }

    private func names(in folder: FilePath) async throws -> [String] {
        try await FileSystem.shared.withDirectoryHandle(atPath: folder) { handle in
            var names: [String] = []
            for try await entry in handle.listContents() { names.append(entry.name.string) }
            return names.sorted()
        }
    }

    private func write(_ text: String, to file: FilePath) async throws {
        try await FileSystem.shared.withFileHandle(forWritingAt: file, options: .newFile(replaceExisting: true)) {
            handle in
            _ = try await handle.write(contentsOf: Array(text.utf8), toAbsoluteOffset: 0)
        }
    }
}
