import Glibc
package import Health

/// How a program prints to its standard output: the width that it has, whether it may use colours, and the zone of its times.
package struct Style: Sendable {
    /// Columns of the terminal; nil when the output is no terminal, and then nothing is truncated.
    package let width: Int?
    package let hasColours: Bool
    package let zone: Zone

    package init(width: Int? = nil, hasColours: Bool = false, zone: Zone = .utc) {
        self.width = width
        self.hasColours = hasColours
        self.zone = zone
    }

    /// The style for a terminal of this width, or for a file or pipe.
    ///
    /// Colours are used on a terminal that is not `dumb`, unless `NO_COLOR` is set and not empty (no-color.org).
    package init(width: Int?, environment: [String: String], zone: Zone = .utc) {
        let isPlain = environment["TERM"] == "dumb" || environment["NO_COLOR"]?.isEmpty == false
        self.init(width: width, hasColours: width != nil && !isPlain, zone: zone)
    }

    /// The style for this program's standard output.
    package static func standardOutput(environment: [String: String], zone: Zone) -> Style {
        Style(width: isatty(STDOUT_FILENO) == 1 ? Table.terminalWidth() : nil, environment: environment, zone: zone)
    }

    /// Numbers and times as a reader of this language, in this zone, writes them.
    package func figures(_ language: Language) -> Figures {
        Figures(language, zone: zone)
    }

    /// The text in a colour, where colours may be used.
    package func paint(_ text: String, _ colour: Colour?) -> String {
        guard hasColours, let colour else { return text }
        return colour.rawValue + text + Colour.reset
    }
}

/// A colour or weight of text; the raw value is the escape sequence that begins it (ECMA-48 SGR).
package enum Colour: String, Hashable, Sendable {
    case bold = "\u{1B}[1m"
    case faint = "\u{1B}[2m"
    case red = "\u{1B}[31m"
    case green = "\u{1B}[32m"
    case yellow = "\u{1B}[33m"

    static let reset = "\u{1B}[0m"
}
