// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// For DSP: loops over samples are a hundred times slower unoptimised, and tests listen to real music.
let optimised = SwiftSetting.unsafeFlags(["-O"], .when(configuration: .debug))

/// For HTTP and who answers: async functions stay with their caller, so that a request changes executors only where it
/// asks a database, whose functions leave their caller for its thread.
let inPlace = SwiftSetting.enableUpcomingFeature("NonisolatedNonsendingByDefault")

/// What every slice may use.
let ground = ["Essentials", "HTML", "HTTP", "SQL", "ObjectStore", "Jobs", "Events", "Crypto", "Site"]

/// The slices, lower ones first.
let slices = [
    "Uploads", "Accounts", "Catalog", "Ingest", "Playback", "Social", "Insights", "Demo", "Admin",
]

/// What tests of a slice use: the ground, and people with music on it.
let bench = ground + ["Support"]
let stage = bench + ["Uploads", "Accounts", "Catalog", "Stage"]

/// A C library from Debian, seen by the one module that names it.
func library(_ name: String, pkgConfig: String, apt package: String) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// Infrastructure; `foreign` marks the few modules that hold a C library and may touch raw memory.
func module(
    _ name: String,
    uses: [String] = [],
    foreign: Bool = false,
    also settings: [SwiftSetting] = []
) -> Target {
    let memory: [SwiftSetting] = foreign ? [] : [.strictMemorySafety()]
    return .target(
        name: name,
        dependencies: uses.map { .byName(name: $0) },
        path: "Sources/Modules/\(name)",
        swiftSettings: house + memory + settings
    )
}

/// One slice of the product: the slices it may know of, and what it needs beyond the ground.
///
/// Those whose streams Swift 6.3 can't compile so are not `inPlace`.
func feature(_ name: String, after: [String] = [], also: [String] = [], isInPlace: Bool = true) -> Target {
    .target(
        name: name,
        dependencies: (ground + after + also).map { .byName(name: $0) },
        path: "Sources/Features/\(name)",
        swiftSettings: house + [.strictMemorySafety()] + (isInPlace ? [inPlace] : [])
    )
}

/// Tests of one target, with what they use beside it.
func tests(_ name: String, also: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: Set(also + [name]).sorted().map { .byName(name: $0) },
        path: "Tests/\(name)",
        swiftSettings: house
    )
}

/// What several targets' tests share.
func testing(_ name: String, uses: [String] = []) -> Target {
    .target(
        name: name,
        dependencies: uses.map { .byName(name: $0) },
        path: "Tests/\(name)",
        swiftSettings: house
    )
}

/// The fuzzer, which needs the compiler's help: there for scripts/fuzz.sh alone.
let fuzzing: [Target] =
    Context.environment["STEMMA_FUZZ"] == nil
    ? []
    : [
        .executableTarget(
            name: "Fuzz",
            dependencies: (ground + slices + ["Media", "Markdown"]).map { .byName(name: $0) },
            path: "Tests/Fuzz",
            exclude: ["Corpus", "Words"],
            swiftSettings: house
        )
    ]

