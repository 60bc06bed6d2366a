/// Counts the open connections of each client over all loops, so that none takes everybody's place.
final class ConnectionCensus: Sendable {
    /// What came of a client's wish to connect.
    enum Verdict {
        case admitted

        /// It has as many as it may; `isFirst` where it had fewer until now.
        case refused(isFirst: Bool)
    }

    private struct Entry: Sendable {
        var count = 0
        var isNoted = false
    }

    private let most: Int
    private let unlimited: [AddressBlock]
    private let entries = Guarded<[RemoteNetwork: Entry]>([:])

    /// A census that lets each client have `most` connections, and those in `unlimited` any number.
    init(most: Int, unlimited: [AddressBlock]) {
        precondition(most > 0)
        self.most = most
        self.unlimited = unlimited
    }

    /// Counts a connection from `address`, unless it is one too many.
    func admit(_ address: RemoteAddress) -> Verdict {
        guard !isUnlimited(address) else { return .admitted }
        return entries.withLock { entries in
            let entry = entries[address.network] ?? Entry()
            guard entry.count < most else {
                entries[address.network]?.isNoted = true
                return .refused(isFirst: !entry.isNoted)
            }
            entries[address.network] = Entry(count: entry.count + 1)
            return .admitted
        }
    }

    /// Takes note that a connection which was admitted has ended.
    func leave(_ address: RemoteAddress) {
        guard !isUnlimited(address) else { return }
        entries.withLock { entries in
            guard var entry = entries[address.network] else { return }
            entry.count -= 1
            entries[address.network] = entry.count > 0 ? entry : nil
        }
    }

    private func isUnlimited(_ address: RemoteAddress) -> Bool { unlimited.contains { $0.contains(address) } }
}
