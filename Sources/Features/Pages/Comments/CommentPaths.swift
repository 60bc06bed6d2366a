internal import HTTP

/// The addresses of the comments' forms, and of the list alone.
enum CommentPaths {
    static let thread = Path("/tracks/:track/comments", String.self)
    static let make = Path("/tracks/:track/comments", String.self)
    static let edit = Path("/comments/:comment/edit", String.self)
    static let hide = Path("/comments/:comment/hide", String.self)
    static let delete = Path("/comments/:comment/delete", String.self)
}
