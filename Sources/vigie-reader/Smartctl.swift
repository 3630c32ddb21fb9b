import Glibc

/// Becomes smartctl, for disks that only it can reach: a RAID controller's, and those behind bridges with tricks of their own.
///
/// The type (its option `-d`) and the disk come from the arguments, or in a line on standard input, which is a connection.
func becomeSmartctl(_ arguments: ArraySlice<String>) -> Never {
    let words = arguments.isEmpty ? request() : Array(arguments)
    guard words.count == 2, isType(words[0]), isName(words[1]) else {
        fail("--smartctl wants a type of smartctl's and a disk: auto sda", status: 64)
    }
    // Its own JSON, and of the disk only what is judged. A disk in standby stays there, which 129 tells from a failure to open it: an
    // error in the command line (1) ends before any other bit is set.
    let logs = ["-l", "error", "-l", "selftest"] + (isOfController(words[0]) ? ["-l", "ssd"] : [])
    let command =
        ["smartctl", "--json", "-i", "-H", "-c", "-A"] + logs
        + ["-n", "standby,129", "-d", words[0], "/dev/\(words[1])"]
    guard isFirst(words[0], words[1]) else {
        // A status that no sum of smartctl's own bits is: for an error in the command line it ends before any other.
        say(#"{"smartctl":{"exit_status":75,"messages":[{"string":"an earlier smartctl has not ended"}]}}"#)
        exit(75)
    }
    var pointers = unsafe command.map { unsafe strdup($0) } + [nil]
    var environment = unsafe [strdup("LC_ALL=C"), nil]
    unsafe execve("/usr/sbin/smartctl", &pointers, &environment)
    // In smartctl's own form, which whoever asks understands.
    say(#"{"smartctl":{"exit_status":1,"messages":[{"string":"smartctl cannot be run; install smartmontools"}]}}"#)
    exit(69)
}

private func say(_ json: String) { print(json + "\n", to: STDOUT_FILENO) }

/// The words of the line on standard input, which is no longer than the longest that is valid.
private func request() -> [String] {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count <= 64, unsafe read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
    return String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
}

/// Whether no other smartctl asks the same disk: a disk that hangs would gather one a poll.
///
/// The lock goes on to smartctl, and ends with it. True where the service has no folder for locks.
private func isFirst(_ type: String, _ disk: String) -> Bool {
    guard let folder = unsafe getenv("RUNTIME_DIRECTORY") else { return true }
    let name = String(type.map { $0 == "/" ? "-" : $0 })
    let lock = unsafe open("\(String(cString: folder))/\(disk)-\(name)", O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
    // Another that asks now, such as for a person's report, will be done in a moment.
    for _ in 0..<25 {
        if lock < 0 || flock(lock, LOCK_EX | LOCK_NB) == 0 { return true }
        usleep(200_000)
    }
    return false
}

/// The types whose commands only read, by their first word.
///
/// `jmb39x` and `jms56x` are not among them: they talk through a sector that they write (smartctl(8)).
private let types: Set<String> = [
    "auto", "sat", "scsi", "nvme", "usbasm1352r", "usbcypress", "usbjmicron", "usbprolific", "usbsunplus", "sntasmedia",
    "sntjmicron", "sntrealtek", "megaraid", "aacraid", "cciss", "areca",
]

/// Whether a RAID controller passes the commands on, and SCSI's wear is asked for; some bridges hang on ATA's log of it.
private func isOfController(_ type: String) -> Bool {
    ["megaraid", "aacraid", "cciss", "areca"].contains { type.hasPrefix($0) }
}

/// `auto`, `usbjmicron,x`, `areca,1/2`, `sat+megaraid,0`: types of the list that stand upon one another, each with numbers, `p` or `x`.
private func isType(_ text: String) -> Bool {
    text.utf8.count <= 31
        && text.split(separator: "+", omittingEmptySubsequences: false).allSatisfy { type in
            let parts = type.split(separator: ",", omittingEmptySubsequences: false)
            return types.contains(String(parts[0])) && parts.dropFirst().allSatisfy(isArgument)
        }
}

private func isArgument(_ text: Substring) -> Bool {
    text == "p" || text == "x"
        || text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { number in
            (1...3).contains(number.utf8.count) && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
}

private func isName(_ text: String) -> Bool {
    (1...31).contains(text.utf8.count) && text.utf8.allSatisfy(isLetterOrDigit)
}
