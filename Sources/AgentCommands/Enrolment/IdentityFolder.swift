import Glibc
import Host
import Wire
import _NIOFileSystem

/// The folder of the workstation's key and certificates, `STATE/identity`, readable by the agent's user alone.
struct IdentityFolder: Sendable {
    let path: String

    /// Opens the folder, and makes it where there is none.
    ///
    /// Root becomes the state folder's owner for the rest of the process: the agent can read what is written, and no
    /// link that its user laid there makes root write elsewhere.
    static func open(inState state: String) async throws(EnrolmentError) -> IdentityFolder {
        let folder = IdentityFolder(path: "\(state)/identity")
        do {
            if try await FileSystem.shared.info(forFileAt: FilePath(state)) == nil {
                try PrivateFile.createFolder(state)
            }
            if geteuid() == 0, let info = try await FileSystem.shared.info(forFileAt: FilePath(state)) {
                guard setegid(info.groupID.rawValue) == 0, seteuid(info.userID.rawValue) == 0 else {
                    throw HostError(.denied, "This process cannot become user \(info.userID.rawValue).")
                }
            }
            try PrivateFile.createFolder(folder.path)
        } catch {
            throw folder.unusable(error)
        }
        return folder
    }

    /// The key that is kept here, made now where there is none.
    func key() async throws(EnrolmentError) -> HostKey {
        try await .kept(at: file(.key))
    }

    /// The enrolment that is kept here; nil where there is none that can be understood.
    func enrolment() async -> Enrolment? {
        let text = try? await String(contentsOf: FilePath(file(.enrolment)), maximumSizeAllowed: .kibibytes(16))
        return text.flatMap { try? Enrolment(text: $0) }
    }

    /// Writes what the desk gave; the enrolment comes last, because with it the workstation is enrolled.
    func keep(_ enrolment: Enrolment, chain: [[UInt8]], authority: [UInt8]) throws(EnrolmentError) {
        do {
            PrivateFile.remove(file(.renewed))
            try PrivateFile.write(file(.certificate), PEM.certificates(chain.map(Base64.encode)))
            try PrivateFile.write(file(.authority), PEM.certificates([Base64.encode(authority)]))
            try PrivateFile.write(file(.enrolment), enrolment.text + "\n")
        } catch {
            throw unusable(error)
        }
    }

    private func file(_ file: Enrolment.File) -> String { "\(path)/\(file.rawValue)" }

    private func unusable(_ error: any Error) -> EnrolmentError {
        EnrolmentError(
            .files,
            en: "The identity folder \(path) cannot be used; run this as root or as the agent's user.",
            fr:
                "Le dossier d'identité \(path) n'est pas utilisable\u{A0}; lancez la commande sous root ou sous l'utilisateur de l'agent.",
            cause: error
        )
    }
}
