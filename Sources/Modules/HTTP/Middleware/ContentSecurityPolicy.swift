/// What a page may load, run and be framed by (CSP Level 3).
package struct ContentSecurityPolicy: Sendable {
    /// Directives and their sources, in order.
    private var directives: [(name: String, sources: [String])]

    /// Everything from here and nothing from elsewhere; no inline scripts or styles, in nobody's frame.
    package static let strict = ContentSecurityPolicy(directives: [
        ("default-src", ["'self'"]),
        ("img-src", ["'self'", "data:", "blob:"]),
        ("media-src", ["'self'", "blob:"]),
        ("object-src", ["'none'"]),
        ("base-uri", ["'none'"]),
        ("form-action", ["'self'"]),
        ("frame-ancestors", ["'none'"]),
    ])

    /// The policy with `sources` in place of what `directive` allowed.
    package func setting(_ directive: String, _ sources: String...) -> ContentSecurityPolicy {
        var policy = self
        if let index = directives.firstIndex(where: { $0.name == directive }) {
            policy.directives[index].sources = sources
        } else {
            policy.directives.append((directive, sources))
        }
        return policy
    }

    /// The policy for a page that other sites may show in a frame.
    package var framedByAnyone: ContentSecurityPolicy { setting("frame-ancestors", "*") }

    /// The value of the `Content-Security-Policy` field.
    package var headerValue: String {
        directives.map { "\($0.name) \($0.sources.joined(separator: " "))" }.joined(separator: "; ")
    }
}

extension Response {
    /// Gives the page a policy of its own in place of the strict one.
    package mutating func set(_ policy: ContentSecurityPolicy) {
        headers["Content-Security-Policy"] = policy.headerValue
    }
}
