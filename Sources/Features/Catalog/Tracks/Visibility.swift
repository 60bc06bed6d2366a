internal import SQL

/// Who may find a track, once it is released.
package enum Visibility: String, Codable, CaseIterable, SQLEnum {
    /// Everybody.
    case `public`

    /// Who has the link with its key.
    case unlisted

    /// The artist's members.
    case `private`
}
