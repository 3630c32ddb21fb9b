import Glibc

/// Becomes smartctl, for disks that only it can reach: a RAID controller's, and those behind bridges with tricks of their own.
///
/// The type (its option `-d`) and the disk come from the arguments, or in a line on standard input, which is a connection.
func becomeSmartctl(_ arguments: ArraySlice<String>) -> Never {
    let words = arguments.isEmpty ? (readLine() ?? "").split(separator: " ").map(String.init) : Array(arguments)
    guard words.count == 2, isType(words[0]), isName(words[1]) else {
        fail("--smartctl wants a type of smartctl's and a disk: auto sda", status: 64)
    }
    // Its own JSON, and of the disk only what is judged; a disk in standby stays there.
    let command = [
        "smartctl", "--json", "-i", "-H", "-A", "-l", "selftest", "-n", "standby", "-d", words[0], "/dev/\(words[1])",
    ]
    var pointers = unsafe command.map { unsafe strdup($0) } + [nil]
    var environment = unsafe [strdup("LC_ALL=C"), nil]
    unsafe execve("/usr/sbin/smartctl", &pointers, &environment)
    // In smartctl's own form, which whoever asks understands.
    print(
        #"{"smartctl":{"exit_status":1,"messages":[{"string":"smartctl cannot be run; install smartmontools"}]}}"#
            + "\n",
        to: STDOUT_FILENO
    )
    exit(69)
}

/// `auto`, `sntasmedia`, `megaraid,0`, `areca,1/2`: never an option, never a path.
private func isType(_ text: String) -> Bool {
    let bytes = text.utf8
    let isPlain = bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "/") }
    return (1...31).contains(bytes.count) && isPlain && bytes.first.map(isLetterOrDigit) ?? false
}

private func isName(_ text: String) -> Bool {
    (1...31).contains(text.utf8.count) && text.utf8.allSatisfy(isLetterOrDigit)
}
