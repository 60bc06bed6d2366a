internal import Catalog
internal import Essentials
internal import Social

extension Demo {
    /// Lets people say what they have to say about a song, each at their time.
    func talk(
        about song: Song,
        _ released: ReleasedSong,
        _ people: [String: UserID],
        at now: Instant
    ) async throws {
        for remark in song.remarks {
            guard let author = people[remark.author] else { throw DemoError.nobody(remark.author) }
            let take = remark.take ?? song.release
            let time = min(song.released(before: now) + .seconds(86_400 * max(0, remark.day)), now)
            let comment = try await social.post(
                CommentDraft(
                    trackId: released.track,
                    versionId: released.versions[take],
                    atMs: song.milliseconds(of: remark, in: take),
                    bodyMd: remark.words
                ),
                by: .member(author, roles: [.fan]),
                at: time
            )
            try await answer(remark, comment, released, people, at: min(time + .seconds(5000), now))
        }
    }

    private func answer(
        _ remark: Remark,
        _ comment: Comment,
        _ released: ReleasedSong,
        _ people: [String: UserID],
        at time: Instant
    ) async throws {
        for (index, answer) in remark.answers.enumerated() {
            guard let author = people[answer.author] else { throw DemoError.nobody(answer.author) }
            let draft = CommentDraft(
                trackId: released.track,
                atMs: nil,
                bodyMd: answer.words,
                parentId: comment.id
            )
            let later = min(time + .seconds(4000 * index), .now)
            _ = try await social.post(draft, by: .member(author, roles: [.fan]), at: later)
        }
    }
}

extension Song {
    /// Where a remark belongs in a take.
    fileprivate func milliseconds(of remark: Remark, in take: Int) -> Int64 {
        let truth = piece.truth(of: piece.takes[take])
        guard let section = truth.sections.first(where: { $0.name == remark.place.section }) else {
            preconditionFailure("no section \(remark.place.section) in \(piece.title)")
        }
        let bar = truth.downbeats.count > 1 ? truth.downbeats[1] - truth.downbeats[0] : 2
        return Int64((section.start + remark.place.bar * bar) * 1000)
    }
}
