import ArgumentParser
import Desk

/// Of what a person wishes to be told, as a command takes it: `assigned,replied`, `none`, `all` or `usual`.
struct WishesArgument: ExpressibleByArgument {
    /// Nil for what is usual.
    let kinds: Set<NoticeKind>?

    init?(argument: String) {
        switch argument {
        case "none": kinds = []
        case "all": kinds = Set(NoticeKind.known)
        case "usual": kinds = nil
        default:
            let words = argument.split(separator: ",", omittingEmptySubsequences: false)
            let read = words.compactMap { NoticeKind($0) }.filter(NoticeKind.known.contains)
            guard read.count == words.count else { return nil }
            kinds = Set(read)
        }
    }

    /// What the help says.
    static let help: ArgumentHelp = ArgumentHelp(
        "What they are told by mail: \(NoticeKind.known.map(\.word).joined(separator: ", ")), several with commas between them; "
            + "none, all, or usual, which is all but digest and weekly.",
        valueName: "kinds"
    )
}
