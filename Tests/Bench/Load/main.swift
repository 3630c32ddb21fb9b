import Glibc

/// What `make bench` measures from inside a process; the rest is measured from outside (Tests/Bench/bench).
///
/// Each command prints JSON objects, one a line.
let usage = """
    usage: vigie-bench append FILE BYTES SECONDS
           vigie-bench insert STORE SECONDS ROWS
           vigie-bench judge HOST ROUNDS
           vigie-bench links SECONDS WAITING IDENTITY...
           vigie-bench desk FOLDER
           vigie-bench web FOLDER

      append   fdatasync after every append: what the disk can do
      insert   a searchable ticket row in plain SQL, ROWS a commit, into a copy of an empty store
      judge    read, decode and judge the disks of a recorded machine
      desk     what people ask of 100,000 tickets, beside bare SQL; one object a line
      web      the desk's pages of 100,000 tickets, beside the store alone; one object a line
      links    one session for each identity folder; each has WAITING events under way (1: one at a time)

    """

let arguments = Array(CommandLine.arguments.dropFirst())

func number(_ index: Int) -> Int {
    guard arguments.indices.contains(index), let value = Int(arguments[index]), value > 0 else { fail() }
    return value
}

func text(_ index: Int) -> String {
    guard arguments.indices.contains(index) else { fail() }
    return arguments[index]
}

func fail() -> Never {
    print(usage)
    exit(64)
}

do {
    switch arguments.first {
    case "append": try Baseline.append(to: text(1), bytes: number(2), seconds: Double(number(3)))
    case "insert": try Baseline.insert(into: text(1), seconds: Double(number(2)), rows: number(3))
    case "judge": try Judging.run(host: text(1), rounds: number(2))
    case "desk": try await DeskQueries.run(in: text(1))
    case "web": try await WebPages.run(in: text(1))
    case "links":
        try Links.run(seconds: number(1), waiting: UInt64(number(2)), identities: Array(arguments.dropFirst(3)))
    default: fail()
    }
} catch {
    print("vigie-bench: \(error)")
    exit(1)
}
