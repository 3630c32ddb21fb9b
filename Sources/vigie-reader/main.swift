import Glibc
import Program

func print(_ text: String, to descriptor: Int32) {
    _ = unsafe write(descriptor, text, text.utf8.count)
}

func fail(_ message: String, status: Int32) -> Never {
    print("vigie-reader: \(message)\n", to: STDERR_FILENO)
    exit(status)
}

var isConnected = false
var idle: Int32 = 30
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
    switch argument {
    case "--help":
        print(Description.reader.help, to: STDOUT_FILENO)
        exit(0)
    case "--version":
        print(Version.line(of: "vigie-reader") + "\n", to: STDOUT_FILENO)
        exit(0)
    case "--connected":
        isConnected = true
    case "--smartctl":
        becomeSmartctl(arguments)
    case "--idle":
        guard let seconds = arguments.popFirst().flatMap(Int32.init), (1...86_400).contains(seconds) else {
            fail("--idle wants a number of seconds from 1 to 86400", status: 64)
        }
        idle = seconds
    default:
        fail("unknown argument \(argument); --help shows what there is", status: 64)
    }
}

if !isConnected {
    let inherited = unsafe (getenv("LISTEN_PID"), getenv("LISTEN_FDS"))
    guard let pid = unsafe inherited.0, let count = unsafe inherited.1,
        unsafe String(cString: pid) == String(getpid()), unsafe String(cString: count) == "1"
    else {
        fail("no socket was handed over: start it by vigie-reader.socket, or see --help", status: 64)
    }
}

/// The first descriptor that systemd, or the agent, hands over.
let inheritedSocket: Int32 = 3
_ = fcntl(inheritedSocket, F_SETFD, FD_CLOEXEC)
if isConnected {
    serve(listener: nil, clients: [inheritedSocket], idle: idle)
} else {
    serve(listener: inheritedSocket, clients: [], idle: idle)
}
