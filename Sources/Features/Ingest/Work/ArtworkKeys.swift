package import Catalog
package import Essentials
package import ObjectStore
package import Uploads

/// Where the artwork that belongs to an asset lies.
package enum ArtworkKeys {
    /// The picture in one of its sizes.
    package static func key(_ asset: ID<Asset>, _ size: ArtworkSize) throws(ObjectStoreError) -> ObjectKey {
        try ObjectKey(.images, "artwork_\(asset)_\(size.rawValue).jpg")
    }

    /// The asset that the picture under `key` belongs to; nil where the name is none of ours.
    static func asset(of key: ObjectKey) -> ID<Asset>? {
        let parts = key.path.split(separator: "_")
        return parts.count == 3 && parts[0] == "artwork" ? ID(String(parts[1])) : nil
    }
}
