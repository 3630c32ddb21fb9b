/// What a workstation keeps of its enrolment beside its key and certificates.
///
/// Its file holds one line.
package struct Enrolment: Hashable, Sendable {
    /// The folder's files, all readable by the agent alone.
    package enum File: String, Sendable, CaseIterable {
        /// The private key, PEM. It never leaves the workstation.
        case key = "host.key"
        /// The certificate that the desk signed, with its chain, PEM.
        case certificate = "host.pem"
        /// A renewed certificate that has not worked yet.
        case renewed = "host.new.pem"
        /// The certificates of the authorities that are trusted, PEM.
        case authority = "ca.pem"
        case enrolment = "enrolment"
    }

    package var host: String
    package var store: String
    package var address: String
    package var port: Int

    /// The name and class that were given at enrolment, where one was; the agent's settings come before them.
    package var name: String?
    package var hostClass: String?

    package init(
        host: String,
        store: String,
        address: String,
        port: Int,
        name: String? = nil,
        hostClass: String? = nil
    ) {
        self.host = host
        self.store = store
        self.address = address
        self.port = port
        self.name = name
        self.hostClass = hostClass
    }

    package var text: String {
        Line("ENROLLED").with("host", host).with("store", store).with("address", address).with("port", port)
            .with("name", name).with("class", hostClass).text
    }

    package init(text: String) throws(LineError) {
        let trimmed = text.utf8.prefix { $0 != UInt8(ascii: "\n") }
        let fields = FieldReader(line: try Line(parsing: trimmed))
        self.init(
            host: try fields.text("host"),
            store: try fields.text("store"),
            address: try fields.text("address"),
            port: try fields.required("port") { Int($0).flatMap { (1...65_535).contains($0) ? $0 : nil } },
            name: fields.line["name"],
            hostClass: fields.line["class"]
        )
    }
}
