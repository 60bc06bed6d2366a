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
        let gigabyte = 1 << 30
        listen = Settings.listenAddress(&reader)
        dataDirectory = reader.text("STEMMA_DATA") ?? ".stemma"
        publicURL = reader.url("STEMMA_PUBLIC_URL", schemes: ["http://", "https://"])
            .map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        databaseURL =
            reader.url("DATABASE_URL", schemes: ["sqlite:", "postgres://", "postgresql://"])
            ?? "sqlite:\(dataDirectory)/stemma.db"
        objectStoreURL = reader.url("OBJECT_STORE_URL", schemes: ["file:"]) ?? "file:\(dataDirectory)/objects"
        duties = Settings.duties(&reader)
        linkLifetime = .seconds(reader.integer("HLS_TOKEN_TTL_SECONDS", in: 30...604_800, default: 3600))
        makesAAC = reader.flag("STEMMA_AAC", default: true)
        trustedProxies = Settings.trustedProxies(&reader)
        signUps = reader.choice("STEMMA_SIGNUPS", default: .open)
        limitsRates = reader.flag("STEMMA_RATE_LIMITS", default: true)
        quotaBytes = reader.integer("STEMMA_QUOTA_GB", in: 1...1_000_000, default: 20) * gigabyte
        maximumUploadBytes =
            reader.integer("STEMMA_MAX_UPLOAD_GB", in: 1...1000, default: 4) * gigabyte
        workers = reader.integer("STEMMA_WORKERS", in: 1...64, default: 2)
        webDirectory = reader.text("STEMMA_WEB")
        Settings.refuseUnbuilt(&reader)
        let givenTokenSecret = reader.secret("JWT_SECRET")
        let givenLinkSecret = reader.secret("SECURE_LINK_SECRET")
        guard reader.problems.isEmpty else { throw SettingsError(problems: reader.problems) }
        let kept = KeptSecrets(directory: dataDirectory)
        tokenSecret = try givenTokenSecret ?? kept.secret(named: "jwt-secret")
        linkSecret = try givenLinkSecret ?? kept.secret(named: "secure-link-secret")
    }

    private static func listenAddress(_ reader: inout SettingsReader) -> String {
        let address = reader.text("STEMMA_LISTEN") ?? "127.0.0.1:8080"
        let port = address.lastIndex(of: ":").map { address[address.index(after: $0)...] }
        if port.flatMap({ UInt16($0) }) == nil {
            reader.object("STEMMA_LISTEN is “\(address)”; write HOST:PORT, as in 127.0.0.1:8080.")
        }
        return address
    }

    private static func trustedProxies(_ reader: inout SettingsReader) -> [String] {
        let blocks = reader.list("STEMMA_TRUSTED_PROXIES")
        for block in blocks where AddressBlock(block) == nil {
            reader.object(
                "STEMMA_TRUSTED_PROXIES holds “\(block)”; write addresses or blocks, as in 10.0.0.0/8, with commas between."
            )
        }
        return blocks
    }

    /// Settings whose feature isn't there yet stop the start: nobody should believe that they work.
    private static func refuseUnbuilt(_ reader: inout SettingsReader) {
        for (name, feature) in [("REDIS_URL", "Redis"), ("STEMMA_SMTP_URL", "mail")]
        where reader.text(name) != nil {
            reader.object("UNIMPLEMENTED: \(feature); leave \(name) out.")
        }
    }

    private static func duties(_ reader: inout SettingsReader) -> Set<Duty> {
        let names = reader.list("STEMMA_ROLES")
        let known = names.compactMap(Duty.init(rawValue:))
        if known.count < names.count {
            reader.object(
                "--roles takes web, api and worker, with commas between; it was “\(names.joined(separator: ","))”."
            )
        }
        return names.isEmpty ? Set(Duty.allCases) : Set(known)
    }
}
