/// A test that a disk makes of itself while it goes on working; starting and ending one is all that is ever told a disk.
package enum SelfTest: Hashable, Sendable {
    /// Minutes: electronics, mechanics, and some of the surface.
    case short
    /// Hours: the whole surface.
    case extended
    /// The surface from the first to the last of these sectors; of ATA alone.
    case selective(ClosedRange<UInt64>)
    /// Ends the test that runs.
    case abort

    /// Its name in commands.
    package var name: String {
        switch self {
        case .short: "short"
        case .extended: "extended"
        case .selective: "selective"
        case .abort: "abort"
        }
    }
}
