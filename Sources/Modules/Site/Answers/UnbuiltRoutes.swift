package import HTTP

/// The addresses that are planned and answer 501 until what stands behind them is built.
///
/// They have no operation, so that the API's description leaves them out.
package enum UnbuiltRoutes {
    /// The planned routes, without those that `built` already answers.
    package static func routes(beside built: [Route]) -> [Route] {
        let taken = Set(built.map(shape))
        let routes = planned.flatMap { plan in
            plan.calls.map { method, path in route(method, path, plan.feature) }
        }
        return routes.filter { !taken.contains(shape($0)) }
    }

    /// One feature with the calls that it will answer.
    private struct Plan: Sendable {
        let feature: String
        let calls: [(Method, StaticString)]

        init(_ feature: String, _ calls: (Method, StaticString)...) {
            self.feature = feature
            self.calls = calls
        }
    }

    /// A path without the names of its parameters, which two routes to the same place may spell differently.
    private static func shape(_ route: Route) -> String {
        let names = route.template.split(separator: "{", omittingEmptySubsequences: false)
        let unnamed = names.enumerated().map { index, part in
            index == 0 ? part : part.drop { $0 != "}" }
        }
        return "\(route.method.rawValue) \(unnamed.joined(separator: "{"))"
    }

    private static func route(_ method: Method, _ pattern: StaticString, _ feature: String) -> Route {
        switch pattern.description.count(where: { $0 == ":" }) {
        case 0: refusing(method, Path(pattern)) { _ in throw Refusal.unimplemented(feature) }
        case 1: refusing(method, Path(pattern, String.self)) { _, _ in throw Refusal.unimplemented(feature) }
        default:
            refusing(method, Path(pattern, String.self, String.self)) { _, _, _ in
                throw Refusal.unimplemented(feature)
            }
        }
    }

    private static func refusing<each Value: PathValue>(
        _ method: Method,
        _ path: Path<repeat each Value>,
        _ handler: @escaping @Sendable (Request, repeat each Value) async throws -> Response
    ) -> Route {
        switch method {
        case .post: .post(path, access: .anyone, nil, handler)
        case .put: .put(path, access: .anyone, nil, handler)
        case .delete: .delete(path, access: .anyone, nil, handler)
        default: .get(path, access: .anyone, nil, handler)
        }
    }

    private static let planned: [Plan] = [
        Plan(
            "songs",
            (.get, "/api/v1/songs"),
            (.get, "/api/v1/songs/:id"),
            (.post, "/api/v1/versions"),
            (.put, "/api/v1/versions/:id"),
            (.delete, "/api/v1/versions/:id")
        ),
        Plan("musical analysis", (.get, "/api/v1/versions/:id/analysis")),
        Plan("comparison of versions", (.get, "/api/v1/versions/:id/alignment/:other")),
        Plan("votes", (.post, "/api/v1/versions/:id/vote")),
        Plan(
            "comments carried between versions",
            (.get, "/api/v1/versions/:id/comments"),
            (.post, "/api/v1/versions/:id/comments")
        ),
        Plan("stems", (.get, "/api/v1/versions/:id/stems"), (.post, "/api/v1/versions/:id/stems")),
        Plan("reactions", (.post, "/api/v1/react"), (.post, "/social/like")),
        Plan(
            "follows",
            (.post, "/api/v1/follow"),
            (.post, "/users/:id/follow"),
            (.delete, "/users/:id/follow"),
            (.get, "/users/:id/followers"),
            (.get, "/users/:id/following")
        ),
        Plan(
            "feed and notices",
            (.get, "/social/feed"),
            (.get, "/social/notifications"),
            (.post, "/social/comment"),
            (.post, "/social/share")
        ),
        Plan("search", (.get, "/api/v1/search"), (.post, "/api/v1/admin/reindex")),
        Plan(
            "discovery",
            (.get, "/api/v1/trending"),
            (.get, "/social/trending"),
            (.get, "/content/discover")
        ),
        Plan("profiles as data", (.get, "/api/v1/user/:handle"), (.get, "/users/:id"), (.put, "/users/:id")),
        Plan("cache control", (.post, "/api/v1/admin/flush_cache")),
        Plan(
            "accounts without a version in their path",
            (.post, "/auth/login"),
            (.post, "/auth/register"),
            (.post, "/auth/refresh")
        ),
        Plan(
            "content as an alias of tracks",
            (.post, "/content/upload"),
            (.get, "/content/:id"),
            (.put, "/content/:id"),
            (.delete, "/content/:id"),
            (.post, "/content/:id/publish")
        ),
        Plan("moderation", (.post, "/content/:id/moderate"), (.post, "/social/report")),
        Plan(
            "queues and offline listening",
            (.get, "/stream/:id"),
            (.post, "/stream/play"),
            (.put, "/stream/progress"),
            (.get, "/stream/queue"),
            (.post, "/stream/queue/add"),
            (.get, "/stream/offline")
        ),
        Plan(
            "analytics",
            (.get, "/analytics/dashboard"),
            (.get, "/analytics/content/:id"),
            (.get, "/analytics/user/:id"),
            (.get, "/analytics/revenue"),
            (.get, "/analytics/insights"),
            (.post, "/analytics/events")
        ),
        Plan(
            "payments",
            (.post, "/payments/purchase"),
            (.post, "/payments/subscribe"),
            (.post, "/payments/tip"),
            (.post, "/payments/payout"),
            (.get, "/payments/transactions"),
            (.get, "/payments/revenue")
        ),
        Plan(
            "live events",
            (.post, "/live/stream/start"),
            (.put, "/live/stream/end"),
            (.get, "/live/streams"),
            (.post, "/live/chat/message"),
            (.post, "/live/events"),
            (.get, "/live/events/:id/attendees"),
            (.get, "/live/stream/:id/chat"),
            (.get, "/live/stream/:id/viewers"),
            (.get, "/live/call/:id")
        ),
    ]
}
