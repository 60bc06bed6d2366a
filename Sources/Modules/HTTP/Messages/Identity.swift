package import Essentials

/// Who asks, and by what they are known; set on a request by the accounts' middleware.
package struct Identity: Sendable {
    /// What a request proved its sender by.
    package enum Credential: Sendable {
        /// Nothing.
        case none
        /// A cookie, which browsers send without being asked: writes need the CSRF token too.
        case cookie
        /// An `Authorization: Bearer` token, which no browser sends by itself.
        case bearer
    }

    package var viewer: Viewer

    /// The member's handle, without the `@`.
    package var handle: String?

    /// The name to be shown.
    package var displayName: String?

    /// The token that this session's forms must carry.
    package var csrfToken: String?
    package var credential: Credential

    /// The session that the credential belongs to, as the accounts name it; nil for personal access tokens.
    package var session: String?

    /// Somebody known by `credential`.
    package init(
        viewer: Viewer,
        handle: String? = nil,
        displayName: String? = nil,
        csrfToken: String? = nil,
        credential: Credential
    ) {
        self.viewer = viewer
        self.handle = handle
        self.displayName = displayName
        self.csrfToken = csrfToken
        self.credential = credential
    }

    /// Nobody known.
    package static let anonymous = Identity(viewer: .anonymous, credential: .none)
}
