extension Unicode.Scalar {
    /// Whether a terminal would act on it or show nothing for it.
    ///
    /// Controls, formats (bidirectional overrides, zero widths), line and paragraph separators, private and unassigned
    /// code points: the Unicode general categories Cc, Cf, Zl, Zp, Co and Cn.
    var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        default: false
        }
    }
}

extension String {
    /// The text as it may go to a terminal: what would act on the terminal is shown as its code, ESC as `\u{1B}`.
    ///
    /// The result is one line and holds no escape sequence, whatever a device, a file or a peer put into it.
    package var printable: String {
        guard unicodeScalars.contains(where: \.isInvisible) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.isInvisible {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
