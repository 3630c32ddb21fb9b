import Health

extension Listing {
    /// The rows as a table with headings.
    func html(_ rows: [Row], _ figures: Figures) -> HTML {
        let headings: [HTML] = columns.map { column in
            "<th class=\"\(column.classes)\" scope=\"col\"><span>\(column.heading[figures.language])</span></th>"
        }
        let lines: [HTML] = rows.map { row in
            let cells: [HTML] = columns.map { column in
                let text = column.value(row).text(unit: column.unit, figures)
                return "<td class=\"\(column.classes) \(column.colour(row)?.name ?? "")\"><bdi>\(text)</bdi></td>"
            }
            return "<tr>\(cells)</tr>\n"
        }
        return
            "<div class=\"scroll\"><table>\n<thead><tr>\(headings)</tr></thead>\n<tbody>\n\(lines)</tbody>\n</table></div>"
    }
}

extension Column {
    /// Its name, and on which side its texts stand.
    fileprivate var classes: String { alignment == .right ? "\(name) right" : name }
}

extension Colour {
    var name: String { "\(self)" }
}
