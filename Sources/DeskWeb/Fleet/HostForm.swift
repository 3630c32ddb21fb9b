import Desk
import DeskView
import Health

/// The fields of where a host belongs, what it is called, and how many its faults hinder.
struct HostForm {
    private let host: EnrolledHost
    private let form: Form

    init(_ host: EnrolledHost, _ form: Form) {
        self.host = host
        self.form = form
    }

    func values(_ organisations: [Organisation], _ sites: [Desk.Site], _ language: Language) -> Values {
        let impact = form["impact"] ?? host.label?.rawValue ?? ""
        let own = host.hostClass.impact.words
        let byClass = Words(en: "by its class: \(own.en)", fr: "selon son type\u{A0}: \(own.fr)")[language]
        return [
            "foreign_name": form["name"] ?? host.name,
            "places": HostPlace.choices(
                organisations,
                sites,
                // A host that has a site is not without one again.
                without: host.site.map { _ in HostPlace.choice(host.organisation) },
                chosen: form["place"] ?? HostPlace.choice(host.organisation, host.site)
            ),
            "impacts": (host.label == nil ? [Choice.values("", byClass, isChosen: impact.isEmpty)] : [])
                + Impact.allCases.map {
                    Choice.values($0.rawValue, $0.words[language], isChosen: $0.rawValue == impact)
                },
        ]
    }

    /// Where the form puts the host; nil where nothing changes.
    var place: HostPlace? {
        get throws(DeskError) {
            var place = try HostPlace(form["place"])
            place.impact = form["impact"].flatMap(Impact.init(rawValue:))
            let known = HostPlace(organisation: host.organisation, site: host.site, impact: place.impact ?? host.label)
            let isAsBefore = place.organisation == known.organisation && place.site == known.site
            return isAsBefore && known.impact == host.label ? nil : place
        }
    }
}
