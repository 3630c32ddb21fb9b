/// Cuts a stream of bytes into lines and holds at most one line of them.
package struct LineFramer: Sendable {
    package enum Frame: Hashable, Sendable {
        /// A line without its line feed.
        case line([UInt8])
        /// A line over the limit: its beginning, by which its number can be known. The rest was thrown away.
        case tooLong([UInt8])
    }

    /// Bytes kept of a line over the limit.
    package static let keptOfTooLong = 256
    private(set) var partial: [UInt8] = []
    private var isSkipping = false

    package init() {}

    /// Whether a line has begun that is not complete; its sender has 10 s to end it.
    package var isInsideLine: Bool { isSkipping || !partial.isEmpty }

    /// Takes what arrived and returns the lines that it completes.
    package mutating func append(_ bytes: some Sequence<UInt8>) -> [Frame] {
        var frames: [Frame] = []
        var rest = Array(bytes)[...]
        while let feed = rest.firstIndex(of: UInt8(ascii: "\n")) {
            add(rest[..<feed])
            frames.append(isSkipping ? .tooLong(partial) : .line(partial))
            partial = []
            isSkipping = false
            rest = rest[rest.index(after: feed)...]
        }
        add(rest)
        return frames
    }

    private mutating func add(_ piece: ArraySlice<UInt8>) {
        guard !isSkipping else { return }
        isSkipping = partial.count + piece.count >= Line.maximumLength
        partial += isSkipping ? piece.prefix(max(0, Self.keptOfTooLong - partial.count)) : piece
        if isSkipping {
            partial = Array(partial.prefix(Self.keptOfTooLong))
        }
    }
}
