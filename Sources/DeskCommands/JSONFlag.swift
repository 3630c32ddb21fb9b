import ArgumentParser

/// Whether a program reads what is printed.
struct JSONFlag: ParsableArguments {
    @Flag(help: "Print JSON: stable names, times in RFC 3339 and UTC.")
    var json = false
}
