import ArgumentParser
import Commands
import Health

/// From which day on a version of a calendar or of a policy is valid.
struct FromOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The day from which on it is valid, such as 2027-01-01; otherwise now.", valueName: "date")
    )
    var from: CivilDate?

    /// When the version becomes valid: as the day begins, or now where that has been today.
    ///
    /// A day that is past is refused: the version that holds now would go before it.
    func time(_ console: Console, midnight: (CivilDate) -> Timestamp) throws(CommandError) -> Timestamp {
        guard let from else { return console.now() }
        guard midnight(from.adding(days: 1)) > console.now() else {
            throw CommandError(
                .failed,
                en: "\(from) is past; a version begins today or later.",
                fr: "Le \(from) est passé\u{A0}; une version commence aujourd'hui ou plus tard."
            )
        }
        return max(midnight(from), console.now())
    }
}

extension CivilDate: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}

extension Zone {
    /// When clocks in this zone show the beginning of a day.
    func midnight(of date: CivilDate) -> Timestamp {
        time(local: Timestamp(seconds: Int64(date.days) * 86_400))
    }
}
