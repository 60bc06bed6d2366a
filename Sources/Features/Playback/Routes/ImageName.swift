internal import Catalog
internal import Essentials
internal import Uploads

/// A picture that `/images/` serves, by the name of its file.
enum ImageName: Hashable, Sendable {
    /// The artwork of tracks that show this asset.
    case artwork(ID<Asset>, ArtworkSize)

    /// The picture of a version's waveform.
    case waveform(ID<Version>)

    /// The picture of this name, `artwork_{asset_id}_full.jpg`, `…_half.jpg`, `…_thumb.jpg` or
    /// `waveform_{version_id}.png`; nil for any other.
    init?(_ file: String) {
        if let id = file.between("waveform_", ".png").flatMap(ID<Version>.init) {
            self = .waveform(id)
            return
        }
        for size in ArtworkSize.allCases {
            guard let id = file.between("artwork_", "_\(size.rawValue).jpg").flatMap(ID<Asset>.init) else {
                continue
            }
            self = .artwork(id, size)
            return
        }
        return nil
    }
}

extension String {
    /// What stands between a beginning and an end, or nil where the text hasn't both.
    fileprivate func between(_ start: String, _ end: String) -> String? {
        guard hasPrefix(start), hasSuffix(end), count >= start.count + end.count else { return nil }
        return String(dropFirst(start.count).dropLast(end.count))
    }
}
