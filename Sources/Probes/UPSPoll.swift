import Health
import Host

/// One round of asking the UPS servers.
///
/// The memory holds for each UPS (`127.0.0.1:3493/rack1`) its component id and its name, so that both stay what they
/// were while it does not answer.
struct UPSPoll {
    let time: Timestamp
    private let known: ProbeMemory
    private(set) var memory: ProbeMemory = [:]
    private(set) var observations: [Observation] = []

    init(time: Timestamp, known: ProbeMemory) {
        self.time = time
        self.known = known
    }

    /// Asks for every UPS of a server; where none answers, for those that it had.
    mutating func takeAll(of endpoint: Endpoint, _ host: any Host) {
        let client: NUTClient
        let supplies: [(name: String, description: String?)]
        do throws(HostError) {
            client = try NUTClient(host, endpoint)
            defer { client.close() }
            supplies = try client.supplies()
            for supply in supplies.prefix(64) {
                take(supply.name, described: supply.description, at: endpoint, client)
            }
        } catch {
            let prefix = "\(endpoint)/"
            for key in known.keys.sorted() where key.hasPrefix(prefix) {
                miss(String(key.dropFirst(prefix.count)), at: endpoint, error)
            }
        }
    }

    /// Asks a server for the UPSs of these names.
    mutating func take(_ names: [String], of endpoint: Endpoint, _ host: any Host) {
        do throws(HostError) {
            let client = try NUTClient(host, endpoint)
            defer { client.close() }
            let supplies = try client.supplies()
            for name in names {
                take(name, described: supplies.first { $0.name == name }?.description, at: endpoint, client)
            }
        } catch {
            for name in names { miss(name, at: endpoint, error) }
        }
    }

    private mutating func take(
        _ name: String,
        described description: String?,
        at endpoint: Endpoint,
        _ client: NUTClient
    ) {
        do throws(HostError) {
            let variables = UPSVariables(try client.variables(of: name))
            let makerAndModel = [variables.manufacturer, variables.model].compactMap { $0 }.joined(separator: " ")
            let title = description ?? (makerAndModel.isEmpty ? name : makerAndModel)
            let address = Self.address(name, endpoint)
            let id = variables.isStarting ? remembered(name, endpoint)?.id : variables.serial
            add(
                Observation(
                    Component(.ups, id.flatMap { isTaken($0) ? nil : $0 } ?? address),
                    name: title,
                    identity: Self.identity(variables, name, endpoint),
                    state: variables.state,
                    readings: variables.readings,
                    readAt: time
                ),
                name,
                endpoint
            )
        } catch {
            miss(name, at: endpoint, error)
        }
    }

    /// Notes a UPS that does not answer.
    private mutating func miss(_ name: String, at endpoint: Endpoint, _ error: HostError) {
        let known = remembered(name, endpoint)
        let observation = Observation(
            Component(.ups, known?.id ?? Self.address(name, endpoint)),
            name: known?.title ?? name,
            identity: [("server", "\(name)@\(endpoint)")],
            state: .notWatched("\(name) at \(endpoint) does not answer: \(error.message)"),
            readings: [Reading(.answering, false)],
            readAt: time
        )
        add(observation, name, endpoint)
    }

    private mutating func add(_ observation: Observation, _ name: String, _ endpoint: Endpoint) {
        observations.append(observation)
        memory["\(endpoint)/\(name)"] = "\(observation.component.id)\n\(observation.name)"
    }

    private func remembered(_ name: String, _ endpoint: Endpoint) -> (id: String, title: String)? {
        let lines = (known["\(endpoint)/\(name)"] ?? "").split(separator: "\n", maxSplits: 1).map(String.init)
        return lines.count == 2 ? (lines[0], lines[1]) : nil
    }

    /// Whether another UPS of this round has the id: two units that give the same serial number are told apart by
    /// address.
    private func isTaken(_ id: String) -> Bool { observations.contains { $0.component.id == id } }

    /// The id of a UPS without a serial number: where several machines can watch it, the same on each of them.
    private static func address(_ name: String, _ endpoint: Endpoint) -> String {
        let isLoopback = endpoint.host.hasPrefix("127.") || endpoint.host == "::1" || endpoint.host == "localhost"
        return isLoopback ? name : "\(endpoint)/\(name)"
    }

    private static func identity(_ variables: UPSVariables, _ name: String, _ endpoint: Endpoint) -> [(String, String)]
    {
        [
            variables.model.map { ("model", $0) },
            variables.manufacturer.map { ("manufacturer", $0) },
            variables.serial.map { ("serial", $0) },
            ("server", "\(name)@\(endpoint)"),
        ]
        .compactMap { $0 }
    }
}
