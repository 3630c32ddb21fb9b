// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioFiles: Target.Dependency = .product(name: "_NIOFileSystem", package: "swift-nio")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let certificateReloading: Target.Dependency = .product(name: "NIOCertificateReloading", package: "swift-nio-extras")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")

/// Of what `make build` builds; nothing but this one target is compiled anew for another commit.
let commit = Context.environment["VIGIE_COMMIT"] ?? ""

let package = Package(
    name: "vigie",
    products: [
        .executable(name: "vigie-agent", targets: ["vigie-agent"]),
        .executable(name: "vigie-reader", targets: ["vigie-reader"]),
        .executable(name: "vigie", targets: ["vigie"]),
        .executable(name: "vigie-desk", targets: ["vigie-desk"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    ],
    targets: [
        // C
        .target(name: "CLinux"),
        .target(name: "CVersion", cSettings: [.define("VIGIE_COMMIT", to: "\"\(commit)\"")]),
        .systemLibrary(name: "CUdev", pkgConfig: "libudev", providers: [.apt(["libudev-dev"])]),
        .systemLibrary(name: "CSmartcols", pkgConfig: "smartcols", providers: [.apt(["libsmartcols-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CIcal", providers: [.apt(["libical-dev"])]),
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        // ground
        .target(name: "Health"),
        .target(name: "Wire", dependencies: ["Health"]),
        .target(name: "Program", dependencies: ["CVersion"]),
        // base
        .target(name: "Smart", dependencies: ["Health"]),
        .target(name: "Host", dependencies: ["CLinux", "CUdev", "Health"]),
        .target(name: "ServiceManager", dependencies: [log]),
        .target(name: "Settings"),
        .target(name: "Report", dependencies: ["CSmartcols", "Health"]),
        .target(name: "Desk", dependencies: ["Health", "Wire"]),
        .target(name: "Mail", dependencies: ["CCurl", "Health"]),
        // features
        .target(name: "Probes", dependencies: ["Health", "Host", "Settings", "Smart"]),
        .target(name: "Journal", dependencies: ["CSQLite", "Health", "Wire"]),
        .target(name: "DeskStore", dependencies: ["CSQLite", "Desk", "Health", "Wire", crypto, grdb, nioPosix]),
        .target(name: "Calendars", dependencies: ["CIcal", "Health"]),
        .target(name: "DeskView", dependencies: ["Desk", "Health", "Report"]),
        .target(name: "Commands", dependencies: ["Health", "Report", "ServiceManager", arguments, log, system]),
        // assembly
        .target(
            name: "Agent",
            dependencies: [
                "CLinux", "Health", "Host", "Journal", "Probes", "Program", "ServiceManager", "Settings", "Wire",
                nio, nioPosix, nioTLS, nioSSL, log, lifecycle, signals,
            ]
        ),
        .target(
            name: "AgentCommands",
            dependencies: [
                "Commands", "Health", "Host", "Probes", "Program", "Report", "Settings", "Smart", "Wire",
                arguments, nio, nioPosix, nioSSL, nioTLS, nioFiles, x509, crypto, asn1,
            ]
        ),
        .target(
            name: "DeskServer",
            dependencies: [
                "Desk", "DeskStore", "DeskView", "Health", "Mail", "Settings", "Wire",
                nio, nioPosix, nioSSL, nioTLS, nioFiles, log, lifecycle, x509, crypto, cryptoExtras, asn1,
            ]
        ),
        .target(
            name: "DeskWeb",
            dependencies: [
                "CQRencode", "Desk", "DeskServer", "DeskView", "Health", "Report", "Settings",
                certificateReloading, crypto, httpTypes, hummingbird, hummingbirdCore, hummingbirdTLS, lifecycle, log,
                mustache, nio, nioSSL,
            ],
            resources: [.embedInCode("Assets"), .embedInCode("Templates")]
        ),
        .target(
            name: "DeskCommands",
            dependencies: [
                "Calendars", "Commands", "Desk", "DeskServer", "DeskStore", "DeskView", "DeskWeb", "Health", "Mail",
                "Program",
                "Report", "ServiceManager", "Settings", "Wire",
                arguments, log, lifecycle, signals,
            ]
        ),
        // programs
        .executableTarget(name: "vigie-agent", dependencies: ["Agent"]),
        // It is started for a poll, so its start counts: nothing to load or look up, and yet at a random place. gold cannot link
        // that, and it bears no run path (--disable-local-rpath in the Makefile).
        .executableTarget(
            name: "vigie-reader",
            dependencies: ["CLinux", "Program"],
            linkerSettings: [
                .unsafeFlags(
                    ["-static-executable", "-use-ld=lld", "-Xclang-linker", "-static-pie"],
                    .when(configuration: .release)
                )
            ]
        ),
        .executableTarget(name: "vigie", dependencies: ["AgentCommands"]),
        .executableTarget(name: "vigie-desk", dependencies: ["DeskCommands"]),
        // the pages and completions of the programs, of which packages and tests take what it has made
        .target(
            name: "Manual",
            dependencies: ["Agent", "AgentCommands", "DeskCommands", "Program", "Settings"],
            exclude: ["Completions", "Pages", "Settings"]
        ),
        // measured by make bench
        .executableTarget(
            name: "vigie-bench",
            dependencies: [
                "Agent", "Desk", "DeskServer", "DeskStore", "DeskWeb", "Health", "Host", "Probes", "Wire",
                grdb, httpTypes, hummingbird, log, nio, nioEmbedded, nioPosix, nioSSL,
            ],
            path: "Tests/Bench/Load"
        ),
        // tests
        .target(name: "TestSupport", dependencies: ["Health", "Host"], path: "Tests/TestSupport"),
        .target(
            name: "DeskTestSupport",
            dependencies: ["Desk", "DeskStore", "Health", "Wire"],
            path: "Tests/DeskTestSupport"
        ),
        .target(name: "TestMail", path: "Tests/TestMail", exclude: ["read-mail.py", "relay.py"]),
        .target(name: "TestTLS", dependencies: [nio, nioEmbedded, nioSSL, nioTLS], path: "Tests/TestTLS"),
        .testTarget(name: "HealthTests", dependencies: ["Health", "TestSupport"]),
        .testTarget(name: "WireTests", dependencies: ["Health", "TestSupport", "Wire"]),
        .testTarget(name: "SmartTests", dependencies: ["Health", "Host", "Smart", "TestSupport"]),
        .testTarget(name: "HostTests", dependencies: ["CLinux", "Health", "Host", "TestSupport"]),
        .testTarget(name: "ServiceManagerTests", dependencies: ["ServiceManager", "TestSupport"]),
        .testTarget(name: "SettingsTests", dependencies: ["Settings"]),
        .testTarget(name: "DeskTests", dependencies: ["Desk", "DeskTestSupport", "Health", "TestSupport"]),
        .testTarget(
            name: "ProbesTests",
            dependencies: ["Health", "Host", "Probes", "Settings", "Smart", "TestSupport"]
        ),
        .testTarget(name: "JournalTests", dependencies: ["CSQLite", "Health", "Journal", "TestSupport", "Wire"]),
        .testTarget(name: "ReportTests", dependencies: ["Health", "Report"]),
        .testTarget(
            name: "DeskStoreTests",
            dependencies: ["Desk", "DeskStore", "DeskTestSupport", "Health", "TestSupport", "Wire", grdb]
        ),
        .testTarget(
            name: "DeskServerTests",
            dependencies: [
                "Desk", "DeskServer", "DeskStore", "DeskTestSupport", "Health", "Mail", "Settings", "TestMail",
                "TestTLS",
                "Wire",
                nio, nioEmbedded, nioPosix, nioSSL, nioTLS, nioFiles, log, lifecycle, x509, crypto, asn1,
            ]
        ),
        .testTarget(
            name: "DeskCommandsTests",
            dependencies: [
                "Commands", "Desk", "DeskCommands", "DeskServer", "DeskStore", "DeskTestSupport", "DeskView", "DeskWeb",
                "Health", "Mail", "Report", "Settings", "TestMail", "Wire", log, nioPosix,
            ]
        ),
        .testTarget(
            name: "DeskWebTests",
            dependencies: [
                "Desk", "DeskServer", "DeskStore", "DeskTestSupport", "DeskView", "DeskWeb", "Health", "TestSupport",
                "Wire",
                asn1, crypto, httpTypes, hummingbird, lifecycle, log, mustache, nio, nioEmbedded, nioPosix, nioSSL,
                x509,
            ]
        ),
        .testTarget(
            name: "AgentCommandsTests",
            dependencies: [
                "AgentCommands", "Commands", "Health", "Host", "Probes", "Report", "Smart", "TestSupport", "TestTLS",
                "Wire",
                nio, nioPosix, nioSSL, nioTLS, nioFiles, x509, crypto, asn1,
            ]
        ),
        .testTarget(
            name: "AgentTests",
            dependencies: [
                "Agent", "Health", "Host", "Journal", "Probes", "Program", "ServiceManager", "Settings", "TestSupport",
                "Wire",
                nio, nioPosix, nioSSL, log, lifecycle, x509, crypto, asn1,
            ]
        ),
        .testTarget(name: "CalendarsTests", dependencies: ["Calendars", "Health", "TestSupport"]),
        .testTarget(name: "DeskViewTests", dependencies: ["Desk", "DeskTestSupport", "DeskView", "Health", "Report"]),
        .testTarget(
            name: "MailTests",
            dependencies: ["Health", "Mail", "TestMail", "TestSupport"]
        ),
        .testTarget(name: "ManualTests", dependencies: ["AgentCommands", "DeskCommands", "Manual", arguments]),
        .testTarget(name: "ProgramTests", dependencies: ["Program"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Desk", "DeskStore", "DeskTestSupport", "Health", "Journal", "TestSupport", "Wire"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

let clang: Set<String> = ["CLinux", "CVersion"]
for target in package.targets where target.type != .system && !clang.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
