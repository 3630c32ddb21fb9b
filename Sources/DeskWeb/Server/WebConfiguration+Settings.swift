import Desk
import DeskServer
package import Settings

extension WebConfiguration {
    /// Nil where no pages are wanted.
    ///
    /// - Throws: what is wrong with the settings together.
    package init?(_ configuration: Configuration) throws(SettingsError) {
        let values = configuration[WebSettings.section]
        guard let address = values[WebSettings.address] else { return nil }
        let security = try Self.security(values)
        var port = values[WebSettings.port]
        var listen = values[WebSettings.listen]
        if case .proxy = security {
            listen = listen.isEmpty ? "127.0.0.1" : listen
            guard isLoopback(listen) else {
                throw Self.mistake("listen = \(listen): behind a proxy the pages are in clear; write 127.0.0.1 or ::1")
            }
        }
        if port == 0 {
            // The desk runs as a user who may not bind the ports below.
            let isBehindOther = if case .proxy = security { true } else { address.port < 1024 }
            port = isBehindOther ? WebAddress.standardPort : address.port
        }
        self.init(
            address: address,
            listen: listen.isEmpty ? "0.0.0.0" : listen,
            port: port,
            security: security,
            support: try SupportSettings.links(configuration)
        )
    }

    private static func security(_ values: SectionValues) throws(SettingsError) -> Security {
        let (certificate, key) = (values[WebSettings.certificate], values[WebSettings.key])
        let proxies = values[WebSettings.proxy]
        switch (certificate.isEmpty, key.isEmpty) {
        case (false, true): throw mistake("certificate is set and key is not; set both or none")
        case (true, false): throw mistake("key is set and certificate is not; set both or none")
        case (false, false) where !proxies.isEmpty:
            throw mistake("both certificate and proxy are set; a proxy speaks TLS itself, so keep one of them")
        case (false, false): return .files(certificate: certificate, key: key)
        case (true, true): return proxies.isEmpty ? .ownAuthority : .proxy(addresses: proxies)
        }
    }

    private static func mistake(_ message: String) -> SettingsError {
        SettingsError(.invalidValue, file: "[\(WebSettings.section.name)]", line: nil, message)
    }
}

/// Whether an IP address is this machine's own, which no network leads to.
private func isLoopback(_ address: String) -> Bool {
    let bytes = ipAddressBytes(address) ?? []
    return bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
}
