package import Essentials
package import Uploads

/// A field of an edit: left alone, cleared or set.
package enum Change<Value: Sendable>: Sendable {
    case keep
    case clear
    case set(Value)

    /// The new value of a field that was `old`.
    func applied(to old: Value?) -> Value? {
        switch self {
        case .keep: old
        case .clear: nil
        case .set(let value): value
        }
    }
}

extension Change: Equatable where Value: Equatable {}

/// What shall change about a track; nil and ``Change/keep`` leave a field alone.
package struct TrackEdit: Sendable {
    package var title: String?
    package var descriptionMD: String?
    package var tags: [String]?
    package var credits: [Credit]?
    package var artworkAssetID: Change<ID<Asset>> = .keep
    package var visibility: Visibility?
    package var releaseAt: Change<Instant> = .keep
    package var releaseZone: Change<String> = .keep
    package var primaryVersionID: ID<Version>?

    /// No change yet.
    package init() {}
}
