package import Health

extension Person {
    /// Refuses a name or an address that cannot be used.
    package func check() throws(DeskError) {
        try Naming.check(name, as: Words(en: "A person's name", fr: "Le nom d'une personne"))
        if let email { try Naming.check(email: email) }
    }
}

/// What names and addresses must be, so that no list and no mail breaks on them.
package enum Naming {
    /// Refuses a name that is empty, longer than 200 bytes, or holds line ends, control characters or those that turn the text around.
    package static func check(_ name: String, as what: Words) throws(DeskError) {
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            let isLine = [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
            return !isLine && !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        }
        guard isPlain, (1...200).contains(name.utf8.count), name.contains(where: { !$0.isWhitespace }) else {
            throw DeskError(
                .badText,
                en: "\(what.en) has 1 to 200 bytes, and no line breaks or other control characters.",
                fr: "\(what.fr) compte de 1 à 200 octets, sans saut de ligne ni autre caractère de commande."
            )
        }
    }

    /// Refuses what mail cannot be sent to (RFC 5321): atoms with dots before the sign, the name of a domain after it.
    package static func check(email: String) throws(DeskError) {
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard email.utf8.count <= 254, parts.count == 2, isLocal(parts[0]), isDomain(parts[1]) else {
            throw DeskError(
                .badText,
                en: "This is no mail address; it looks like name@example.org.",
                fr: "Ce n'est pas une adresse de courriel\u{A0}; elle a la forme nom@example.org."
            )
        }
    }

    /// Refuses what is no login.
    package static func check(login: String) throws(DeskError) {
        guard Account.isLogin(login) else {
            throw DeskError(
                .badText,
                en: "A login has 1 to 64 small letters, digits, dots, hyphens and underscores.",
                fr:
                    "Un identifiant compte de 1 à 64 lettres minuscules, chiffres, points, traits d'union et traits de soulignement."
            )
        }
    }

    private static func isLocal(_ text: Substring) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.utf8.allSatisfy(isLocalByte)
            }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = labels.last?.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
        return !isAddress && text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.utf8.allSatisfy(isDomainByte)
                    && !label.hasPrefix("-") && !label.hasSuffix("-")
            }
    }

    private static func isLocalByte(_ byte: UInt8) -> Bool {
        isDomainByte(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isDomainByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
