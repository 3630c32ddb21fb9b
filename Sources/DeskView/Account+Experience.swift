package import Desk
package import Health

extension Account {
    /// What to say where a tier asks for more months of experience than this account has; nil where it has them.
    package func warning(ofTier tier: Int, at now: Timestamp) -> Words? {
        let (has, wants) = (months(at: now), Seniority.months(ofTier: tier))
        guard has < wants else { return nil }
        return Words(
            en: "Warning: tier \(tier) asks for \(wants) months of experience; \(login) has \(has).",
            fr: "Attention\u{A0}: le niveau \(tier) demande \(wants) mois d'expérience\u{A0}; \(login) en a \(has)."
        )
    }
}
