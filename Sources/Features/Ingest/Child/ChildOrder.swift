internal import FoundationEssentials
internal import Media

/// What a media child is asked to do: its one argument, as JSON.
struct ChildOrder: Codable, Equatable, Sendable {
    /// The work.
    enum Task: Codable, Equatable, Sendable {
        /// Tell what the recording is.
        case probe
        /// Work on the recording in one pass, and leave the files in `folder`.
        case package(Packager.Order, workers: Int, folder: String)
        /// Bring a picture into the sizes that pages show, and leave the files in `folder`.
        case picture(folder: String)
        /// Try what is forbidden, and tell what was possible.
        case trial
    }

    let task: Task

    /// The file to work on.
    let path: String

    let limits: ChildLimits

    /// The process that waits for the answer.
    let parent: Int32

    init(_ task: Task, path: String, limits: ChildLimits, parent: Int32) {
        self.task = task
        self.path = path
        self.limits = limits
        self.parent = parent
    }

    /// The order that an argument spells; nil where it spells none.
    init?(argument: String) {
        guard let order = try? JSONDecoder().decode(ChildOrder.self, from: Data(argument.utf8)) else {
            return nil
        }
        self = order
    }

    /// The order as an argument.
    var argument: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }
}
