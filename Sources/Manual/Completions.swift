import Program

/// Completions of a program without ArgumentParser, for each shell.
enum Completions {
    private static let head =
        "# Written by Sources/Manual from what the program declares; `make manual` writes it anew."

    static func bash(_ program: Description) -> String {
        let function = "_" + program.name.map { $0 == "-" ? "_" : String($0) }.joined()
        func cases(_ options: [Description.Option], _ action: String) -> String {
            options.isEmpty ? "" : "        \(options.map(\.name).joined(separator: " | "))) \(action) ;;\n"
        }
        let values = program.options.filter { $0.value != nil }
        let actions =
            cases(values.filter(\.isFile), #"mapfile -t COMPREPLY < <(compgen -f -- "$word"); compopt -o filenames"#)
            + cases(
                values.filter(\.isFolder),
                #"mapfile -t COMPREPLY < <(compgen -d -- "$word"); compopt -o filenames"#
            )
            + cases(values.filter { !$0.isFile && !$0.isFolder }, ":")
        let names = program.options.map(\.name).joined(separator: " ")
        return """
            # shellcheck shell=bash
            \(head)
            \(function)() {
                local word=$2 before=$3
                COMPREPLY=()
                case $before in
            \(actions)        *) mapfile -t COMPREPLY < <(compgen -W "\(names)" -- "$word") ;;
                esac
            }
            complete -F \(function) \(program.name)

            """
    }

    static func zsh(_ program: Description) -> String {
        let options = program.options.map { option in
            let value =
                switch option.value {
                case .file(let name): ":\(name):_files"
                case .folder(let name): ":\(name):_files -/"
                case .text(let name): ":\(name): "
                case nil: ""
                }
            return "    '\(option.name)[\(quoted(option.sentence, without: "[]:"))]\(value)'"
        }
        return "#compdef \(program.name)\n\(head)\n_arguments \\\n" + options.joined(separator: " \\\n") + "\n"
    }

    static func fish(_ program: Description) -> String {
        let lines = program.options.map { option in
            let value =
                switch option.value {
                case .file: " -r -F"
                case .folder: " -x -a '(__fish_complete_directories)'"
                case .text: " -x"
                case nil: " -f"
                }
            let name = option.name.drop { $0 == "-" }
            return "complete -c \(program.name) -l \(name)\(value) -d '\(quoted(option.sentence, without: ""))'\n"
        }
        return "\(head)\ncomplete -c \(program.name) -f\n" + lines.joined()
    }

    /// A sentence between single quotes, with a backslash before what else means something there.
    private static func quoted(_ sentence: String, without special: String) -> String {
        sentence.map { character in
            if character == "'" { return "’" }
            return special.contains(character) ? "\\\(character)" : String(character)
        }
        .joined()
    }
}

extension Description.Option {
    fileprivate var isFile: Bool {
        if case .file = value { true } else { false }
    }

    fileprivate var isFolder: Bool {
        if case .folder = value { true } else { false }
    }
}
