internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Markdown
internal import SQL
internal import Site
internal import Social

/// The forms by which comments are made and changed without scripts, and the list alone for those with.
extension Pages {
    var commentRoutes: [Route] {
        [
            .get(CommentPagePaths.thread, access: .anyone) { request, id in
                let key = request.query["key"]
                let track = try await tracks.track(id, for: request)
                guard let version = track.primaryVersion,
                    let thread = try await thread(of: track, version, key: key, request)
                else { throw Refusal.notFound() }
                return .html(thread.list.bytes)
            },
            .post(CommentPagePaths.thread, access: .member) { request, track in
                try await post(on: track, request)
            }.limited(to: .comments),
            .post(CommentPagePaths.edit, access: .member) { request, id in
                let form = try await request.form()
                let words = (form["body_md"] ?? "").withUnixNewlines
                _ = try await social.rewrite(id, as: words, by: request.viewer)
                return back(form, to: "#c-\(id)")
            }.limited(to: .comments),
            .post(CommentPagePaths.hide, access: .member) { request, id in
                let form = try await request.form()
                let visibility = form["visibility"].flatMap(Comment.Visibility.init) ?? .hidden
                _ = try await social.setVisibility(visibility, of: id, by: request.viewer)
                return back(form, to: "#c-\(id)")
            },
            .post(CommentPagePaths.delete, access: .member) { request, id in
                let form = try await request.form()
                try await social.delete(id, by: request.viewer)
                return back(form, to: "#comments")
            },
        ]
    }

    private func post(on track: ID<Track>, _ request: Request) async throws -> Response {
        let form = try await request.form()
        let written = form["at"].flatMap(Clock.milliseconds).map(Int64.init)
        let draft = CommentDraft(
            trackId: track,
            versionId: try form.value("version_id"),
            atMs: try form.value("at_ms").map { (at: Int) in Int64(at) } ?? written,
            bodyMd: (form["body_md"] ?? "").withUnixNewlines,
            parentId: try form.value("parent_id")
        )
        let comment = try await social.post(draft, key: form["key"], by: request.viewer)
        guard form["is_part"] != nil else { return back(form, to: "#c-\(comment.id)") }
        let address = ReturnAddress.checked(form["back"])
        let start = Talk.Place(at: comment.at, count: 1).start
        return .redirect(to: Thread.address(address, from: start) + "#c-\(comment.id)")
    }

    private func back(_ form: Form, to fragment: String) -> Response {
        .redirect(to: ReturnAddress.checked(form["back"]) + fragment)
    }

    /// The comments on `track`, with the forms for those who may use them.
    func thread(
        of track: TrackAnswer,
        _ version: VersionAnswer,
        key: String?,
        _ request: Request
    ) async throws -> Thread? {
        let talk = try await social.talk(
            on: track.id,
            for: request.viewer,
            key: key,
            from: request.query["comments"].flatMap(Cursor.init)
        )
        let tends = track.mayEdit || request.viewer.has(.moderator) || request.viewer.isAdmin
        let threads = talk.comments.map { comment in
            var view = CommentView(comment, for: request.viewer, tends: tends)
            view.replies = (talk.answers[comment.id] ?? []).map {
                CommentView($0, for: request.viewer, tends: tends)
            }
            return view
        }
        return Thread(
            comments: threads.filter { $0.html != nil || !$0.replies.isEmpty },
            total: track.counts?.comments ?? 0,
            stretch: request.query["comments"],
            earlier: talk.earlier,
            later: talk.later,
            elsewhere: talk.elsewhere,
            trackID: track.id,
            versionID: version.id,
            pageAddress: track.url,
            key: key,
            isMember: request.viewer.isMember,
            isOpen: version.playable,
            csrf: csrfField(request)
        )
    }
}

extension CommentView {
    /// The comment as `viewer` sees it; `tends` says whether they look after the track.
    fileprivate init(_ comment: Comment, for viewer: Viewer, tends: Bool) {
        let isOwn = viewer.userID == comment.author.id
        let isThere = !comment.isGone
        self.init(
            id: comment.id,
            atMS: Int(comment.at),
            handle: comment.author.handle,
            name: comment.author.displayName,
            html: isThere ? Markdown.html(from: comment.source) : nil,
            source: comment.source,
            writtenAt: comment.createdAt,
            isEdited: comment.editedAt != nil,
            isHidden: comment.visibility == .hidden,
            mayEdit: isOwn && isThere,
            mayDelete: (isOwn || tends) && isThere,
            mayHide: tends && !isOwn && isThere
        )
    }
}
