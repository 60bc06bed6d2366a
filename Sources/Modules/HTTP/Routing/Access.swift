internal import Essentials

/// Who may call a route.
package enum Access: Sendable {
    /// Everybody; what they see of it is the handler's care.
    case anyone
    /// Whoever is signed in.
    case member
    /// Moderators and admins.
    case moderator
    /// Admins.
    case admin
    /// Whoever holds the address: it carries a signature or a secret, which the handler checks.
    case linkHolder

    /// Refuses `viewer` where the route is not theirs: 401 for the anonymous, 403 for others.
    func check(_ viewer: Viewer) throws(Refusal) {
        let isAllowed =
            switch self {
            case .anyone, .linkHolder: true
            case .member: viewer.isMember
            case .moderator: viewer.has(.moderator) || viewer.isAdmin
            case .admin: viewer.isAdmin
            }
        guard isAllowed else { throw viewer.isMember ? .forbidden() : .unauthorized() }
    }
}
