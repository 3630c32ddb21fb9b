/// What a ticket is bound to, as its log names it: a version of a policy, and of the calendars by which that counts.
package struct AgreementName: Hashable, Sendable {
    package var policy: VersionName
    package var calendars: [VersionName]

    package init(policy: VersionName, calendars: [VersionName]) {
        self.policy = policy
        self.calendars = calendars
    }

    package init(_ agreement: Agreement) {
        self.init(policy: agreement.policy.id, calendars: agreement.calendarNames)
    }
}

extension Fields {
    /// The agreement as `policy` and `calendars`; nil where the entry names none.
    var agreement: AgreementName? {
        get {
            guard let policy = self["policy"].flatMap({ VersionName($0) }) else { return nil }
            let calendars = self["calendars"]?.split(separator: " ").compactMap { VersionName($0) } ?? []
            return AgreementName(policy: policy, calendars: calendars)
        }
        set {
            self["policy"] = newValue?.policy.description
            self["calendars"] = newValue.map { $0.calendars.map(\.description).joined(separator: " ") }
        }
    }
}

extension Sequence<LogEntry> {
    /// What a ticket of this log is bound to; nil where it is bound to nothing.
    package var agreement: AgreementName? { compactMap(\.kind.agreement).last }
}
