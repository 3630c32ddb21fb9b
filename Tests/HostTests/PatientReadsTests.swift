import Glibc
import Synchronization
import Testing

@testable import Host

@Suite(.timeLimit(.minutes(5)))
struct PatientReadsTests {
    private let reads = PatientReads()

    @Test func whatComesInTimeIsReturned() throws {
        #expect(try reads.read("/a/one", patience: 10) { [1, 2] } == [1, 2])
        #expect(throws: HostError(.failed, "no data")) {
            try reads.read("/a/one", patience: 10) { () throws(HostError) in throw HostError(.failed, "no data") }
        }
        #expect(try reads.read("/a/two", patience: 10) { [3] } == [3])
    }

    @Test func aReadThatHangsKeepsNobodyWaitingAndEndsOnItsOwn() throws {
        var ends: [Int32] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        let (reading, writing) = (try Descriptor(ends[0], "pipe"), try Descriptor(ends[1], "pipe"))
        let hung: PatientReads.Body = { () throws(HostError) in try reading.read(upTo: 1, "reading") }
        #expect(throws: HostError(.timedOut, "/a/one gave nothing within 0.05 s")) {
            try reads.read("/a/one", patience: 0.05, hung)
        }
        #expect(throws: HostError(.timedOut, "/a still hangs in an earlier read")) {
            try reads.read("/a/two", patience: 3600) { [2] }
        }
        #expect(try reads.read("/b/one", patience: 10) { [3] } == [3], "another device is not concerned")
        try writing.write([9], "writing")
        while true {
            do throws(HostError) {
                #expect(try reads.read("/a/two", patience: 10) { [2] } == [2])
                return
            } catch {
                try #require(error.code == .timedOut)
                sched_yield()
            }
        }
    }
}
