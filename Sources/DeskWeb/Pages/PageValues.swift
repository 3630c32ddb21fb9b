/// What templates are filled with, made fit for the library.
enum PageValues {
    /// The values without what is nil: the library takes an empty optional for something that is there, and writes "nil".
    static func present(_ values: [String: Any]) -> [String: Any] { values.compactMapValues(present) }

    private static func present(_ value: Any) -> Any? {
        switch value {
        case let optional as any OptionalValue: optional.content.flatMap(present)
        case is String: value
        case let values as [String: Any]: present(values)
        case let list as [Any]: list.compactMap(present)
        default: value
        }
    }
}

private protocol OptionalValue {
    var content: Any? { get }
}

extension Optional: OptionalValue {
    fileprivate var content: Any? { self }
}
