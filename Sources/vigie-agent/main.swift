import Agent
import Glibc

exit(await AgentProgram.run(Array(CommandLine.arguments.dropFirst())))
