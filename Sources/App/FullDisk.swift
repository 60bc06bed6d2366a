internal import HTTP
internal import ObjectStore
internal import SQL

/// What whoever finds the disk full is told, be it by the database or by the objects.
enum FullDisk {
    /// Nil for errors of other kinds.
    static func refusal(for error: any Error) -> Refusal? {
        switch error {
        case ObjectStoreError.outOfSpace: refusal
        case let error as SQLError where error.kind == .outOfSpace: refusal
        default: nil
        }
    }

    private static let refusal = Refusal(
        507,
        code: "out_of_space",
        "The disk here is full. What was kept until now is safe; try again later."
    )
}
