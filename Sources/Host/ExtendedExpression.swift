import Glibc

/// POSIX extended regular expressions, by the C library.
package enum ExtendedExpression {
    /// Whether the expression matches the whole text; one that is none matches nothing.
    package static func matches(_ pattern: String, _ text: String) -> Bool {
        var expression = unsafe regex_t()
        guard unsafe regcomp(&expression, "^(\(pattern))$", REG_EXTENDED | REG_NOSUB) == 0 else { return false }
        defer { unsafe regfree(&expression) }
        return unsafe regexec(&expression, text, 0, nil, 0) == 0
    }
}
