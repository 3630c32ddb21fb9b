import Foundation
import Testing

@testable import DeskCommands

/// What is refused is refused in the reader's language.
struct FrenchErrorTests {
    @Test(
        arguments: [
            (
                ["note", "99", "x"],
                "Il n'y a pas de billet 99. «\u{A0}vigie-desk ticket list --all\u{A0}» liste ceux qui existent."
            ),
            (
                ["ticket", "take", "1", "--for", "marie"],
                "Il n'y a pas de compte marie. «\u{A0}vigie-desk account list\u{A0}» les liste."
            ),
            (["note", "1", ""], "Le texte est vide."),
            (["close", "2"], "Le billet 2 reste tel quel. Il est déjà clos."),
            (
                ["ticket", "reply", "1", "x"],
                "Le billet 1 reste tel quel. Personne ne l'a demandé, il n'y a donc personne à qui répondre\u{A0}; écrivez une note."
            ),
            (["host", "retire", "ws-17", "--undo"], "Le poste ws-17 n'est pas retiré."),
            (
                ["organisation", "add", "a\nb"],
                "Le nom d'une organisation compte de 1 à 200 octets, sans saut de ligne ni autre caractère de commande."
            ),
            (
                ["person", "add", "Inès", "--email", "ines"],
                "Ce n'est pas une adresse de courriel\u{A0}; elle a la forme nom@example.org."
            ),
            (
                ["calendar", "add", "moon", "--zone", "Moon/Base", "--hours", "mon 08:00-12:00"],
                "Ceci n'est pas utilisable\u{A0}: aucun fuseau horaire ne s'appelle «\u{A0}Moon/Base\u{A0}»\u{A0}: "
                    + "écrivez-en un de tzdata, tel que America/Toronto."
            ),
        ] as [([String], String)]
    )
    func refusals(arguments: [String], message: String) async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run(arguments, language: "fr_FR.UTF-8")
        #expect(outcome.status == 1)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err == "vigie-desk: \(message)\n")
    }

    @Test func noStore() async {
        let desk = DeskFixture()
        let outcome = await desk.run("tickets", language: "fr_CA.UTF-8")
        #expect(
            outcome.err == "vigie-desk: Il n'y a pas de base des billets dans \(desk.folder.path). "
                + "Créez-en une par «\u{A0}vigie-desk serve\u{A0}», ou nommez un autre dossier par --state.\n"
        )
    }

    @Test func aReportOfNoHost() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("report", "ws-99", language: "fr_FR.UTF-8")
        #expect(outcome.status == 3)
        #expect(outcome.err.hasPrefix("vigie-desk: Ce centre d'assistance n'a pas de poste ws-99."), "\(outcome.err)")
    }
}
