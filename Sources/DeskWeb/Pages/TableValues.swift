import Health
import Report

/// A listing as the template of tables takes it: the columns that commands print too.
enum TableValues {
    /// The rows with a link where there is one for them; `omitting` names columns that a page shows in another way.
    static func make<Row>(
        _ listing: Listing<Row>,
        _ rows: [Row],
        _ figures: Figures,
        omitting omitted: Set<String> = [],
        link: (Row) -> String? = { _ in nil }
    ) -> Values {
        let columns = listing.columns.filter { !omitted.contains($0.name) }
        return [
            "columns": columns.map { column in
                ["heading": column.heading[figures.language], "right": column.alignment == .right]
            },
            "rows": rows.map { row in
                let link = link(row)
                return [
                    "cells": columns.enumerated().map { place, column in
                        [
                            "foreign_text": column.value(row).text(unit: column.unit, figures),
                            "right": column.alignment == .right, "href": (place == 0 ? link : nil).orFalse,
                        ]
                    }
                ]
            },
        ]
    }
}
