import AgentCommands

await Vigie.main()
