internal import Catalog
internal import Essentials
internal import HTTP
internal import Social

/// The addresses of the comments' forms, and of the list alone.
enum CommentPagePaths {
    static let thread = Path("/tracks/:track/comments", ID<Track>.self)
    static let edit = Path("/comments/:comment/edit", ID<Comment>.self)
    static let hide = Path("/comments/:comment/hide", ID<Comment>.self)
    static let delete = Path("/comments/:comment/delete", ID<Comment>.self)
}
