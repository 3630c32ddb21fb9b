import Desk
import Health
import Mail
package import Settings

/// The settings of the desk's mail, section `[mail]` of `desk.conf`.
package enum MailSettings {
    /// How the connection to the relay is protected.
    enum Security: String, CaseIterable {
        /// By where the relay is: this machine in the clear, port 465 by TLS, any other by STARTTLS.
        case automatic
        case startTLS = "starttls"
        case tls
        case none
    }

    static let to = Setting("to", .email, default: "", "One address for the whole desk; empty means none.")
    static let notices = Setting(
        "notices",
        .list(of: .notice),
        default: [.newCritical, .filed, .replied, .passed, .breachNear, .digest],
        "What that address is told."
    )
    static let language = Setting("language", .oneOf(Language.self), default: .en, "In which language.")
    static let digest = Setting(
        "digest",
        .minuteOfDay,
        default: 7 * 60,
        "When digests are sent, by this machine's clock."
    )
    static let from = Setting(
        "from",
        .email,
        default: "",
        "The address that mails come from; empty means vigie at this machine's name."
    )
    static let replyTo = Setting(
        "reply-to",
        .email,
        default: "",
        "Where answers to mails go, for the desk reads none; empty means to the address for the whole desk."
    )
    static let relay = Setting(
        "relay",
        .text,
        default: "",
        "The mail server that takes our mail; empty means this machine's own, where an address for the desk is set."
    )
    static let port = Setting("port", .integer(0...65_535), default: 0, "Its port; 0 means the usual one.")
    static let security = Setting(
        "security",
        .oneOf(Security.self),
        default: .automatic,
        "How the connection is protected; automatic is none on this machine, TLS on port 465, else STARTTLS; none is for this machine alone."
    )
    static let user = Setting("user", .text, default: "", "As whom the desk signs in; empty means not at all.")
    static let password = Setting("password", .text, default: "", "The password of that user.")
    static let authorities = Setting(
        "authorities",
        .text,
        default: "",
        "A file of certificates (PEM) to trust in place of the system's; empty means the system's."
    )

    package static let section = Section(
        "mail",
        "Mail to people. It is sent once 'to' or 'relay' is set.",
        [to, notices, language, digest, from, replyTo, relay, port, security, user, password, authorities]
    )
}

extension SettingType<String> {
    /// A mail address, or nothing.
    fileprivate static let email = SettingType(
        allowed: "an address such as help@example.org",
        parse: { text throws(Misfit) in
            guard !text.isEmpty else { return text }
            do throws(EmailAddress.Fault) {
                return try EmailAddress(text).description
            } catch {
                throw Misfit("no mail address: \(error.words.en)")
            }
        },
        format: { $0 }
    )
}

extension SettingType<NoticeKind> {
    /// Of what an address of nobody in particular can be told.
    private static let kinds: [NoticeKind] = [.newCritical, .filed, .replied, .passed, .breachNear, .digest, .weekly]
    private static let words = kinds.map(\.word).joined(separator: ", ")

    fileprivate static let notice = SettingType(
        allowed: "one of \(words)",
        parse: { text throws(Misfit) in
            guard let kind = NoticeKind(text), kinds.contains(kind) else { throw Misfit("not one of \(words)") }
            return kind
        },
        format: \.word
    )
}

extension SettingType<Int> {
    /// Minutes since midnight, as `07:30`.
    fileprivate static let minuteOfDay = SettingType(
        allowed: "a time from 00:00 to 23:59",
        parse: { text throws(Misfit) in
            guard let span = DaySpan("\(text)-24:00"), span.start < 1440 else {
                throw Misfit("not a time; write hours and minutes, such as 07:30")
            }
            return span.start
        },
        format: { String(DaySpan($0, 1440).description.prefix(5)) }
    )
}
