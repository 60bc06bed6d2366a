internal import Essentials
internal import Uploads

/// The body of `POST /api/v1/tracks`.
struct PublishBody: Decodable {
    var title: String
    var originalAssetId: ID<Asset>
    var artistId: ID<Artist>?
    var visibility: Visibility?
    var releaseAt: Instant?
    var releaseZone: String?
    var descriptionMd: String?
    var tags: [String]?
    var versionLabel: String?

    var draft: TrackDraft {
        var draft = TrackDraft(title: title, originalAssetID: originalAssetId)
        draft.artistID = artistId
        draft.visibility = visibility ?? .private
        draft.release = releaseAt.map { Release(at: $0, zone: releaseZone) }
        draft.descriptionMD = descriptionMd ?? ""
        draft.tags = tags ?? []
        draft.versionLabel = versionLabel
        return draft
    }
}

/// The body of `PATCH /api/v1/tracks/:id`.
struct EditTrackBody: Decodable {
    struct CreditBody: Decodable {
        var personName: String
        var role: Credit.Role
        var url: String?
    }

    var title: String?
    var descriptionMd: String?
    var tags: [String]?
    var credits: [CreditBody]?
    var artworkAssetId: Change<ID<Asset>>
    var visibility: Visibility?
    var releaseAt: Change<Instant>
    var releaseZone: Change<String>
    var primaryVersionId: ID<Version>?

    var edit: TrackEdit {
        var edit = TrackEdit()
        edit.title = title
        edit.descriptionMD = descriptionMd
        edit.tags = tags
        edit.credits = credits?.map {
            Credit(personName: $0.personName.trimmed, role: $0.role, url: $0.url?.trimmed)
        }
        edit.artworkAssetID = artworkAssetId
        edit.visibility = visibility
        edit.releaseAt = releaseAt
        edit.releaseZone = releaseZone
        edit.primaryVersionID = primaryVersionId
        return edit
    }
}

/// The body of `POST /api/v1/tracks/:id/versions`.
struct AddVersionBody: Decodable {
    var originalAssetId: ID<Asset>
    var versionLabel: String?
    var versionType: VersionType?
}

/// The body of `PUT /api/v1/versions/:id`.
struct EditVersionBody: Decodable {
    var title: Change<String>
    var versionLabel: Change<String>
    var versionType: Change<VersionType>
    var metadata: JSONValue?

    var edit: VersionEdit {
        var edit = VersionEdit()
        edit.title = title
        edit.label = versionLabel
        edit.type = versionType
        edit.metadata = metadata
        return edit
    }
}

extension Change: Decodable where Value: Decodable {
    /// Reads a field that is there: null clears, anything else sets.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = container.decodeNil() ? .clear : .set(try container.decode(Value.self))
    }
}

extension KeyedDecodingContainer {
    /// A field that may be left out, which keeps what is there.
    func decode<Value: Decodable>(_ type: Change<Value>.Type, forKey key: Key) throws -> Change<Value> {
        guard contains(key) else { return .keep }
        return try decodeNil(forKey: key) ? .clear : .set(try decode(Value.self, forKey: key))
    }
}
