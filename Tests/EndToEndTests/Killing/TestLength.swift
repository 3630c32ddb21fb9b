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
