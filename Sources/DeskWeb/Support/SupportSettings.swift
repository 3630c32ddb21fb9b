package import Settings

/// The settings of the ways to reach machines from afar, sections `[support NAME]` of `desk.conf`.
package enum SupportSettings {
    static let link = Setting(
        "link",
        .supportTemplate,
        default: nil,
        "What opens it: {host}, {id} and {address} stand for the machine, {login} for who reaches it."
    )

    package static let section = Section(
        "support",
        named: "ssh",
        "A way to reach machines from afar, which a ticket's page offers by this name once consent is written down.",
        [link]
    )

    /// The ways in the order in which they are written.
    ///
    /// - Throws: where one has no address.
    static func links(_ configuration: Configuration) throws(SettingsError) -> [SupportLink] {
        var links: [SupportLink] = []
        for (name, values) in configuration.named(section) {
            guard let template = values[link] else {
                throw SettingsError(
                    .invalidValue,
                    file: "[\(section.name) \(name)]",
                    line: nil,
                    "link is not set; write one such as ssh://{login}@{host}"
                )
            }
            links.append(SupportLink(name: name, template: template))
        }
        return links
    }
}

extension SettingType<SupportTemplate?> {
    /// An address with places to fill in, or nothing.
    fileprivate static let supportTemplate = SettingType(
        allowed: "an address such as ssh://{login}@{host}",
        parse: { text throws(Misfit) in text.isEmpty ? nil : try SupportTemplate(text) },
        format: { $0?.text ?? "" }
    )
}
