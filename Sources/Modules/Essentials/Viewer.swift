/// What `UserID` names: somebody with an account here.
package enum Member {}

/// The id of a user's account.
package typealias UserID = ID<Member>

/// What an account may be, beside being somebody's.
package enum Role: String, CaseIterable, Codable, Sendable {
    case fan
    case artist
    case producer
    case label
    case moderator
    case admin
}

/// Who asks: nobody known, or a member with roles.
///
/// A banned member is told apart at sign-in and in every query that serves their music; as a viewer they are
/// anonymous.
package enum Viewer: Hashable, Sendable {
    case anonymous
    case member(UserID, roles: Set<Role>)

    /// The member's id, or nil for an anonymous viewer.
    package var userID: UserID? {
        if case .member(let id, _) = self { id } else { nil }
    }

    /// Whether the viewer is signed in.
    package var isMember: Bool { userID != nil }

    /// Whether the viewer holds `role`.
    package func has(_ role: Role) -> Bool {
        if case .member(_, let roles) = self { roles.contains(role) } else { false }
    }

    /// Whether the viewer administers the instance.
    package var isAdmin: Bool { has(.admin) }
}
