import Commands
import Desk
import DeskStore
import DeskView
import Health

extension Account {
    /// Says when a tier asks for more experience than this account has; nothing is refused for that.
    func warn(ofTier tier: Int?, on console: Console) {
        guard let warning = tier.flatMap({ warning(ofTier: $0, at: console.now()) }) else { return }
        console.say(warning[console.language])
    }
}

extension DeskDatabase {
    /// Says when who has a ticket has less experience than its tier asks for.
    func warnOfExperience(_ ticket: Ticket, on console: Console) async throws {
        guard let person = ticket.assignee else { return }
        let account = try await accounts(in: console.scope).first { $0.person == person }
        account?.warn(ofTier: ticket.tier, on: console)
    }
}
