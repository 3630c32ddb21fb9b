import AgentCommands
import Crypto
import SwiftASN1
import Testing
import X509
import _NIOFileSystem

struct HostKeyTests {
    @Test func theRequestIsSignedByTheKeyAndSaysNothingElse() throws {
        let key = HostKey()
        let request = try CertificateSigningRequest(derEncoded: key.request())
        #expect(request.publicKey.isValidSignature(request.signature, for: request))
        #expect(
            try Certificate.PublicKey(P256.Signing.PrivateKey(pemRepresentation: key.pem).publicKey)
                == request.publicKey
        )
        #expect(request.subject.isEmpty)
        #expect(request.attributes.isEmpty)
    }

    @Test func theKeyIsMadeOnceWithMode0600() async throws {
        try await FileSystem.shared.withTemporaryDirectory { _, folder in
            let path = folder.appending("host.key")
            let made = try await HostKey.kept(at: path.string)
            let kept = try await HostKey.kept(at: path.string)
            #expect(kept.pem == made.pem)
            #expect(try await FileSystem.shared.info(forFileAt: path)?.permissions == .ownerReadWrite)
        }
    }

    @Test(arguments: ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "# empty"])
    func aFileThatHoldsNoKeyIsAnErrorAndStays(text: String) async throws {
        try await FileSystem.shared.withTemporaryDirectory { _, folder in
            let path = folder.appending("host.key")
            try await FileSystem.shared.withFileHandle(forWritingAt: path, options: .newFile(replaceExisting: false)) {
                handle in
                _ = try await handle.write(contentsOf: Array(text.utf8), toAbsoluteOffset: 0)
            }
            let error = await #expect(throws: EnrolmentError.self) { try await HostKey.kept(at: path.string) }
            #expect(error?.code == .key)
            #expect(try await String(contentsOf: path, maximumSizeAllowed: .kibibytes(4)) == text)
        }
    }
}
