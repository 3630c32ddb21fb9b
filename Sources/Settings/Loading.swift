extension Schema {
    /// Reads the files in order, where a later file's value replaces an earlier one's.
    ///
    /// - Throws: every mistake in every file; there is no half configuration.
    package func load(_ files: [ConfFile]) throws(SettingsErrors) -> Configuration {
        var loading = Loading(schema: self)
        for file in files { loading.take(file) }
        guard loading.errors.isEmpty else { throw SettingsErrors(loading.errors) }
        return loading.configuration
    }

    /// Reads `path` and then, sorted by name, the files of the folder `path.d` whose names end in `.conf`.
    ///
    /// The caller does the reading: both closures return nil for what does not exist and throw for what cannot be read
    /// or is larger than `limit`. The folder may be absent, the file may not.
    package func load(
        path: String,
        limit: Int = 1 << 20,
        read: (_ path: String, _ limit: Int) throws -> [UInt8]?,
        list: (_ folder: String) throws -> [String]?
    ) throws(SettingsErrors) -> Configuration {
        var files: [ConfFile] = []
        var errors: [SettingsError] = []
        let folder = "\(path).d"
        var paths = [path]
        do {
            paths += (try list(folder) ?? []).filter { $0.hasSuffix(".conf") }.sorted().map { "\(folder)/\($0)" }
        } catch {
            errors.append(SettingsError(.unreadable, file: folder, line: nil, "cannot be listed: \(error)"))
        }
        for path in paths {
            do {
                files.append(ConfFile(name: path, text: try Self.text(try read(path, limit), of: path)))
            } catch let error as SettingsError {
                errors.append(error)
            } catch {
                errors.append(SettingsError(.unreadable, file: path, line: nil, "cannot be read: \(error)"))
            }
        }
        guard errors.isEmpty else { throw SettingsErrors(errors) }
        return try load(files)
    }

    private static func text(_ bytes: [UInt8]?, of path: String) throws(SettingsError) -> String {
        guard var bytes else { throw SettingsError(.unreadable, file: path, line: nil, "there is no such file") }
        // Some editors begin a file with a mark of its encoding.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        throw SettingsError(.syntax, file: path, line: line.map { $0 + 1 }, "not UTF-8; save the file as UTF-8")
    }
}

/// A load under way.
private struct Loading {
    let schema: Schema
    var configuration = Configuration()
    var errors: [SettingsError] = []

    /// The section that the next lines belong to.
    private enum Place {
        /// Before the first header.
        case top
        /// Below a header that is itself a mistake, so that its keys are not judged.
        case unknown
        case inside(Section, index: Int, title: String)
    }

    init(schema: Schema) {
        self.schema = schema
    }

    /// Takes a file's lines up to the hundredth mistake.
    mutating func take(_ file: ConfFile) {
        var place = Place.top
        var written: [String: Int] = [:]
        let lines = file.text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() where errors.count < 100 {
            do throws(Complaint) {
                try take(line, number: index + 1, at: &place, written: &written)
            } catch {
                errors.append(SettingsError(error.code, file: file.name, line: index + 1, error.message))
            }
        }
    }

    private mutating func take(
        _ text: Substring,
        number: Int,
        at place: inout Place,
        written: inout [String: Int]
    ) throws(Complaint) {
        switch try Self.parse(text) {
        case nil: break
        case .header(let name, let instance):
            place = .unknown
            let section = try section(name, instance)
            let title = instance.map { "[\(name) \($0)]" } ?? "[\(name)]"
            place = .inside(section, index: configuration.open(name, name: instance), title: title)
        case .entry(let key, let value):
            switch place {
            case .unknown: break
            case .top:
                place = .unknown
                throw Complaint(.syntax, "\(key) stands before the first section; write a [section] above it")
            case .inside(let section, let index, let title):
                try check(key, value, in: section, title)
                if let line = written.updateValue(number, forKey: "\(title) \(key)") {
                    throw Complaint(.duplicateKey, "\(title) \(key): already set in line \(line); keep one")
                }
                configuration.set(key, to: value, at: index)
            }
        }
    }

    private static func parse(_ text: Substring) throws(Complaint) -> ConfLine? {
        do throws(Misfit) {
            return try ConfLine.parse(text)
        } catch {
            throw Complaint(.syntax, error.reason)
        }
    }

    private func section(_ name: String, _ instance: String?) throws(Complaint) -> Section {
        let same = schema.sections.filter { $0.name == name }
        if let section = same.first(where: { ($0.exampleName != nil) == (instance != nil) }) { return section }
        if let section = same.first {
            let mistake =
                section.exampleName.map { "needs a name, such as [\(name) \($0)]" } ?? "takes no name; write [\(name)]"
            throw Complaint(.unknownSection, "[\(name)] \(mistake)")
        }
        let hint = suggestion(for: name, among: schema.sections.map(\.name))
        let allowed = schema.sections.map(\.title).joined(separator: ", ")
        throw Complaint(.unknownSection, "[\(name)]: unknown section\(hint); allowed: \(allowed)")
    }

    private func check(_ key: String, _ value: String, in section: Section, _ title: String) throws(Complaint) {
        guard let setting = section.settings.first(where: { $0.key == key }) else {
            let keys = section.settings.map(\.key)
            let hint = suggestion(for: key, among: keys)
            let allowed = keys.joined(separator: ", ")
            throw Complaint(.unknownKey, "\(title) \(key): unknown key\(hint); allowed: \(allowed)")
        }
        do throws(Misfit) {
            try setting.check(value)
        } catch {
            throw Complaint(.invalidValue, "\(title) \(key) = \(value.prefix(80)): \(error.reason)")
        }
    }
}

/// What is wrong with a line, before its file and number are put to it.
private struct Complaint: Error {
    let code: SettingsError.Code
    let message: String

    init(_ code: SettingsError.Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
