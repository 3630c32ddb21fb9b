package import Desk
package import Health
package import Report

/// Versions of policies as they are listed, a row a priority.
package struct PolicyListing: Sendable {
    /// One priority of one version.
    package struct Row: Sendable {
        fileprivate let policy: ServicePolicy
        fileprivate let priority: Priority
        fileprivate var target: ServiceTarget? { policy.targets[priority] }
    }

    private let figures: Figures

    package init(_ figures: Figures) {
        self.figures = figures
    }

    /// All versions of all policies.
    package static func rows(of book: ServiceBook) -> [Row] {
        book.policyNames.compactMap(book.policy).flatMap { policy in
            Priority.allCases.map { Row(policy: policy, priority: $0) }
        }
    }

    /// What a person reads.
    package var table: Listing<Row> {
        Listing([
            policy, validFrom, priority,
            Column("response", Words(en: "RESPONSE", fr: "RÉPONSE"), alignment: .right) { span($0.target?.response) },
            Column("resolution", Words(en: "RESOLUTION", fr: "RÉSOLUTION"), alignment: .right) {
                span($0.target?.resolution)
            },
            calendar,
            Column("pauses_for", pausing.heading, fit: .truncate) { [figures] row in
                .list(row.policy.pausing.map { $0.words[figures.language] }.sorted())
            },
        ])
    }

    /// What a program reads.
    package var json: Listing<Row> {
        Listing([
            policy, validFrom, priority,
            Column("response_s", Words(en: "RESPONSE", fr: "RÉPONSE")) { .number($0.target?.response) },
            Column("resolution_s", Words(en: "RESOLUTION", fr: "RÉSOLUTION")) { .number($0.target?.resolution) },
            calendar, pausing,
        ])
    }

    private func span(_ seconds: Int?) -> Cell { .text(seconds.map { WorkingTime.text(Double($0), figures) }) }

    private var policy: Column<Row> {
        Column("policy", Words(en: "POLICY", fr: "POLITIQUE")) { .text($0.policy.id.description) }
    }

    private var validFrom: Column<Row> {
        Column("valid_from", Words(en: "VALID FROM", fr: "VALABLE DÈS")) { .time($0.policy.validFrom) }
    }

    private var priority: Column<Row> {
        Column("priority", Words(en: "PRIORITY", fr: "PRIORITÉ")) { .term($0.priority.rawValue, $0.priority.words) }
    }

    private var calendar: Column<Row> {
        Column("calendar", Words(en: "CALENDAR", fr: "CALENDRIER")) { .text($0.target?.calendar) }
    }

    private var pausing: Column<Row> {
        Column("pauses_for", Words(en: "PAUSES FOR", fr: "SUSPENDUE PAR"), fit: .truncate) { row in
            .list(row.policy.pausing.map(\.word).sorted())
        }
    }
}