let package = Package(
    name: "stemma",
    targets: fuzzing + [
        library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        library("CPQ", pkgConfig: "libpq", apt: "libpq-dev"),
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        library("CBrotli", pkgConfig: "libbrotlienc", apt: "libbrotli-dev"),
        library("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        library("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
        library("CMarkGFM", pkgConfig: "libcmark-gfm", apt: "libcmark-gfm-dev"),
        library("CFFmpeg", pkgConfig: "libavformat", apt: "libavformat-dev"),
        library("COpus", pkgConfig: "opus", apt: "libopus-dev"),
        library("CEbur128", pkgConfig: "libebur128", apt: "libebur128-dev"),
        library("CChromaprint", pkgConfig: "libchromaprint", apt: "libchromaprint-dev"),
        .target(name: "CSystem", path: "Sources/C/CSystem"),

        module("Essentials"),
        module("HTML"),
        module("HTTP", uses: ["Essentials", "CSystem", "CZlib", "CBrotli"], foreign: true, also: [inPlace]),
        module("SQL", uses: ["Essentials", "CSystem", "CSQLite", "CPQ"], foreign: true),
        module("Crypto", uses: ["Essentials", "COpenSSL", "CSodium"], foreign: true),
        module("ObjectStore", uses: ["Essentials", "Crypto", "CSystem"], foreign: true),
        module("Jobs", uses: ["Essentials", "SQL"]),
        module("Events", uses: ["Essentials", "SQL"]),
        module("Markdown", uses: ["CMarkGFM"], foreign: true),
        module("DSP", also: [optimised]),
        module("Synthesis", also: [optimised]),
        module(
            "Media",
            uses: ["Essentials", "DSP", "CFFmpeg", "COpus", "CEbur128", "CChromaprint"],
            foreign: true
        ),
        module("Site", uses: ["Essentials", "HTML", "HTTP", "Crypto"], also: [inPlace]),

        feature("Uploads", isInPlace: false),
        feature("Accounts", after: ["Uploads"]),
        feature("Catalog", after: ["Accounts", "Uploads"], also: ["Markdown"]),
        feature("Ingest", after: ["Catalog", "Uploads"], also: ["Media", "DSP", "CSystem"]),
        feature("Playback", after: ["Ingest", "Catalog", "Accounts", "Uploads"], also: ["Media"]),
        feature("Social", after: ["Playback", "Catalog", "Accounts"], also: ["Markdown"]),
        feature("Insights", after: ["Playback", "Catalog", "Accounts"]),
        feature(
            "Demo",
            after: ["Insights", "Social", "Playback", "Catalog", "Accounts", "Uploads"],
            also: ["Synthesis"]
        ),
        feature("Admin"),
        feature("Pages", after: slices, also: ["Markdown"]),

        .target(
            name: "App",
            dependencies: (ground + slices + ["Pages"]).map { .byName(name: $0) },
            swiftSettings: house + [.strictMemorySafety()]
        ),
        .executableTarget(
            name: "stemma",
            dependencies: ["App", "Ingest"],
            path: "Sources/Command",
            swiftSettings: house + [.strictMemorySafety()]
        ),

        testing("Recordings"),
        testing("Support", uses: ["Essentials", "SQL", "HTTP", "Events"]),
        testing("Stage", uses: stage.filter { $0 != "Stage" }),

        tests("Essentials"),
        tests("HTML"),
        tests("HTTP", also: ["Essentials", "CZlib", "Support"]),
        tests("SQL", also: ["Essentials", "Support"]),
        tests("Crypto", also: ["Essentials"]),
        tests("ObjectStore", also: ["Essentials", "Crypto"]),
        tests("Jobs", also: ["Essentials", "SQL", "Support"]),
        tests("Events", also: ["Essentials", "SQL", "Support"]),
        tests("Markdown"),
        tests("DSP"),
        tests("Synthesis", also: ["DSP"]),
        tests("Media", also: ["DSP", "Recordings"]),
        tests("Site", also: ["Essentials", "HTML", "HTTP", "Support"]),

        tests("Uploads", also: bench),
        tests("Accounts", also: bench + ["Uploads"]),
        tests("Catalog", also: stage),
        tests("Ingest", also: stage + ["Media", "Recordings"]),
        tests("Playback", also: stage + ["Ingest"]),
        tests("Social", also: stage),
        tests("Insights", also: stage + ["Playback"]),
        tests("Demo", also: stage + ["ObjectStore", "Playback", "Social", "Insights", "Synthesis"]),
        tests("Admin", also: stage),
        tests("Pages", also: stage + ["Ingest", "Playback", "Insights"]),
        tests("App", also: stage + ["Social", "Admin"]),
    ]
)
