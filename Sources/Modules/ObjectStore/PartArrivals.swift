internal import Synchronization

/// The parts that are being received.
///
/// What comes is written to the disk before it is known to be wanted, so that one address must not be put to many
/// times at once: room was reserved for one part.
final class PartArrivals: Sendable {
    private struct Part: Hashable {
        let upload: String
        let number: Int
    }

    /// The second for who tries again before we know that the first connection broke.
    private static let most = 2

    private let counts = Mutex<[Part: Int]>([:])

    /// Notes that a part begins to arrive; false where it is on its way too often already.
    func begin(_ request: PartRequest) -> Bool {
        let part = Part(upload: request.upload, number: request.number)
        return counts.withLock { counts in
            guard counts[part, default: 0] < Self.most else { return false }
            counts[part, default: 0] += 1
            return true
        }
    }

    /// Notes that it arrives no longer.
    func end(_ request: PartRequest) {
        let part = Part(upload: request.upload, number: request.number)
        counts.withLock { counts in
            let left = counts[part, default: 1] - 1
            counts[part] = left > 0 ? left : nil
        }
    }
}
