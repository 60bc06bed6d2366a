internal import Accounts
internal import Demo
internal import Essentials
internal import HTTP
internal import Site

/// The address by which an empty place is filled.
enum FillingPaths {
    static let fill = Path("/demo")
}

extension Pages {
    var fillingRoutes: [Route] {
        [
            .post(FillingPaths.fill, access: .anyone) { request in
                guard try await mayFill(request.viewer), try await !demo.isInUse() else {
                    throw Refusal.notFound("There is nothing here to be filled.")
                }
                try await demo.order()
                return .redirect(to: HomePaths.home())
            }
        ]
    }

    /// What the front page, which shows so many `songs`, says of filling to `viewer`.
    func filling(for viewer: Viewer, songs: Int) async throws -> Filling? {
        guard try await mayFill(viewer) else { return nil }
        if let part = try await demo.underway() {
            return .underway(takes: Int((part * Double(demo.takes)).rounded()), of: demo.takes, songs: songs)
        }
        return songs == 0 ? .offered : nil
    }

    /// Who runs the instance may; before anybody does, whoever is on this machine, where no other reaches it.
    private func mayFill(_ viewer: Viewer) async throws -> Bool {
        if viewer.isAdmin { return true }
        guard !viewer.isMember, accounts.settings.claimCode == nil else { return false }
        return try await accounts.isUnclaimed()
    }
}
