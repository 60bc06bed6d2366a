internal import Synchronization

/// Where requests wait for something that is being made: so many at a time, so that nobody can fill the house.
final class WaitingRoom: Sendable {
    private let seats: Int
    private let taken = Mutex(0)

    init(seats: Int) {
        self.seats = seats
    }

    /// Asks `look` four times a second until it finds something or `patience` is over; nil where nothing was found.
    ///
    /// Where all seats are taken, it is asked just once.
    func wait<Found>(atMost patience: Duration, _ look: () async throws -> Found?) async throws -> Found? {
        if let found = try await look() { return found }
        guard patience > .zero, takeSeat() else { return nil }
        defer { taken.withLock { $0 -= 1 } }
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(250))
            if let found = try await look() { return found }
        }
        return nil
    }

    private func takeSeat() -> Bool {
        taken.withLock { taken in
            guard taken < seats else { return false }
            taken += 1
            return true
        }
    }
}
