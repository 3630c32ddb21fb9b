import Desk
import DeskServer
package import Settings

/// The settings of the desk's pages, section `[web]` of `desk.conf`.
package enum WebSettings {
    static let address = Setting(
        "address",
        .webAddress,
        default: nil,
        "Where people reach the pages; empty means that there are none. 'vigie-desk setup' sets it."
    )
    static let listen = Setting(
        "listen",
        .ipAddress(orNone: true),
        default: "",
        "The address to listen on; empty means 0.0.0.0, or 127.0.0.1 behind a proxy."
    )
    static let port = Setting(
        "port",
        .integer(0...65_535),
        default: 0,
        "The port to listen on; 0 means that of the address, or 7118 behind a proxy and where that is below 1024."
    )
    static let certificate = Setting(
        "certificate",
        .text,
        default: "",
        "A file of certificates (PEM), read again when it changes; empty means one of the desk's own authority."
    )
    static let key = Setting(
        "key",
        .text,
        default: "",
        "The file of its key (PEM); the desk's user must be able to read both."
    )
    static let proxy = Setting(
        "proxy",
        .list(of: .ipAddress(orNone: false)),
        default: [],
        "The proxies that speak TLS in the place of the desk and say for whom they ask; it then listens on this machine alone."
    )

    package static let section = Section(
        "web",
        "The desk's pages. They are served once 'address' is set.",
        [address, listen, port, certificate, key, proxy]
    )
}

extension SettingType<WebAddress?> {
    /// An address of pages, or nothing.
    fileprivate static let webAddress = SettingType(
        allowed: "an address such as https://desk.example.org:7118",
        parse: { text throws(Misfit) in
            guard !text.isEmpty else { return nil }
            guard let address = WebAddress(text) else {
                throw Misfit(
                    "no address of pages; write https, a name and a port, such as https://desk.example.org:7118"
                )
            }
            return address
        },
        format: { $0?.description ?? "" }
    )
}

extension SettingType<String> {
    fileprivate static func ipAddress(orNone mayBeEmpty: Bool) -> SettingType {
        SettingType(
            allowed: "an IP address such as 192.0.2.7 or ::1",
            parse: { text throws(Misfit) in
                guard ipAddressBytes(text) != nil || mayBeEmpty && text.isEmpty else {
                    throw Misfit("no IP address; write one such as 192.0.2.7 or ::1")
                }
                return text
            },
            format: { $0 }
        )
    }
}
