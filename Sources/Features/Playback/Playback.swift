package import Catalog
package import Crypto
package import Essentials
package import HTTP
package import Jobs
package import ObjectStore
package import SQL

/// Who may hear what, how it reaches them, and who did.
///
/// A viewer who may hear a version gets a playlist whose addresses are signed; whoever holds such an address gets the
/// bytes until it expires or the owner is banned. Plays are counted without knowing more of a listener than that it
/// is the same one as half an hour ago.
package struct Playback: Sendable {
    let database: any Database
    let objects: any ObjectStore
    let signer: LinkSigner
    let gate: DeliveryGate
    let queue: JobQueue
    let waiting = WaitingRoom(seats: 32)
    let recordPlay: RecordPlay

    /// Plays what lies in `objects` and has more made of it through `queue`; links are signed with `key` and live for `linkLifetime`, or longer with long
    /// music.
    package init(
        database: any Database,
        objects: any ObjectStore,
        queue: JobQueue,
        key: SymmetricKey,
        linkLifetime: Duration
    ) {
        self.database = database
        self.objects = objects
        self.queue = queue
        signer = LinkSigner(key: key, lifetime: linkLifetime)
        gate = DeliveryGate(database: database)
        recordPlay = RecordPlay(database: database, salts: DailySalts())
    }

    /// The calls that it answers.
    package var routes: [Route] {
        streamRoutes + demandRoutes + waveformRoutes + imageRoutes + originalRoutes + playRoutes
    }

    /// The tables that it owns.
    package static let migrations: [Migration] = [.playback]

    /// A link to all of a version, for a viewer who was found to may hear it, losslessly too or not; nil where there
    /// is no sound of it yet.
    package func stream(
        of version: Version,
        isLossless: Bool = false,
        at now: Instant = .now
    ) -> StreamAnswer? {
        guard version.isPlayable else { return nil }
        let link = signer.sign(version.id, durationMS: version.durationMS, isLossless: isLossless, at: now)
        return StreamAnswer(
            url: "\(PlaybackPaths.media(version.id, MasterPlaylist.name))?\(link.query)",
            expiresAt: link.expiresAt
        )
    }

    /// Lets bans and deletions that just happened stop delivery by this process at once, not after 30 seconds; to be
    /// called whenever Accounts tells that somebody's standing has changed.
    package func forgetDeliveryAnswers() {
        gate.forget()
    }
}
