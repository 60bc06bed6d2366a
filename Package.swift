// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Loops over samples are a hundred times slower unoptimised, and tests listen to real music.
let optimised = SwiftSetting.unsafeFlags(["-O"], .when(configuration: .debug))

/// What every feature may use.
let ground: [Target.Dependency] = [
    "Essentials", "HTML", "HTTP", "SQL", "ObjectStore", "Jobs", "Events", "Crypto", "Site",
]

/// A C library from Debian, seen by the one module that names it.
func library(_ name: String, pkgConfig: String, apt package: String) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// Infrastructure; `foreign` marks the few modules that hold a C library and may touch raw memory.
func module(
    _ name: String,
    uses: [Target.Dependency] = [],
    foreign: Bool = false,
    also settings: [SwiftSetting] = []
) -> Target {
    .target(
        name: name,
        dependencies: uses,
        path: "Sources/Modules/\(name)",
        swiftSettings: house + settings + (foreign ? [] : [.strictMemorySafety()])
    )
}

/// For HTTP: its async functions stay with their caller, so that a request is answered without changing executors.
let inPlace: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

/// One slice of the product: the slices it may know of, and what it needs beyond the ground.
func feature(_ name: String, after: [Target.Dependency] = [], also: [Target.Dependency] = []) -> Target {
    .target(
        name: name,
        dependencies: ground + after + also,
        path: "Sources/Features/\(name)",
        swiftSettings: house + [.strictMemorySafety()]
    )
}

/// Tests of one target, with what they need beyond it.
func tests(_ name: String, also: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name)] + also,
        path: "Tests/\(name)",
        swiftSettings: house
    )
}

