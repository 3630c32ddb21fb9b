import Health
import Testing

@testable import Report

struct HTMLTests {
    private static func report(
        _ observations: [Observation] = Samples.everything,
        host: String = "ws-17",
        conditions: [HealthReport.OpenCondition] = [Samples.wear(), Samples.onBattery],
        link: String? = nil
    ) -> HealthReport {
        HealthReport(
            host: host,
            time: Samples.now,
            observations: observations,
            conditions: conditions,
            link: link
        )
    }

    @Test func whatIsPutInIsEscapedAndWhatIsWrittenIsNot() {
        let piece: HTML = "<b>\("<&\"'>")</b>"
        let pieces: [HTML] = [piece, "<hr>"]
        let all: HTML = "\(pieces)\("x")"
        #expect(all.text == "<b>&lt;&amp;&quot;&#39;&gt;</b><hr>x")
    }

    /// What the text report says stands there too, but for ages: nobody knows when a file is read.
    @Test func thePageSaysWhatTheReportSays() {
        let page = Self.report(link: "connected").html(Figures(.en))
        for words in [
            "<html lang=\"en\">", "<h1><bdi>ws-17</bdi></h1>", "failing", "Example SSD 1TB", "97 %", "connected",
            "2026-11-20 21:00 UTC", "2026-11-23 20:57 UTC", "118", "connect the disk by SATA",
            "23 to 56 % of failing drives give no warning",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains(" ago"))
    }

    @Test func thePageIsFrenchForWhoReadsFrench() {
        let page = Self.report([], conditions: []).html(Figures(.fr))
        for words in [
            "lang=\"fr\"", "Rapport de santé", "Aucune anomalie ouverte.", "Rien à surveiller.", "sauvegardes",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func thePageLoadsNothing() {
        let page = Self.report().html(Figures(.en))
        for way in ["http:", "https:", "src=", "href=", "url(", "@import", "<script"] {
            #expect(!page.contains(way), "\(way)")
        }
    }

    /// A mark behind a character hides it from nobody who reads scalars.
    @Test(arguments: ["<b planted>", "<\u{301}b planted>", "\"\u{301} planted=\"", "</style><script>", "\u{202E}x"])
    func aTextFromOutsideStaysText(text: String) {
        let disk = Observation(
            Component(.disk, "S1"),
            name: text,
            identity: [("serial", text)],
            state: .notWatched(text),
            readAt: Samples.now
        )
        let page = Self.report([disk], host: text, conditions: [], link: text).html(Figures(.en))
        let scalars = Array(page.unicodeScalars)
        let plain = Array(Self.report([], host: "x", conditions: []).html(Figures(.en)).unicodeScalars)
        #expect(scalars.count { $0 == "<" } - plain.count { $0 == "<" } == Self.added)
        #expect(!scalars.contains("\u{202E}"))
    }

    /// The tags of one line on the link, and of a disk that is not watched, in place of the line that nothing is.
    private static var added: Int {
        let disk = Observation(
            Component(.disk, "S1"),
            name: "x",
            identity: [("serial", "x")],
            state: .notWatched("x"),
            readAt: Samples.now
        )
        let with = report([disk], host: "x", conditions: [], link: "x").html(Figures(.en))
        let without = report([], host: "x", conditions: []).html(Figures(.en))
        return with.unicodeScalars.count { $0 == "<" } - without.unicodeScalars.count { $0 == "<" }
    }
}
