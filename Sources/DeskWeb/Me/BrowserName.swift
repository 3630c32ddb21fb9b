/// What a person calls a browser and its system, from what it says of itself; those words where we do not know it.
struct BrowserName {
    let text: String

    init(_ agent: String) {
        let browsers = [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ]
        let systems = [
            ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ]
        func name(_ known: [(mark: String, name: String)]) -> String? { known.first { agent.contains($0.mark) }?.name }
        text =
            name(browsers).map { [$0, name(systems)].compactMap { $0 }.joined(separator: ", ") }
            ?? String(agent.prefix(60))
    }
}
