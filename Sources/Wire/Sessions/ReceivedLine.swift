/// One line as it came: its bytes, what could be made of them, and what it says of itself at its beginning even when it cannot be read.
struct ReceivedLine {
    /// Verbs whose first word, if they have one, is no number of the journal.
    private static let unnumbered: Set<String> = [
        "BEAT", "BYE", "END", "ENROL", "FACT", "HELLO", "RENEW", "RES", "STATE",
    ]

    let bytes: [UInt8]
    let message: Result<ClientMessage, LineError>
    let verb: String
    /// The number at which the line must be settled: the digits after the verb, of any verb that may stand in a journal, also one
    /// that only a newer agent knows.
    let number: UInt64?

    init(_ frame: LineFramer.Frame) {
        switch frame {
        case .line(let line):
            bytes = line
            message = Result { () throws(LineError) in try ClientMessage(try Line(parsing: line)) }
        case .tooLong(let beginning):
            bytes = beginning
            message = .failure(LineError(.tooLong, "too-long"))
        }
        verb = String(decoding: bytes.prefix(17).prefix(while: CharacterClass.isVerb), as: UTF8.self)
        let rest = bytes.dropFirst(verb.utf8.count)
        guard !Self.unnumbered.contains(verb), rest.first == UInt8(ascii: " ") else {
            number = nil
            return
        }
        let digits = rest.dropFirst().prefix(20).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        number = FieldReader.eventNumber(String(decoding: digits, as: UTF8.self))
    }

    var isUnknownVerb: Bool {
        if case .failure(let error) = message { error.code == .verb } else { false }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
