/// Tells requests that a foreign site's page makes a browser send.
enum CrossSite {
    /// Refuses `request` with 403 where its browser says that it comes from another site.
    ///
    /// `Sec-Fetch-Site` decides where there is one (Fetch Metadata §2.4); else the host of `Origin` must be ours.
    /// Clients that send neither are no browsers, or too old to be told apart here.
    static func check(_ request: Request) throws(Refusal) {
        if let site = request.headers["Sec-Fetch-Site"] {
            guard site == "same-origin" || site == "none" else { throw .crossSite }
        } else if let origin = request.headers["Origin"] {
            guard let host = host(of: origin), host == request.host.lowercased() else { throw .crossSite }
        }
    }

    /// Host and port of an origin (RFC 6454 §6.1) in lower case; nil for `null` and what is none.
    private static func host(of origin: String) -> String? {
        guard let range = origin.firstRange(of: "://") else { return nil }
        let host = origin[range.upperBound...]
        return host.isEmpty || host.contains("/") ? nil : host.lowercased()
    }
}

extension Refusal {
    fileprivate static let crossSite = Refusal.forbidden(
        "This was sent by another site's page.",
        code: "cross_site"
    )
}
