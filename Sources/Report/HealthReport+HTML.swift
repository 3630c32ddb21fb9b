package import Health

extension HealthReport {
    /// The report as a page of its own, in one file that loads nothing: for a browser, and for paper.
    ///
    /// Whoever reads it later finds times and no ages.
    package func html(_ figures: Figures) -> String {
        let language = figures.language
        let kind = Words(en: "Health report", fr: "Rapport de santé")[language]
        let link: [HTML] = link.map { ["<p><bdi>\($0)</bdi></p>"] } ?? []
        let page: HTML = """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(host)\(figures.colon)\(verdict.words[language])</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <header>
            <p>\(kind), <time datetime="\(time.description)">\(figures.time(time))</time></p>
            <h1><bdi>\(host)</bdi></h1>
            <p class="verdict \(verdict.colour.name)">\(verdict.words[language])</p>
            \(link)
            </header>
            <section>
            <h2>\(Words(en: "What is wrong", fr: "Anomalies")[language])</h2>
            \(conditionsHTML(figures))
            </section>
            \(componentsHTML(figures))
            \(unwatchedHTML(figures))
            <footer><p>\(Self.noPromise[language])</p></footer>
            </main>
            </body>
            </html>

            """
        return page.text
    }

    private func conditionsHTML(_ figures: Figures) -> HTML {
        guard !conditions.isEmpty else { return "<p>\(Self.noCondition[figures.language])</p>" }
        return conditionListing(figures, now: nil).html(conditions, figures)
    }

    /// A table for each kind.
    private func componentsHTML(_ figures: Figures) -> [HTML] {
        let (entries, hidden) = listed
        let listing = componentListing(figures, now: nil)
        guard !entries.isEmpty else { return ["<p>\(Self.nothing[figures.language])</p>"] }
        return Component.Kind.all(of: entries).map { kind in
            let own = entries.filter { $0.component.kind == kind }
            let more: [HTML] =
                kind == .sensor && hidden > 0 ? ["<p>\(Self.more(hidden, figures.language))</p>"] : []
            return """
                <section>
                <h2>\(kind.words[figures.language])</h2>
                \(listing.html(own, figures))
                \(more)
                </section>

                """
        }
    }

    private func unwatchedHTML(_ figures: Figures) -> HTML {
        let parts = unwatched(in: figures.language)
        guard !parts.isEmpty else { return "" }
        let rows: [HTML] = parts.map { part in
            let verdict = part.verdict.words[figures.language]
            return "<dt><bdi>\(part.name)</bdi></dt><dd>\(verdict), <bdi>\(part.reason)</bdi></dd>\n"
        }
        return """
            <section>
            <h2>\(Words(en: "What is not watched", fr: "Ce qui n'est pas surveillé")[figures.language])</h2>
            <dl>
            \(rows)</dl>
            </section>
            """
    }
}

extension Component.Kind {
    /// The kinds of entries that stand in the order of their kinds, each once.
    fileprivate static func all(of entries: [HealthReport.Entry]) -> [Self] {
        entries.map(\.component.kind).reduce(into: []) { kinds, kind in
            if kinds.last != kind { kinds.append(kind) }
        }
    }
}
