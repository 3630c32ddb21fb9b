import Desk
import DeskTestSupport
import Foundation
import Health
import Testing

@testable import DeskStore

/// Two organisations on one desk: no method of the store shows one anything of the other, or lets it change anything there.
struct ForeignTests {
    private static let root = DeskDatabase.scope

    /// Everybody who is none of theirs: each role, who is locked there, and who has no account.
    private static func outsiders(of desk: TwoOrganisations) -> [Scope] {
        let roles = Role.allCases.map { role in
            var account = desk.marie
            account.memberships = [Membership(role, in: .first)]
            return Scope(account)
        }
        var locked = desk.stranger
        locked.memberships = Role.allCases.map { Membership($0, in: desk.theirs) }
        locked.isLocked = true
        return roles + [Scope(locked), Scope(requester: desk.marie.person)]
    }

    @Test(arguments: ForeignRead.all)
    func nothingForeignIsRead(_ read: ForeignRead) async throws {
        let desk = try await TwoOrganisations()
        let before = try desk.rows()
        for scope in Self.outsiders(of: desk) { #expect(try await read.count(desk, scope) == 0, "\(scope)") }
        #expect(try desk.rows() == before)
        #expect(try await read.count(desk, Self.root) > 0, "there is something to see")
    }

    /// What is foreign is not there, so nobody learns that it is.
    @Test(arguments: ForeignWrite.all)
    func nothingForeignIsChanged(_ write: ForeignWrite) async throws {
        let desk = try await TwoOrganisations()
        let before = try desk.rows()
        let error = await #expect(throws: DeskError.self) { try await write.work(desk, desk.ours) }
        #expect(error?.code == write.code, "\(error?.description ?? "")")
        for scope in Self.outsiders(of: desk) {
            await #expect(throws: DeskError.self, "\(scope)") { try await write.work(desk, scope) }
        }
        #expect(try desk.rows() == before)
    }

    /// A method that is new in a protocol of the store has its test here, too.
    @Test func noMethodIsLeftOut() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../Sources/Desk/Stores").standardized
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let methods = try files.flatMap { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "func ").dropFirst()
                .filter { $0.contains(": Scope") }
                .map { declaration in
                    let words = declaration.prefix { $0 != ":" }.split { !$0.isLetter }
                    return "\(words.first ?? "")(\(words.last ?? ""))"
                }
        }
        // The book is the desk's, and nobody's own; a new organisation is nobody's yet.
        let tested =
            ForeignRead.all.map(\.method) + ForeignWrite.all.map(\.method) + ["book(scope)", "addOrganisation(name)"]
        #expect(Set(methods) == Set(tested))
    }

    /// The administrators of the organisation with which the desk began run the desk; who makes an organisation administers it.
    @Test func organisationsAreMadeByWhoRunsTheDesk() async throws {
        let desk = try await TwoOrganisations()
        for scope in Self.outsiders(of: desk) where !scope.is([.administrator], in: .first) {
            let error = await #expect(throws: DeskError.self) {
                try await desk.store.addOrganisation("x", by: scope, at: noon)
            }
            #expect(error?.code == .notAllowed)
        }
        var elsewhere = desk.stranger
        elsewhere.memberships = [Membership(.administrator, in: desk.theirs)]
        await #expect(throws: DeskError.self) {
            try await desk.store.addOrganisation("x", by: Scope(elsewhere), at: noon)
        }
        let made = try await desk.store.addOrganisation("New", by: desk.ours, at: noon)
        let maker = try await desk.store.accounts(in: Self.root).first { $0.person == desk.marie.person }
        #expect(maker?.memberships.contains(Membership(.administrator, in: made.id)) == true)
        #expect(maker?.memberships.contains { $0.organisation == desk.theirs } == false)
    }

    /// Who applies policies to all that they administer leaves the others as they are.
    @Test func policiesAreAppliedAtHomeAlone() async throws {
        let desk = try await TwoOrganisations()
        try await desk.store.add(try TwoOrganisations.gold(), by: Self.root, at: noon)
        try await desk.store.serve(desk.theirs, by: "gold", scope: Self.root, at: noon)
        let before = try desk.rows()
        let ours = try await desk.store.applyPolicies(to: nil, by: desk.ours, at: noon, onProgress: { _ in })
        #expect(ours == 0)
        #expect(try desk.rows() == before)
        let all = try await desk.store.applyPolicies(to: nil, by: Self.root, at: noon, onProgress: { _ in })
        #expect(all == 2)
    }

    /// One's own ticket is no way to a foreign one, nor to who works there.
    @Test func nothingForeignComesIntoOnesOwnTicket() async throws {
        let desk = try await TwoOrganisations()
        let filing = Filing(.incident, organisation: .first, title: Prose("ours"))
        let number = try await desk.store.file(filing, by: desk.ours, at: noon).ticket.number
        let before = try desk.rows()
        for (action, code) in [
            (.link(ticket: desk.ticket, .related), .unknownTicket), (.assign(desk.stranger.person), .notAllowed),
        ] as [(Action, DeskError.Code)] {
            let error = await #expect(throws: DeskError.self) {
                try await desk.store.perform(action, on: number, version: nil, by: desk.ours, at: noon)
            }
            #expect(error?.code == code)
        }
        #expect(try desk.rows() == before)
    }
}
