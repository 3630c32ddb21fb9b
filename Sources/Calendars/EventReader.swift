/// Finds the events in the bytes of an iCalendar file, and the line on which each begins.
enum EventReader {
    static func events(of bytes: [UInt8]) throws(CalendarFileError) -> [(event: CalendarEvent, line: Int)] {
        guard bytes.count <= CalendarFile.mostBytes else {
            throw CalendarFileError(
                .tooMuch,
                en: "a calendar file has at most \(CalendarFile.mostBytes) bytes",
                fr: "un fichier de calendrier a au plus \(CalendarFile.mostBytes) octets"
            )
        }
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
            throw CalendarFileError(
                .notText,
                en: "the file is not text in UTF-8",
                fr: "le fichier n'est pas du texte en UTF-8"
            )
        }
        var events: [(event: CalendarEvent, line: Int)] = []
        var open: [String] = []
        var begin = 0
        let parser = try EventParser()
        for line in ContentLines(bytes) {
            let name = line.name
            if open.isEmpty, name != "BEGIN" || line.value != "VCALENDAR" {
                throw CalendarFileError(
                    .notCalendar,
                    line: line.number,
                    en: "BEGIN:VCALENDAR is missing",
                    fr: "BEGIN:VCALENDAR manque"
                )
            }
            if name == "BEGIN" {
                open.append(line.value)
                begin = open == event ? line.number : begin
            }
            let isOfEvent = open == event && (name == "BEGIN" || name == "END" || EventParser.properties.contains(name))
            if isOfEvent, let read = try parser.add(line) {
                events.append((read, begin))
            }
            if name == "END", open.popLast() != line.value {
                throw CalendarFileError(
                    .syntax,
                    line: line.number,
                    en: "END:\(line.value) ends nothing that has begun",
                    fr: "END:\(line.value) ne termine rien qui ait commencé"
                )
            }
            guard open.count <= deepest, events.count <= CalendarFile.mostEvents else {
                throw CalendarFileError(
                    .tooMuch,
                    line: line.number,
                    en: "too many events, or too deep in one another",
                    fr: "trop d'événements, ou trop imbriqués"
                )
            }
        }
        guard open.isEmpty, bytes.contains(where: { $0 > 0x20 }) else {
            throw CalendarFileError(
                .notCalendar,
                en: "the calendar does not end",
                fr: "le calendrier ne se termine pas"
            )
        }
        return events
    }

    private static let event = ["VCALENDAR", "VEVENT"]
    private static let deepest = 8
}
