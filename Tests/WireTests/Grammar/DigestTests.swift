import Testing
import Wire

@Suite struct DigestTests {
    /// Computed with another implementation of FNV-1a (eight bytes of the digest before, big-endian, then the line).
    @Test(
        arguments: [
            ([], "cbf29ce484222325"),
            ([""], "4645b230cece75b2"),
            (["a"], "36e39bef68d23589"),
            (["OPEN 1", "CLEAR 2"], "812e8de4f6de8cd8"),
        ] as [([String], String)]
    )
    func vectors(lines: [String], digest: String) {
        let found = lines.reduce(Digest.start) { $0.extended(by: $1.utf8) }
        #expect(found.description == digest)
        #expect(Digest(digest) == found)
    }

    @Test func entryOfManyLinesIsItsLines() {
        #expect(
            Digest.start.extended(byEntry: "SYNC 1 count=0\nEND count=0")
                == Digest.start.extended(by: "SYNC 1 count=0".utf8).extended(by: "END count=0".utf8)
        )
        #expect(Digest.start.extended(byEntry: "SYNC 1") == Digest.start.extended(by: "SYNC 1".utf8))
    }

    @Test func dependsOnOrderAndPast() {
        let one = Digest.start.extended(by: "a".utf8).extended(by: "b".utf8)
        #expect(one != Digest.start.extended(by: "b".utf8).extended(by: "a".utf8))
        #expect(one != Digest.start.extended(by: "ab".utf8))
    }

    @Test(arguments: [
        "", "cbf29ce48422232", "cbf29ce4842223255", "+bf29ce484222325", "gbf29ce484222325", "ｃbf29ce484222",
    ])
    func noDigest(text: String) {
        #expect(Digest(text) == nil)
    }
}
