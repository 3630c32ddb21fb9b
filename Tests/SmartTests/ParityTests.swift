import TestSupport
import Testing

/// The share of what smartctl 7.3 reports, over all recordings, that is decoded alike; the suites of each transport say why the rest is not.
@Suite(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
struct ParityTests {
    @Test func theShareOfAllRecordings() throws {
        let (ata, nvme, scsi) = (ATAOracleTests(), NVMeOracleTests(), SCSIOracleTests())
        let parts: [(String, [Comparison])] = [
            ("ATA, raw pages", try ATAOracleTests.blobs.map(ata.comparison(blob:))),
            ("ATA, from JSON", try ATAOracleTests.captures.map(ata.comparison(capture:))),
            ("NVMe, from JSON", try NVMeOracleTests.captures.map(nvme.comparison(capture:))),
            ("SCSI, from JSON", try SCSIOracleTests.captures.map(scsi.comparison(capture:))),
        ]
        var total = Comparison()
        for (name, comparisons) in parts {
            let sum = comparisons.reduce(Comparison(), +)
            print("parity, \(name): \(comparisons.count) recordings, \(sum.share)")
            total = total + sum
        }
        print("parity: \(total.share)")
        // Those that the suites explain.
        #expect(total.differences.count <= 10 && total.equal > 14_000)
    }
}
