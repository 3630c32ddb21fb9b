import Commands
import ArgumentParser
import Health
import Report

/// `vigie disks`.
struct DisksCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "disks",
        abstract: "List this workstation's disks, or show everything about one of them.",
        discussion: """
            NAME is a device (sda, /dev/nvme0), a serial number, or a component (disk/S3Z9NB0K). With --json the names are \
            smartctl's wherever smartctl reports the same thing; what only Vigie knows is under "vigie".

            EXAMPLES
              vigie disks
              vigie disks nvme0
              vigie disks --json
              vigie disks sda --host recordings/laptop
            """
    )

    @Argument(help: "The disk to show; without it all are listed.")
    var name: String?

    @OptionGroup var output: JSONFlag
    @OptionGroup var source: ReportSource

    func run(on console: Console) async throws {
        let report = try await source.report(console)
        let entries = report.entries.filter { $0.component.kind == .disk }
        let disks = try chosen(entries.filter { !$0.component.isWhole })
        guard !output.json else {
            let objects = disks.map { $0.diskJSON(report, in: console.language) }
            if name != nil, let disk = objects.first { return try console.print(disk) }
            return try console.print(.array(objects))
        }
        guard name != nil else {
            guard !disks.isEmpty else {
                return try console.print(Self.absence(of: entries.first, in: console.language) + "\n")
            }
            let listing = HealthReport.disks(console.figures, now: report.time)
            return try console.print(listing.table(disks, in: console.language, style: console.style))
        }
        for disk in disks { try console.print(disk.diskText(report, in: console.language, style: console.style)) }
    }

    /// Why none is listed, as far as anything is known.
    private static func absence(of whole: HealthReport.Entry?, in language: Language) -> String {
        guard let whole, whole.verdict != .notApplicable else {
            return Words(en: "No disk was found.", fr: "Aucun disque n'a été trouvé.")[language]
        }
        let reason = whole.words == whole.verdict.words ? whole.reason.map { Reason.text($0, in: language) } : nil
        let text = [whole.words[language], reason].compactMap { $0?.printable }.joined(separator: ", ")
        return whole.component.kind.words[language] + Figures(language).colon + text
    }

    /// The disks of that name, of which a wrong one is an error.
    private func chosen(_ disks: [HealthReport.Entry]) throws(CommandError) -> [HealthReport.Entry] {
        guard let name else { return disks }
        let found = disks.filter { disk in
            let names = disk.identity.filter { ["device", "serial"].contains($0.key) }.map(\.value)
            return disk.component.description == name || disk.component.id == name || names.contains(name)
                || names.contains("/dev/\(name)")
        }
        guard found.isEmpty else { return found }
        throw CommandError(
            .failed,
            en: "No disk is called \(name). 'vigie disks' lists those that there are.",
            fr: "Aucun disque ne s'appelle \(name). «\u{A0}vigie disks\u{A0}» liste ceux qui existent."
        )
    }
}
