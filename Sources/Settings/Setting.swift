/// One key of a section, declared where it is used: its type, its default and a sentence that says what it does.
package struct Setting<Value: Sendable>: Sendable {
    package let key: String
    package let type: SettingType<Value>
    package let defaultValue: Value
    /// One sentence for the example file and the help.
    package let sentence: String

    package init(_ key: String, _ type: SettingType<Value>, default value: Value, _ sentence: String) {
        self.key = key
        self.type = type
        self.defaultValue = value
        self.sentence = sentence
    }
}

/// A setting of any type, as a section lists it.
package protocol AnySetting: Sendable {
    var key: String { get }
    var sentence: String { get }
    /// What may be written, `yes or no`.
    var allowed: String { get }
    /// The default as it would be written in the file.
    var defaultText: String { get }

    /// Whether the text is a value of the type and in its range.
    func check(_ text: String) throws(Misfit)
}

extension Setting: AnySetting {
    package var allowed: String { type.allowed }
    package var defaultText: String { type.format(defaultValue) }

    package func check(_ text: String) throws(Misfit) {
        _ = try type.parse(text)
    }
}

/// Why a text is not a value of a type, and what is allowed instead: `not a duration; write a number with …`.
package struct Misfit: Error, Hashable, Sendable {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}
