import DeskCommands

await VigieDesk.main()
