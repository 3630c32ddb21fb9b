/// What one JSON value says beside what another does, leaf by leaf.
struct JSONComparison {
    private(set) var equal = 0
    /// What ours says and theirs does not, or otherwise.
    private(set) var differences: [String] = []
    /// What only theirs says, by its path without indices.
    private(set) var unsaid: [String: Int] = [:]
    /// The paths of what both say.
    private(set) var said: Set<String> = []

    init() {}

    init(_ ours: Any, _ theirs: Any) { compare(ours, theirs, "", "") }

    private mutating func compare(_ ours: Any?, _ theirs: Any?, _ path: String, _ kind: String) {
        if let objects = pair(ours, theirs, as: [String: Any].self) {
            for name in Set(objects.ours.keys).union(objects.theirs.keys).sorted() {
                compare(objects.ours[name], objects.theirs[name], "\(path).\(name)", "\(kind).\(name)")
            }
        } else if let arrays = pair(ours, theirs, as: [Any].self) {
            let (ours, theirs) = (byIdentity(arrays.ours), byIdentity(arrays.theirs))
            for name in Set(ours.keys).union(theirs.keys).sorted() {
                compare(ours[name], theirs[name], "\(path)[\(name)]", "\(kind)[]")
            }
        } else if let theirs, let ours, "\(ours)" == "\(theirs)" {
            equal += 1
            said.insert(kind)
        } else if theirs != nil, ours == nil {
            unsaid[kind, default: 0] += 1
        } else {
            differences.append("\(path): \(ours ?? "nothing"), smartctl \(theirs ?? "nothing")")
        }
    }

    /// Both as a container; an absent one is empty, so that its leaves are found.
    private func pair<Container: ExpressibleByEmpty>(_ ours: Any?, _ theirs: Any?, as type: Container.Type) -> (
        ours: Container, theirs: Container
    )? {
        guard ours is Container? || ours == nil, theirs is Container? || theirs == nil else { return nil }
        guard ours is Container || theirs is Container else { return nil }
        return (ours as? Container ?? Container(), theirs as? Container ?? Container())
    }

    /// Elements by their `id`, else by where they stand.
    private func byIdentity(_ array: [Any]) -> [Int: Any] {
        var elements: [Int: Any] = [:]
        for (index, element) in array.enumerated() {
            elements[(element as? [String: Any])?["id"] as? Int ?? index] = element
        }
        return elements
    }

    /// The sum of two, the second one's differences under a name.
    mutating func add(_ other: JSONComparison, of name: String) {
        equal += other.equal
        differences += other.differences.map { "\(name)\($0)" }
        unsaid.merge(other.unsaid) { $0 + $1 }
        said.formUnion(other.said)
    }
}

/// A container that can be made empty.
protocol ExpressibleByEmpty { init() }
extension Dictionary: ExpressibleByEmpty {}
extension Array: ExpressibleByEmpty {}
