package import Health

extension HealthReport {
    /// What each component is called in the report's lists, those included that only a condition still names.
    package func names(in language: Language) -> Names<Component> {
        let gone = conditions.filter { !$0.name.isEmpty }.map { condition in
            let component = condition.key.component
            return Names.Bearer(component, name: condition.name, marks: [component.id, component.description])
        }
        return Names(entries.map { $0.bearer(in: language) } + gone)
    }
}

extension HealthReport.Entry {
    var serial: String? { identity.first { $0.key == "serial" }?.value }

    fileprivate func bearer(in language: Language) -> Names<Component>.Bearer {
        let name = component.isWhole ? component.kind.words[language] : name
        return Names.Bearer(component, name: name, marks: marks + [component.id, component.description])
    }

    /// A disk is told by its serial number, else by its device; a sensor by its disk, else by where its chip is.
    private var marks: [String] {
        func part(_ key: String) -> String? { identity.first { $0.key == key }?.value }
        switch component.kind {
        case .disk:
            let device = part("device") ?? component.id
            return [serial ?? device, device]
        case .sensor:
            let place = part("chip").map { component.id.dropFirst(if: "\($0)-") } ?? component.id
            return [serial ?? place, place]
        default: return [component.id]
        }
    }
}

extension String {
    /// What follows a prefix; all of it where it has another beginning.
    fileprivate func dropFirst(if prefix: String) -> String {
        hasPrefix(prefix) && count > prefix.count ? String(dropFirst(prefix.count)) : self
    }
}
