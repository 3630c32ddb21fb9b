package import Desk
package import Health
package import Report

/// Versions of calendars as they are listed.
package struct CalendarListing: Sendable {
    private let language: Language

    package init(_ language: Language) {
        self.language = language
    }

    package var table: Listing<BusinessCalendar> {
        Listing([
            Column("calendar", Words(en: "CALENDAR", fr: "CALENDRIER")) { .text($0.id.description) },
            Column("valid_from", Words(en: "VALID FROM", fr: "VALABLE DÈS")) { .time($0.validFrom) },
            Column("zone", Words(en: "ZONE", fr: "FUSEAU")) { .text($0.zone.identifier) },
            Column("hours", Words(en: "HOURS", fr: "HEURES"), fit: .wrap) { [language] calendar in
                .list(CalendarSheet.hours(of: calendar, in: language))
            },
            Column("holidays", Words(en: "HOLIDAYS", fr: "JOURS FÉRIÉS"), alignment: .right) {
                .number($0.holidays.count)
            },
        ])
    }
}
