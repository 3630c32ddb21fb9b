import TestMail
import Testing

@testable import Mail

/// How the tests send to a relay.
extension TestRelay {
    static let login = Relay.Login(user: "desk@example.org", password: Secret("s3cret é"))

    /// This relay, as an administrator describes it.
    func described(
        _ security: Relay.Security = .none,
        host: String = "127.0.0.1",
        login: Relay.Login? = nil,
        trusting authorities: String? = nil
    ) throws -> Relay {
        try Relay(
            host: host,
            port: port,
            security: security,
            login: login,
            helo: "desk.example.org",
            authorities: authorities
        )
    }

    /// What becomes of mails that are sent in the clear, by one who does not wait long.
    func outcomes(of mails: [MailMessage]) throws -> [Outcome] {
        Mailer(try described(), patience: Patience(connection: 1, message: 1.5)).deliver(mails).flatMap(\.outcomes)
    }
}

extension Relay {
    /// What becomes of one mail to one recipient.
    func outcome() throws -> Outcome {
        let mail = try #require(Samples.mail())
        return try #require(Mailer(self).deliver([mail]).first?.outcomes.first)
    }
}

extension Outcome {
    /// Why it was put off; nil where it was not.
    var trouble: Trouble.Kind? {
        if case .putOff(let trouble) = self { trouble.kind } else { nil }
    }
}
