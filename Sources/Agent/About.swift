/// How a host introduces itself.
package struct About: Hashable, Sendable {
    package var name: String
    package var hostClass: String
    package var version: String

    package init(name: String, hostClass: String, version: String) {
        self.name = name
        self.hostClass = hostClass
        self.version = version
    }
}
