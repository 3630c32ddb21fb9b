import Health
import Host

/// The package lists from which apt knows what is new.
enum PackageLists: Hashable {
    /// They are there, fetched last at this time.
    case fetched(Timestamp)
    /// There are none: nobody ever fetched them, or they were removed.
    case missing
    /// It could not be seen whether there are any: why.
    case unseen(String)

    static let folder = "/var/lib/apt/lists"
    private static let stamp = "/var/lib/apt/periodic/update-success-stamp"
    /// By how much a list may come from the future before no clock is believed any more, in seconds.
    private static let tolerance = 3600.0

    /// Looks for them.
    ///
    /// The folder itself says nothing: it is there before the first download, with a lock and `partial` in it, and is touched by whoever
    /// removes what it held. A recording made by hand may hold no more than its time.
    init(_ host: any Host) {
        // A download that failed half-way moves `partial` too, and makes no list younger.
        let newest = [Self.folder, Self.stamp].compactMap { try? host.modified($0) }.max()
        do throws(HostError) {
            let isFetched = try host.list(Self.folder).contains(where: Self.isList)
            self = isFetched ? newest.map(Self.fetched) ?? .unseen("when they were fetched is not known") : .missing
        } catch {
            switch (error.code, try? host.modified(Self.folder)) {
            case (.notFound, nil): self = .missing
            case (.notFound, let time?): self = .fetched(newest ?? time)
            default: self = .unseen(error.message)
            }
        }
    }

    /// The days since they were fetched; nil where there are none, or where either clock was wrong.
    func age(at now: Timestamp) -> Double? {
        guard case .fetched(let time) = self, now.seconds(since: time) >= -Self.tolerance else { return nil }
        return max(0, now.seconds(since: time) / 86_400)
    }

    /// Whether a file is what an archive says of its packages, or of itself: `deb.debian.org_debian_dists_bookworm_InRelease`,
    /// `…_main_binary-amd64_Packages.lz4`; not `lock`, `partial` and `auxfiles`.
    private static func isList(_ name: String) -> Bool {
        name.contains("_Packages") || name.hasSuffix("_InRelease") || name.hasSuffix("_Release")
    }
}
