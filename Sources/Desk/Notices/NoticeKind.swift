package enum NoticeKinds {}
package typealias NoticeKind = Term<NoticeKinds>

/// Of what someone can be told.
extension Term<NoticeKinds> {
    /// A critical condition, or a matter of priority P1, that nobody works on.
    package static var newCritical: Self { Self(known: "new-critical") }
    /// The desk has what someone asked for.
    package static var filed: Self { Self(known: "filed") }
    package static var assigned: Self { Self(known: "assigned") }
    package static var replied: Self { Self(known: "replied") }
    package static var passed: Self { Self(known: "passed") }
    /// A clock has used 75 or 100 % of its target.
    package static var breachNear: Self { Self(known: "breach-near") }
    package static var solved: Self { Self(known: "solved") }
    /// Once a day, how the desk stands.
    package static var digest: Self { Self(known: "digest") }
    /// Once a week, how the hosts are.
    package static var weekly: Self { Self(known: "weekly") }

    package static var known: [Self] {
        [newCritical, filed, assigned, replied, passed, breachNear, solved, digest, weekly]
    }

    /// What comes at a certain hour, whatever happens.
    package static var regular: Set<Self> { [digest, weekly] }

    /// What a person is told who has not said otherwise: all but what comes at a certain hour.
    package static var usual: Set<Self> { Set(known).subtracting(regular) }
}
