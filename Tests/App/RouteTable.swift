import Admin
import Catalog
import Essentials
import HTTP
import Jobs
import Site
import Stage
import Support
import Testing

import struct Social.Comment
import struct Social.CommentDraft

@testable import Accounts
@testable import App
@testable import Uploads

/// The parameters of a route's template, each with what stands before it: `/a/{id}.m3u8` has `(a, id)`.
struct RouteParameter: Hashable {
    /// The literal segment before it, or what stands before it in its own.
    var place: String
    var name: String
}

extension Route {
    /// The template with a value for each of its parameters.
    func path(_ value: (RouteParameter) throws -> String) rethrows -> String {
        var path = ""
        var place = ""
        for segment in template.split(separator: "/") {
            path += "/"
            guard let open = segment.firstIndex(of: "{"), let close = segment.firstIndex(of: "}") else {
                path += segment
                place = String(segment)
                continue
            }
            let before = segment[..<open]
            let name = String(segment[segment.index(after: open)..<close])
            path += before
            path += try value(RouteParameter(place: before.isEmpty ? place : String(before), name: name))
            path += segment[segment.index(after: close)...]
        }
        return path.isEmpty ? "/" : path
    }

    /// The path that leads to `things`; planned routes, which know no things yet, take anything.
    func path(to things: Things) throws -> String {
        let isPlanned = Things.plannedTitles.contains(title)
        return try path { parameter in
            let value = things.value(of: parameter) ?? (isPlanned ? "x" : nil)
            return try #require(value, "say what \(parameter) in \(title) stands for")
        }
    }

    /// Method and template, by which a test's words name it.
    var title: String { "\(method.rawValue) \(template)" }

    /// Whether its path has parameters.
    var isAboutSomething: Bool { template.contains("{") }
}

/// Things of one person, one of each kind that an address can name.
struct Things {
    var track: ID<Track>
    var version: ID<Version>
    var secondVersion: ID<Version>
    var comment: ID<Comment>
    var upload: ID<Upload>
    var session: ID<UserSession>
    var token: ID<PersonalToken>
    var job: ID<Job>
    var handle: String
    var sound: ID<Asset>
    var picture: ID<Asset>

    /// What a parameter of a route stands for; nil where this table doesn't know.
    func value(of parameter: RouteParameter) -> String? {
        switch (parameter.place, parameter.name) {
        case ("tracks", _), ("track", _): track.text
        case ("versions", _), ("stream", _), ("hls", _): version.text
        case (_, "file") where parameter.place == "images": "waveform_\(version).png"
        case (_, "file"): "opus.1/segment_000.m4s"
        case ("comments", _): comment.text
        case ("multipart", "upload_id"): upload.text
        case (_, "number"): "1"
        case ("sessions", _): session.text
        case ("tokens", _): token.text
        case ("jobs", _): job.text
        case ("users", _), ("bans", _), ("@", "handle"): handle
        case (_, "slug"): "secret"
        case ("tags", _), ("tag", _): "dub"
        case ("assets", "digest"): "0000000000000000"
        case (_, "path"): "styles/all.css"
        case ("theme", _): "200-100-500"
        default: nil
        }
    }

    /// The titles of what answers 501 unless it is built.
    fileprivate static let plannedTitles = Set(UnbuiltRoutes.routes(beside: []).map(\.title))

    /// Ids of the right form that nothing has.
    static var nowhere: Things {
        Things(
            track: ID(),
            version: ID(),
            secondVersion: ID(),
            comment: ID(),
            upload: ID(),
            session: ID(),
            token: ID(),
            job: ID(),
            handle: "nobody_here",
            sound: ID(),
            picture: ID()
        )
    }
}

extension House {
    /// New things of mia's: a track with a version that plays, one that waits, a comment, an upload and so on.
    func things(_ visibility: Visibility) async throws -> Things {
        let song = try await stage.track("Secret", by: mia, visibility)
        let store = instance.foundations.store
        try await stage.render(song.version, into: store)
        try await stage.keepOriginal(of: song.version, in: store)
        let comment = try await instance.social.post(
            CommentDraft(trackId: song.track, atMs: 1000, bodyMd: "Mine"),
            by: mia.viewer
        )
        let second = try await instance.catalog.addVersion(
            from: stage.asset(of: mia),
            to: song.track,
            by: mia.viewer
        )
        let plan = UploadPlan(filename: "secret.wav", size: 100_000)
        let rollup = try #require(try await instance.admin.run("uploads_sweep"))
        return Things(
            track: song.track,
            version: song.version,
            secondVersion: second,
            comment: comment.id,
            upload: try await instance.uploads.start(plan, by: mia.id).id,
            session: try await tokens(of: mia).session,
            token: try await instance.accounts.makeToken(named: "x", scopes: [.read], for: mia.id).token.id,
            job: rollup,
            handle: mia.handle,
            sound: try await stage.asset(of: mia),
            picture: try await stage.asset(of: mia, mime: "image/png")
        )
    }
}
