extension Description {
    /// `vigie-reader`, which is declared here so that its page can be made: nothing can import a program.
    package static let reader = Description(
        name: "vigie-reader",
        purpose: "sends a closed list of commands to disks and answers the raw bytes",
        synopses: ["[--connected] [--idle SECONDS]", "--smartctl [TYPE DISK]"],
        options: [
            Option("--connected", "descriptor 3 is a connection, not a listening socket"),
            Option("--idle", takes: .text("SECONDS"), "ends after so long without a request (30)"),
            Option("--smartctl", "becomes smartctl, which prints JSON of a disk that only it can reach"),
            Option("--version", "print the version, and end"),
            Option("--help", "print this help, and end"),
        ],
        notes: [
            """
            The commands read, begin or end self-tests, and turn NVMe notices on. It is started by its socket
            (vigie-reader.socket) or by vigie-agent, and ends when nothing was asked for a while.
            """,
            """
            With --smartctl (vigie-smartctl.socket) the type and the disk come as arguments, or as a line on
            standard input.
            """,
        ],
        statuses: [(0, "done"), (64, "wrong usage")],
        files: [
            ("/run/vigie/reader.sock", "where the agent asks for pages of disks"),
            ("/run/vigie/smartctl.sock", "where the agent asks for disks that only smartctl reaches"),
        ],
        examples: ["systemd-socket-activate --seqpacket --listen=/run/vigie/reader.sock vigie-reader --idle 5"],
        related: ["vigie-agent(8)", "smartctl(8)"]
    )
}
