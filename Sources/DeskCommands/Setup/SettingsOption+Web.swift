import Commands
import Desk
import DeskWeb
import Health
import Settings

extension SettingsOption {
    /// The file of the settings that `setup` writes.
    var webFile: String { "\(path).d/web.conf" }

    private func text(_ address: WebAddress) -> String {
        """
        # Written by 'vigie-desk setup'. Change it here, and restart the desk.
        [web]
        address = \(address)

        """
    }

    /// How the pages are served at an address by the settings that are known, which may go wrong together with it.
    func web(_ known: Configuration, at address: WebAddress) throws(SettingsErrors) -> WebConfiguration? {
        let files = [ConfFile(name: path, text: known.text), ConfFile(name: webFile, text: text(address))]
        return try DeskSettings.schema.load(files).web()
    }

    /// Writes the address for the desk that reads it.
    func write(_ address: WebAddress, for reader: Owner?) throws(CommandError) {
        guard InputFile.mode(webFile) == nil else {
            throw CommandError(
                .failed,
                en: "\(webFile) is there and names no address. Write 'address = \(address)' below [web] there.",
                fr:
                    "\(webFile) existe et ne nomme pas d'adresse. Écrivez-y «\u{A0}address = \(address)\u{A0}» sous [web]."
            )
        }
        try OutputFile.make(webFile, text(address), for: reader)
    }
}

extension WebConfiguration {
    /// What whoever sets the pages up should know of how they are served.
    var remarks: [Words] {
        var remarks: [Words] = []
        if security == .ownAuthority {
            remarks.append(
                Words(
                    en:
                        "Browsers will warn, for they do not know the desk's own authority: 'certificate' and 'key' below [web] "
                        + "end that, or 'proxy' (man desk.conf).",
                    fr:
                        "Les navigateurs afficheront un avertissement, car ils ne connaissent pas l'autorité propre au centre\u{A0}: "
                        + "«\u{A0}certificate\u{A0}» et «\u{A0}key\u{A0}» sous [web] y mettent fin, ou «\u{A0}proxy\u{A0}» (man desk.conf)."
                )
            )
        }
        if case .proxy = security { return remarks }
        if port != address.port {
            remarks.append(
                Words(
                    en:
                        "Warning: the address names port \(address.port), and the pages are served on port \(port). "
                        + "Set 'port' below [web], or have one lead to the other.",
                    fr:
                        "Attention\u{A0}: l'adresse indique le port \(address.port), et les pages sont servies sur le port \(port). "
                        + "Réglez «\u{A0}port\u{A0}» sous [web], ou faites mener l'un à l'autre."
                )
            )
        }
        return remarks
    }
}
