import CVersion

/// Which Vigie this is.
package enum Version {
    /// The number that desk and agents tell one another.
    package static let number = "0.1.0"

    /// What `--version` prints: `vigie-agent 0.1.0 (commit 8786ecb5a1d2)`.
    ///
    /// The commit is known of what `make build` built.
    package static func line(of program: String) -> String {
        let commit = unsafe String(cString: vigie_commit())
        return "\(program) \(number) (\(commit.isEmpty ? "development build" : "commit \(commit)"))"
    }
}
