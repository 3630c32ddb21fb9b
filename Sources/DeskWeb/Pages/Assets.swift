import Crypto
import Desk

/// A file that pages load, named by what it holds: whoever has it may keep it for as long as they like.
package struct Asset: Sendable {
    /// `vigie.0123456789ab.css`.
    package let path: String
    package let contentType: String
    package let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let digest = hexadecimal(SHA256.hash(data: bytes)).prefix(12)
        path = "\(name[..<dot]).\(digest)\(name[dot...])"
        contentType =
            switch name[dot...] {
            case ".css": "text/css; charset=utf-8"
            case ".js": "text/javascript; charset=utf-8"
            case ".svg": "image/svg+xml"
            default: "application/octet-stream"
            }
        self.bytes = bytes
    }
}

/// The files that pages load.
package enum Assets {
    /// Where a file is found beneath `/assets/`; its own name, which leads nowhere, where there is no such file.
    package static func path(of name: String) -> String { byName[name]?.path ?? name }

    /// What is found there; nil for anything else, a file's name without its digest included.
    package static func asset(at path: String) -> Asset? { byPath[path] }

    /// The files of the folder Assets; a test compares them.
    static let byName: [String: Asset] = [
        "vigie.css": PackageResources.vigie_css, "vigie.js": script, "vigie.svg": PackageResources.vigie_svg,
        "worker.js": PackageResources.worker_js,
    ].reduce(into: [:]) { $0[$1.key] = Asset($1.key, $1.value) }

    /// The scripts that every page runs.
    static let parts: [String: [UInt8]] = [
        "drafts.js": PackageResources.drafts_js, "keys.js": PackageResources.keys_js,
        "filing.js": PackageResources.filing_js, "live.js": PackageResources.live_js,
    ]

    /// All of them as one file, for one request; each is a block, and so has its names for itself.
    private static let script = parts.sorted { $0.key < $1.key }.flatMap { part in
        Array("{\n".utf8) + part.value + Array("}\n".utf8)
    }

    private static let byPath = byName.values.reduce(into: [:]) { $0[$1.path] = $1 }
}
