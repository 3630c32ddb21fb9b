@testable import Agent
import Program
import Settings
import TestSupport
import Testing
import Wire

@Suite
struct AgentSettingsTests {
    private func about(_ settings: String, enrolment: Enrolment? = nil, hostName: String? = "ws-17\n") throws -> About {
        let configuration = try AgentSettings.schema.load(
            path: "agent.conf",
            read: { path, _ in path == "agent.conf" ? Array(settings.utf8) : nil },
            list: { _ in nil }
        )
        var host = FakeHost()
        host.files["/sys/class/dmi/id/chassis_type"] = Array("10\n".utf8)
        if let hostName { host.files["/proc/sys/kernel/hostname"] = Array(hostName.utf8) }
        return AgentSettings.about(configuration, host: host, enrolment: enrolment)
    }

    private func enrolment(_ name: String?, _ hostClass: String?) -> Enrolment {
        Enrolment(host: "h", store: "s", address: "a", port: 1, name: name, hostClass: hostClass)
    }

    @Test
    func theSettingsComeBeforeTheEnrolmentAndThatBeforeTheMachine() throws {
        let all = try about("[agent]\nname = set\nclass = virtual\n", enrolment: enrolment("enrolled", "always-on"))
        #expect(all == About(name: "set", hostClass: "virtual", version: Version.number))
        let enrolled = try about("", enrolment: enrolment("enrolled", "always-on"))
        #expect(enrolled == About(name: "enrolled", hostClass: "always-on", version: Version.number))
        let neither = try about("", enrolment: enrolment(nil, nil))
        #expect(neither == About(name: "ws-17", hostClass: "laptop", version: Version.number))
        #expect(try about("", hostName: nil).name == "localhost")
    }

    @Test
    func aClassThatIsUnknownHereIsAskedOfTheMachine() throws {
        #expect(try about("", enrolment: enrolment(nil, "spaceship")).hostClass == "laptop")
    }
}