let package = Package(
    name: "stemma",
    targets: [
        library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        library("CPQ", pkgConfig: "libpq", apt: "libpq-dev"),
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        library("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        library("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
        library("CMarkGFM", pkgConfig: "libcmark-gfm", apt: "libcmark-gfm-dev"),
        library("CFFmpeg", pkgConfig: "libavformat", apt: "libavformat-dev"),
        library("COpus", pkgConfig: "opus", apt: "libopus-dev"),
        library("CEbur128", pkgConfig: "libebur128", apt: "libebur128-dev"),
        library("CChromaprint", pkgConfig: "libchromaprint", apt: "libchromaprint-dev"),
        .target(name: "CSystem", path: "Sources/C/CSystem"),

        module("Essentials"),
        module("HTML", uses: ["Essentials"]),
        module("HTTP", uses: ["Essentials", "CSystem", "CZlib"], foreign: true, also: inPlace),
        module("SQL", uses: ["Essentials", "CSystem", "CSQLite", "CPQ"], foreign: true),
        module("Crypto", uses: ["Essentials", "COpenSSL", "CSodium"], foreign: true),
        module("ObjectStore", uses: ["Essentials", "Crypto", "CSystem"], foreign: true),
        module("Jobs", uses: ["Essentials", "SQL"]),
        module("Events", uses: ["Essentials", "SQL"]),
        module("Markdown", uses: ["Essentials", "CMarkGFM"], foreign: true),
        .target(
            name: "DSP",
            path: "Sources/Modules/DSP",
            swiftSettings: house + [.strictMemorySafety(), optimised]
        ),
        module(
            "Media",
            uses: ["Essentials", "DSP", "CFFmpeg", "COpus", "CEbur128", "CChromaprint"],
            foreign: true
        ),
        module("Site", uses: ["Essentials", "HTML", "HTTP", "Crypto"]),

        feature("Uploads"),
        feature("Accounts", after: ["Uploads"]),
        feature("Catalog", after: ["Accounts", "Uploads"], also: ["Markdown"]),
        feature("Ingest", after: ["Catalog", "Uploads"], also: ["Media", "DSP", "CSystem"]),
        feature("Playback", after: ["Ingest", "Catalog", "Accounts", "Uploads"]),
        feature("Social", after: ["Playback", "Catalog", "Accounts"], also: ["Markdown"]),
        feature("Insights", after: ["Playback", "Catalog", "Accounts"]),
        feature("Admin", after: ["Accounts", "Catalog", "Ingest"]),
        feature(
            "Pages",
            after: [
                "Uploads", "Accounts", "Catalog", "Ingest", "Playback", "Social", "Insights", "Admin",
            ],
            also: ["Markdown"]
        ),

        .target(
            name: "App",
            dependencies: ground + [
                "Media", "Uploads", "Accounts", "Catalog", "Ingest", "Playback", "Social", "Insights",
                "Admin",
                "Pages",
            ],
            swiftSettings: house + [.strictMemorySafety()]
        ),
        .executableTarget(
            name: "stemma",
            dependencies: ["App", "Media", "Ingest"],
            path: "Sources/Command",
            swiftSettings: house + [.strictMemorySafety()]
        ),

        .target(name: "Recordings", path: "Tests/Recordings", swiftSettings: house),
        .target(
            name: "Support",
            dependencies: ["Essentials", "SQL", "HTTP"],
            path: "Tests/Support",
            swiftSettings: house
        ),
        .target(
            name: "Stage",
            dependencies: [
                "Essentials", "SQL", "HTTP", "Crypto", "ObjectStore", "Jobs", "Uploads", "Accounts",
                "Catalog",
                "Support",
            ],
            path: "Tests/Stage",
            swiftSettings: house
        ),
        tests("Essentials"),
        tests("DSP"),
        tests("Media", also: ["DSP", "Recordings"]),
        tests("HTML"),
        tests("Crypto", also: ["Essentials"]),
        tests("ObjectStore", also: ["Essentials", "Crypto"]),
        tests("Markdown"),
        tests("SQL", also: ["Essentials", "Support"]),
        tests("Jobs", also: ["Essentials", "SQL", "Support"]),
        tests("Events", also: ["Essentials", "SQL", "Support"]),
        tests("HTTP", also: ["Essentials", "Support", "CZlib"]),
        tests("Site", also: ["Essentials", "HTML", "HTTP"]),
        tests("Uploads", also: ["Crypto", "Essentials", "HTTP", "ObjectStore", "SQL", "Support"]),
        tests(
            "Accounts",
            also: ["Crypto", "Essentials", "HTTP", "SQL", "Support", "Uploads"]
        ),
        tests(
            "Ingest",
            also: [
                "Essentials", "SQL", "Jobs", "Events", "ObjectStore", "Media", "Uploads", "Catalog",
                "Recordings",
                "Stage", "Support",
            ]
        ),
        tests(
            "Catalog",
            also: ["Essentials", "SQL", "HTTP", "Crypto", "Jobs", "Uploads", "Accounts", "Stage", "Support"]
        ),
        tests(
            "Playback",
            also: [
                "Essentials", "SQL", "HTTP", "Crypto", "ObjectStore", "Catalog", "Ingest", "Stage", "Support",
            ]
        ),
        tests(
            "Pages",
            also: [
                "Crypto", "Essentials", "HTML", "HTTP", "SQL", "Jobs", "ObjectStore", "Catalog", "Ingest",
                "Insights", "Playback", "Stage", "Support",
            ]
        ),
        tests("Insights", also: ["Essentials", "SQL", "HTTP", "Catalog", "Playback", "Stage", "Support"]),
        tests(
            "Social",
            also: ["Essentials", "SQL", "HTTP", "Events", "Catalog", "Stage", "Support"]
        ),
        tests(
            "Admin",
            also: [
                "Essentials", "SQL", "HTTP", "Events", "Jobs", "ObjectStore", "Crypto", "Catalog", "Stage",
                "Support",
            ]
        ),
        tests(
            "App",
            also: [
                "Essentials", "SQL", "HTTP", "Jobs", "Events", "Site", "Uploads", "Accounts", "Catalog",
                "Social", "Admin", "Stage", "Support",
            ]
        ),
    ]
)
