internal import Accounts
internal import HTTP

/// Settings that can't be used: one sentence for each, telling how to mend it.
package struct SettingsError: Error, CustomStringConvertible {
    /// What is wrong, a sentence each.
    package var problems: [String]

    package var description: String { problems.joined(separator: "\n") }
}

extension Settings {
    /// The settings that `values` hold, with defaults for what is left out.
    ///
    /// Secrets that aren't given are read from the data folder, or made there at the first start. Throws
    /// `SettingsError` with a sentence for everything that is wrong.
    package init(values: [String: String]) throws {
        var reader = SettingsReader(values)
        let gigabyte = 1_000_000_000
        listen = reader.value(
            "STEMMA_LISTEN",
            default: ListenAddress(host: "127.0.0.1", port: 8080),
            form: "HOST:PORT, as in 127.0.0.1:8080",
            ListenAddress.init
        )
        dataDirectory = reader.text("STEMMA_DATA") ?? ".stemma"
        publicURL = reader.url("STEMMA_PUBLIC_URL", schemes: ["http://", "https://"])
            .map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        databaseURL =
            reader.url("DATABASE_URL", schemes: ["sqlite:", "postgres://", "postgresql://"])
            ?? "sqlite:\(dataDirectory)/stemma.db"
        objectStoreURL = reader.url("OBJECT_STORE_URL", schemes: ["file:"]) ?? "file:\(dataDirectory)/objects"
        let duties = reader.list("STEMMA_ROLES", form: "web, api and worker, with commas between", Duty.init)
        self.duties = duties.isEmpty ? Set(Duty.allCases) : Set(duties)
        linkLifetime = .seconds(reader.integer("HLS_TOKEN_TTL_SECONDS", in: 30...604_800, default: 3600))
        makesAAC = reader.flag("STEMMA_AAC", default: true)
        trustedProxies = reader.list(
            "STEMMA_TRUSTED_PROXIES",
            form: "an address, or a block as in 10.0.0.0/8",
            AddressBlock.init
        )
        connectionsPerAddress = reader.integer("STEMMA_CONNECTIONS_PER_ADDRESS", in: 1...10_000, default: 512)
        signUps = reader.choice("STEMMA_SIGNUPS", default: .open)
        limitsRates = reader.flag("STEMMA_RATE_LIMITS", default: true)
        quotaBytes = reader.integer("STEMMA_QUOTA_GB", in: 1...1_000_000, default: 20) * gigabyte
        maximumUploadBytes =
            reader.integer("STEMMA_MAX_UPLOAD_GB", in: 1...1000, default: 4) * gigabyte
        workers = reader.integer("STEMMA_WORKERS", in: 1...64, default: 2)
        webDirectory = reader.text("STEMMA_WEB")
        reader.refuseUnbuilt("REDIS_URL", feature: "Redis")
        reader.refuseUnbuilt("STEMMA_SMTP_URL", feature: "mail")
        (tokenSecret, linkSecret) = try Self.secrets(&reader, keptIn: dataDirectory)
    }

    /// Ends here where anything is wrong, so that no secret is made for a start that fails.
    private static func secrets(
        _ reader: inout SettingsReader,
        keptIn directory: String
    ) throws -> (token: [UInt8], link: [UInt8]) {
        let (token, link) = (reader.secret("JWT_SECRET"), reader.secret("SECURE_LINK_SECRET"))
        guard reader.problems.isEmpty else { throw SettingsError(problems: reader.problems) }
        let kept = KeptSecrets(directory: directory)
        return (
            try token ?? kept.secret(named: "jwt-secret"),
            try link ?? kept.secret(named: "secure-link-secret")
        )
    }
}
