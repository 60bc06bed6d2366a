/// Everything an operator decides, decoded once at start and checked; each slice receives its part.
package struct Settings: Sendable {
    /// What this process does; one process does everything unless told otherwise.
    package enum Duty: String, CaseIterable, Sendable {
        case web
        case api
        case worker
    }

    /// Who may sign up.
    package enum SignUps: String, CaseIterable, Sendable {
        case open
        case invite
        case closed
    }

    /// `STEMMA_LISTEN`, or `--listen`: HOST:PORT, of which port 0 takes a free one.
    package var listen: String

    /// `STEMMA_DATA`, or `--data`: the folder for the database, the objects and the secrets.
    package var dataDirectory: String

    /// `STEMMA_PUBLIC_URL`: the address that people see, without a slash at its end; nil where it is the one listened on.
    package var publicURL: String?

    /// `DATABASE_URL`: `sqlite:PATH` or `postgres://…`.
    package var databaseURL: String

    /// `OBJECT_STORE_URL`: `file:DIR`.
    package var objectStoreURL: String

    /// `--roles`.
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
    package var trustedProxies: [String]

    /// `STEMMA_SIGNUPS`.
    package var signUps: SignUps

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
