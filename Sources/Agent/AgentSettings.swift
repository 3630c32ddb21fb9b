import Host
import Probes
import Program
package import Settings
import Wire

/// The settings of `agent.conf`: the agent's own, and those that the probes declare.
package enum AgentSettings {
    private static let name = Setting(
        "name",
        .text,
        default: "",
        "The name under which the desk shows this workstation; empty means its host name."
    )
    /// `MachineClass`, or what the firmware says.
    private enum ClassChoice: String, CaseIterable {
        case automatic
        case alwaysOn = "always-on"
        case desktop
        case laptop
        case virtual
    }

    private static let machineClass = Setting(
        "class",
        .oneOf(ClassChoice.self),
        default: .automatic,
        "What sort of machine this is, which decides for how long it may be silent; automatic asks the firmware."
    )
    private static let agent = Section("agent", "The agent itself.", [name, machineClass])

    /// Everything that `agent.conf` may hold.
    package static let schema = Schema([agent] + ProbeRegistry.sections)

    /// How this host introduces itself to the desk.
    ///
    /// What the settings say comes before what was said at enrolment, and that before what the machine says of itself.
    static func about(_ configuration: Configuration, host: any Host, enrolment: Enrolment?) -> About {
        let values = configuration[agent]
        let named = values[name].isEmpty ? enrolment?.name ?? "" : values[name]
        let said =
            MachineClass(rawValue: values[machineClass].rawValue)
            ?? enrolment?.hostClass.flatMap { MachineClass(rawValue: $0) }
        return About(
            name: named.isEmpty ? host.textIfPresent("/proc/sys/kernel/hostname") ?? "localhost" : named,
            hostClass: (said ?? MachineClass(of: host)).rawValue,
            version: Version.number
        )
    }
}
