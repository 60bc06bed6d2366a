internal import Catalog
internal import Essentials

/// What a client can follow.
enum Topic: Hashable, Sendable {
    case track(ID<Track>)
    case version(ID<Version>)

    /// The member's own affairs; `me` to the client.
    case user(UserID)

    /// The name on the bus.
    var text: String {
        switch self {
        case .track(let id): "track:\(id)"
        case .version(let id): "version:\(id)"
        case .user(let id): "user:\(id)"
        }
    }

    /// The topic that a client calls `name`, or nil where there is none for this viewer.
    init?(_ name: String, for viewer: Viewer) {
        if name == "me", let user = viewer.userID {
            self = .user(user)
        } else if name.hasPrefix("track:"), let id = ID<Track>(String(name.dropFirst(6))) {
            self = .track(id)
        } else if name.hasPrefix("version:"), let id = ID<Version>(String(name.dropFirst(8))) {
            self = .version(id)
        } else {
            return nil
        }
    }
}
