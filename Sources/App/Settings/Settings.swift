package import Accounts
package import HTTP

/// Everything an operator decides, decoded once at start and checked; each slice receives its part.
package struct Settings: Sendable {
    /// What this process does; one process does everything unless told otherwise.
    package enum Duty: String, CaseIterable, Sendable {
        case web
        case api
        case worker
    }

    /// `STEMMA_LISTEN`, or `--listen`; port 0 takes a free one.
    package var listen: ListenAddress

    /// `STEMMA_DATA`, or `--data`: the folder for the database, the objects and the secrets.
    package var dataDirectory: String

    /// `STEMMA_PUBLIC_URL`: the address that people see, without a slash at its end; nil where it is the one listened on.
    package var publicURL: String?

    /// `DATABASE_URL`: `sqlite:PATH` or `postgres://…`.
    package var databaseURL: String

    /// `OBJECT_STORE_URL`: `file:DIR`.
    package var objectStoreURL: String

    /// `STEMMA_ROLES`, or `--roles`.
    package var duties: Set<Duty>

    /// Signs access tokens; 32 bytes or more.
    package var tokenSecret: [UInt8]

    /// Signs media links and upload links; 32 bytes or more.
    package var linkSecret: [UInt8]

    /// `HLS_TOKEN_TTL_SECONDS`: how long a media link lives at least.
    package var linkLifetime: Duration

    /// `STEMMA_AAC`: whether AAC renditions are made beside Opus.
    package var makesAAC: Bool

    /// `STEMMA_TRUSTED_PROXIES`: addresses whose forwarding headers are believed.
    package var trustedProxies: [AddressBlock]

    /// `STEMMA_CONNECTIONS_PER_ADDRESS`: connections that one client may have open at once.
    package var connectionsPerAddress: Int

    /// `STEMMA_SIGNUPS`.
    package var signUps: AccountSettings.SignUps

    /// `STEMMA_RATE_LIMITS`.
    package var limitsRates: Bool

    /// `STEMMA_QUOTA_GB`: bytes that one account may keep.
    package var quotaBytes: Int

    /// `STEMMA_MAX_UPLOAD_GB`: bytes of the largest file taken.
    package var maximumUploadBytes: Int

    /// `STEMMA_WORKERS`: jobs that run at once.
    package var workers: Int

    /// `STEMMA_WEB`: the folder with styles and scripts; nil where it is found beside the program.
    package var webDirectory: String?
}
