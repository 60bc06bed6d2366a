internal import Accounts
internal import Admin
internal import Catalog
internal import Crypto
internal import Demo
internal import Essentials
internal import HTTP
internal import Ingest
internal import Insights
internal import Jobs
internal import Pages
internal import Playback
internal import Site
internal import Social
internal import Uploads

/// One Stemma: its slices, each handed its part of the settings, and tied together where a lower one has news for a
/// higher one.
package struct Instance: Sendable {
    let settings: Settings
    let foundations: Foundations
    let accounts: Accounts
    let uploads: Uploads
    let catalog: Catalog
    let ingest: Ingest
    let playback: Playback
    let social: Social
    let insights: Insights
    let demo: Demo
    let admin: Admin
    let assets: Assets

    /// What the first to sign up must know, where the instance can be reached by others.
    private let claimCode: String?

    /// Wires the slices on `foundations`; reads the files that browsers load.
    package init(_ settings: Settings, on foundations: Foundations) async throws {
        let (database, store, queue) = (foundations.database, foundations.store, foundations.queue)
        self.settings = settings
        self.foundations = foundations
        assets = try Assets.find(named: settings.webDirectory)
        claimCode = settings.isPrivateToThisMachine ? nil : String(randomToken().prefix(10))
        ingest = Ingest(
            database: database,
            store: store,
            queue: queue,
            settings: settings.ingest
        )
        uploads = Uploads(
            database: database,
            store: store,
            settings: settings.uploads,
            probe: ingest.probe
        )
        let playback = Playback(
            database: database,
            objects: store,
            queue: queue,
            key: foundations.linkKey,
            linkLifetime: settings.linkLifetime
        )
        self.playback = playback
        accounts = try Accounts(
            database: database,
            key: foundations.tokenKey,
            settings: settings.accounts(claimCode: claimCode),
            onSignUp: { user, session in try await Artist.makeFirst(of: user, in: session) },
            onEdit: { user, session in try await Artist.follow(user, in: session) },
            onStandingsChanged: { playback.forgetDeliveryAnswers() }
        )
        catalog = Catalog(database: database, jobs: queue)
        social = Social(database: database, bus: foundations.bus)
        insights = Insights(database: database)
        demo = Demo(
            database: database,
            queue: queue,
            accounts: accounts,
            uploads: uploads,
            catalog: catalog,
            playback: playback,
            social: social,
            insights: insights
        )
        admin = Admin(
            queue: queue,
            database: database,
            store: store,
            orders: JobOrder.all,
            freeBytes: { [folder = settings.dataDirectory] in Self.freeBytes(at: folder) }
        )
    }

    /// The code that the first to sign up must know; nil where none is needed, or somebody has claimed the instance.
    package func openClaim() async throws -> String? {
        try await accounts.isUnclaimed() ? claimCode : nil
    }
}

extension Settings {
    /// Whether only this machine can reach the instance.
    var isPrivateToThisMachine: Bool { listen.isLoopback }

    fileprivate var ingest: IngestSettings {
        IngestSettings(makesAAC: makesAAC, scratch: dataDirectory + "/scratch")
    }

    fileprivate var uploads: UploadSettings {
        UploadSettings(quota: quotaBytes, largestFile: maximumUploadBytes)
    }

    fileprivate func accounts(claimCode: String?) -> AccountSettings {
        AccountSettings(
            signUps: signUps,
            claimCode: claimCode,
            isSecure: publicURL?.hasPrefix("https:") ?? false,
            limitsRates: limitsRates
        )
    }
}
