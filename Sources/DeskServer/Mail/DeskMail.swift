package import Desk
package import Health
package import Mail
package import Settings

/// How the desk sends mail, as its settings say.
package struct DeskMail: Hashable, Sendable {
    package let relay: Relay
    package let from: Mailbox
    /// Where answers go; the desk reads none.
    package let replyTo: Mailbox?
    /// The one address of the whole desk, with what it is told and in which language.
    package let desk: EmailAddress?
    package let wishes: Set<NoticeKind>
    package let language: Language
    /// When digests are sent, in minutes since midnight.
    package let digestMinute: Int

    /// Nil where no mail is wanted.
    ///
    /// `machine` is this machine's name.
    /// - Throws: what is wrong with the settings together.
    package init?(_ configuration: Configuration, machine: String) throws(SettingsError) {
        let values = configuration[MailSettings.section]
        let host = values[MailSettings.relay]
        guard !host.isEmpty || !values[MailSettings.to].isEmpty else { return nil }
        // A name that no mail can come from is none.
        let name = (try? EmailAddress("vigie@\(machine)"))?.domain ?? "localhost"
        do throws(Relay.Fault) {
            relay = try Self.relay(values, host.isEmpty ? "127.0.0.1" : host, helo: name)
        } catch {
            throw SettingsError(.invalidValue, file: "[mail]", line: nil, error.words.en)
        }
        let written = values[MailSettings.from]
        do throws(EmailAddress.Fault) {
            from = Mailbox(try EmailAddress(written.isEmpty ? "vigie@\(name)" : written), name: "Vigie")
        } catch {
            throw SettingsError(.invalidValue, file: "[mail]", line: nil, error.words.en)
        }
        desk = try? EmailAddress(values[MailSettings.to])
        replyTo = ((try? EmailAddress(values[MailSettings.replyTo])) ?? desk).map { Mailbox($0) }
        wishes = desk == nil ? [] : Set(values[MailSettings.notices])
        language = values[MailSettings.language]
        digestMinute = values[MailSettings.digest]
    }

    private static func relay(_ values: SectionValues, _ host: String, helo: String) throws(Relay.Fault) -> Relay {
        let port = values[MailSettings.port]
        let user = values[MailSettings.user]
        let authorities = values[MailSettings.authorities]
        return try Relay(
            host: host,
            port: port == 0 ? nil : UInt16(clamping: port),
            security: security(values[MailSettings.security], host, port),
            login: user.isEmpty ? nil : Relay.Login(user: user, password: Mail.Secret(values[MailSettings.password])),
            helo: helo,
            authorities: authorities.isEmpty ? nil : authorities
        )
    }

    private static func security(_ choice: MailSettings.Security, _ host: String, _ port: Int) -> Relay.Security {
        switch choice {
        case .automatic where port == 465: .tls
        case .automatic where Relay.isThisMachine(host): .none
        case .automatic, .startTLS: .startTLS
        case .tls: .tls
        case .none: .none
        }
    }
}
