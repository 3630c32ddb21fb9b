import Foundation

/// How thoroughly the tests look: `make test` takes a short sample, `make test-long` (VIGIE_TEST=long) everything.
enum TestLength {
    static let isLong = ProcessInfo.processInfo.environment["VIGIE_TEST"] == "long"

    /// What random choices begin with: VIGIE_SEED repeats those of an earlier run, which printed it.
    static let seed =
        ProcessInfo.processInfo.environment["VIGIE_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...999_999)

    /// Steps that are taken alone when their names hold this text: VIGIE_STEP repeats one that failed.
    static let step = ProcessInfo.processInfo.environment["VIGIE_STEP"]

    /// Tells how far a long test is, at once.
    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }
}

/// Random numbers that a seed repeats (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
