extension HealthReport {
    /// Black on white on paper: each state has its shape and its word, too.
    static let style: HTML = """
        :root { color-scheme: light dark; --ink: light-dark(#1a1e23, #e7eaee); --quiet: light-dark(#565f69, #a3acb7);
        --line: light-dark(#c9ced6, #444c56); --red: light-dark(#b3261e, #ff938a); --yellow: light-dark(#8a5200, #f2b85c);
        --green: light-dark(#1a7438, #74d391); font: 15px/22px system-ui, "Noto Sans", "Liberation Sans", sans-serif;
        font-variant-numeric: tabular-nums; }
        body { margin: 0; background: light-dark(#fff, #16191d); color: var(--ink); overflow-wrap: anywhere; }
        main { max-width: 960px; margin: 0 auto; padding: 32px 16px; }
        header { border-bottom: 2px solid var(--ink); margin-bottom: 24px; padding-bottom: 8px; }
        header p { margin: 0 0 4px; color: var(--quiet); }
        h1 { font-size: 28px; line-height: 36px; margin: 0 0 4px; }
        h2 { font-size: 18px; line-height: 24px; margin: 0 0 4px; break-after: avoid; }
        section { margin: 0 0 24px; }
        table { border-collapse: collapse; width: 100%; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); }
        th { color: var(--quiet); font-size: 13px; font-weight: 500; white-space: nowrap; }
        th span { display: inline-block; text-transform: lowercase; }
        th span::first-letter { text-transform: uppercase; }
        .right { text-align: right; }
        .scroll { overflow-x: auto; }
        th.verdict, th.severity { width: 8.5em; }
        .since, .read_at { width: 12em; white-space: nowrap; }
        p.verdict { font-size: 20px; line-height: 28px; }
        .red, .yellow, .green { white-space: nowrap; font-weight: 600; }
        .red, p.red { color: var(--red); }
        .yellow, p.yellow { color: var(--yellow); }
        .green, p.green { color: var(--green); }
        .red::before { content: "◆ "; }
        .yellow::before { content: "◇ "; }
        .green::before { content: "● "; }
        .faint { color: var(--quiet); white-space: nowrap; }
        dt { font-weight: 600; }
        dd { margin: 0 0 8px; }
        footer { color: var(--quiet); border-top: 1px solid var(--line); padding-top: 8px; break-inside: avoid; }
        @media (max-width: 600px) { table { min-width: 560px; } }
        @page { size: A4; margin: 16mm 14mm; }
        @media print {
        :root { --ink: #000; --quiet: #333; --line: #999; --red: #000; --yellow: #000; --green: #000; color-scheme: light;
        font-size: 10pt; line-height: 14pt; }
        body { background: none; }
        main { max-width: none; padding: 0; }
        h1 { font-size: 18pt; line-height: 22pt; }
        h2 { font-size: 12pt; line-height: 16pt; }
        th { font-size: 8.5pt; }
        .scroll { overflow: visible; }
        p.verdict { font-size: 13pt; line-height: 18pt; }
        }
        """
}
