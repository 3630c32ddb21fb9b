import Agent
import AgentCommands
import DeskCommands
import Program
import Settings

/// The manual's pages and the shells' completions, as the programs' declarations make them.
///
/// They are kept beside this file, and a test compares them.
package enum Manual {
    /// Every file by its path below Sources/Manual.
    package static func files() throws -> [String: String] {
        let agent = AgentOptions.description
        var files = [
            "Pages/vigie-agent.8": Page(agent).text,
            "Pages/vigie-reader.8": Page(.reader).text,
            "Pages/agent.conf.5": Page(
                "agent.conf",
                at: AgentOptions.defaultConfiguration,
                "settings of vigie-agent",
                AgentSettings.schema,
                related: ["vigie-agent(8)"]
            ).text,
            "Pages/vigie.1": Page(
                try Declaration(dump: Vigie.declarations),
                section: 1,
                files: [("/run/vigie/agent.sock", "where the agent answers"), ("/var/lib/vigie", "its state")],
                related: ["vigie-agent(8)", "agent.conf(5)", "vigie-reader(8)"]
            ).text,
            "Pages/vigie-desk.1": Page(
                try Declaration(dump: VigieDesk.declarations),
                section: 1,
                files: [
                    (DeskSettings.path, "settings of its mail and its pages, for which see desk.conf(5)"),
                    ("/var/lib/vigie-desk", "the tickets, and the authority that hosts and desk are certified by"),
                ],
                related: ["desk.conf(5)", "vigie(1)", "vigie-agent(8)"]
            ).text,
            "Pages/desk.conf.5": Page(
                "desk.conf",
                at: DeskSettings.path,
                "settings of vigie-desk",
                DeskSettings.schema,
                related: ["vigie-desk(1)"]
            ).text,
            "Settings/desk.conf": DeskSettings.schema.example,
        ]
        for program in [agent, .reader] {
            files["Completions/bash/\(program.name)"] = Completions.bash(program)
            files["Completions/zsh/_\(program.name)"] = Completions.zsh(program)
            files["Completions/fish/\(program.name).fish"] = Completions.fish(program)
        }
        for (name, completions) in [("vigie", Vigie.completions), ("vigie-desk", VigieDesk.completions)] {
            // A shell reads this; nobody runs it.
            files["Completions/bash/\(name)"] = completions("bash").map { $0.replacing(/^#!.*\n/, with: "") }
            files["Completions/zsh/_\(name)"] = completions("zsh")
            files["Completions/fish/\(name).fish"] = completions("fish")
        }
        return files
    }
}
