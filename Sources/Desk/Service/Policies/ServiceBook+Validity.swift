package import Health

extension ServiceBook {
    /// The first instant from a time on at which a policy cannot be kept, and why; nil where it always can.
    ///
    /// What holds changes only where a version becomes valid, so the time itself and those instants are looked at.
    package func fault(ofPolicy id: String, from time: Timestamp) -> (at: Timestamp, error: ServiceError)? {
        let starts =
            policyNames.compactMap { policy($0)?.validFrom } + calendarNames.compactMap { calendar($0)?.validFrom }
        for instant in [time] + Set(starts).filter({ $0 > time }).sorted() {
            do throws(ServiceError) {
                _ = try agreement(policy: id, at: instant)
            } catch {
                return (instant, error)
            }
        }
        return nil
    }

    /// When the first version of each policy becomes valid, by the policy's name.
    package var starts: [String: Timestamp] {
        policyNames.compactMap(policy).reduce(into: [:]) { starts, policy in
            starts[policy.id.id] = min(policy.validFrom, starts[policy.id.id] ?? policy.validFrom)
        }
    }
}
