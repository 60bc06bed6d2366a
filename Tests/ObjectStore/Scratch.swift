import Crypto
import Essentials
import Foundation
import ObjectStore

/// A disk store in a temporary folder that goes with it.
final class Scratch: Sendable {
    let root: String
    let store: DiskStore

    init(sumsInFiles: Bool = false) throws {
        root = "\(FileManager.default.temporaryDirectory.path)/stemma-objects-\(ID<Scratch>())"
        store = try DiskStore(root: root, key: .random(), keepsSumsInFiles: sumsInFiles)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Every file under `folder` of the root, sums left out.
    func files(under folder: String = "") -> [String] {
        let all = FileManager.default.subpaths(atPath: "\(root)/\(folder)") ?? []
        return all.filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(root)/\(folder)/\(path)", isDirectory: &isFolder)
            return !isFolder.boolValue && !path.hasPrefix("sums/")
        }.sorted()
    }

    /// Writes over an object behind the store's back.
    func damage(_ key: ObjectKey, with bytes: [UInt8]) throws {
        let handle = try FileHandle(forUpdating: URL(filePath: store.path(of: key)))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }
}

/// Chunks that come one after the other, and an error after them where one is given.
struct Chunks: AsyncSequence, Sendable {
    struct Broken: Error {}

    var chunks: [[UInt8]]
    var breaksOff = false

    func makeAsyncIterator() -> Iterator { Iterator(rest: chunks[...], breaksOff: breaksOff) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<[UInt8]>
        let breaksOff: Bool

        mutating func next() async throws -> [UInt8]? {
            if let chunk = rest.popFirst() { return chunk }
            if breaksOff { throw Broken() }
            return nil
        }
    }
}

/// `count` bytes that differ from block to block.
func noise(_ count: Int, seed: Int = 1) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: ($0 &+ seed) &* 2_654_435_761 >> 13) }
}
