import Essentials
import HTTP
import Stage
import Support
import Testing

@testable import App

/// Well-formed calls of routes on somebody's things.
extension House {
    /// Forms of pages hold all of these; each takes what it knows.
    private static let form: KeyValuePairs = [
        "title": "Stolen", "body_md": "Stolen", "visibility": "public", "at": "0:01", "tags": "stolen",
    ]

    /// What `person` is answered to a well-formed call of the route on `things`.
    func call(
        _ route: Route,
        on things: Things,
        by person: Person?
    ) async throws -> TestResponse {
        try await call(route, on: things, from: client(of: person), by: person)
    }

    /// What `client`, who brings files of `person` along, is answered.
    func call(
        _ route: Route,
        on things: Things,
        from client: TestClient,
        by person: Person?
    ) async throws -> TestResponse {
        let path = try route.path(to: things)
        if let schema = route.bodySchema {
            let bringsOwnFiles = route.isAboutSomething
            let json = schema.example(try await ids(in: things, bringsOwnFiles ? person : nil)) ?? "{}"
            return try await client.send(route.method, path, json: json, headers: [:])
        }
        if route.method == .post, !path.hasPrefix("/api/") {
            return try await client.post(path, form: Self.form)
        }
        return try await client.send(route.method, path)
    }

    /// The ids for the members of a body: the things, with files of `person` instead where there is somebody.
    private func ids(
        in things: Things,
        _ person: Person?
    ) async throws -> [String: String] {
        var sound = things.sound
        var picture = things.picture
        if let person {
            sound = try await stage.asset(of: person)
            picture = try await stage.asset(of: person, mime: "image/png")
        }
        return [
            "track_id": things.track.text, "version_id": things.version.text,
            "primary_version_id": things.version.text, "parent_id": things.comment.text,
            "upload_id": things.upload.text, "original_asset_id": sound.text,
            "artwork_asset_id": picture.text,
        ]
    }
}

extension Route {
    /// Whether its path or its body names a thing of somebody's.
    var namesSomething: Bool {
        let isFile = RouteTableTests.publicFiles.contains { template.hasPrefix($0) }
        return !isFile && (isAboutSomething || bodySchema?.holdsID ?? false)
    }
}
