internal import Accounts
internal import Admin
internal import Glibc
internal import Ingest

extension Instance {
    /// Gives the account with this handle or address a new password, which it returns; ends all its sessions.
    ///
    /// Throws `CareError`, as all of these do.
    package func resetPassword(of name: String) async throws -> String {
        try await caring(for: name) { try await accounts.resetPassword(name: name) }
    }

    /// Bans the person with this handle.
    package func ban(_ handle: String) async throws {
        try await caring(for: handle) { try await accounts.ban(handle: handle) }
    }

    /// Lets a banned person in again.
    package func liftBan(_ handle: String) async throws {
        try await caring(for: handle) { try await accounts.liftBan(handle: handle) }
    }

    /// Lets the person with this handle hear everybody's music without loss, or no longer.
    package func setMayHearLossless(_ mayHear: Bool, _ handle: String) async throws {
        try await caring(for: handle) {
            try await accounts.setMayHearLossless(mayHear, handle: handle)
        }
    }

    /// The code of an invitation for one person, which holds two weeks.
    package func invite() async throws -> String {
        try await accounts.makeInvite(by: Accounts.systemUserID).code
    }

    private func caring<Result>(for name: String, _ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch AccountError.notFound {
            throw CareError(description: "Nobody here is called \(name).")
        } catch AccountError.lastAdmin {
            throw CareError(description: "\(name) is the only one left to run this instance.")
        }
    }

    /// What `stemma doctor` finds.
    package struct Report: Sendable {
        package var lines: [String] = []
        package var isWell = true
    }

    /// Looks at the database, the objects, the queue and the disk.
    package func report() async -> Report {
        let health = await admin.health()
        var report = Report()
        for (name, state) in health.checks.sorted(by: { $0.key < $1.key }) {
            report.lines.append("\(name): \(state)")
        }
        report.isWell = health.status == "ok"
        let isConfined = (try? await ingest.confinement()) == .complete
        report.lines.append("media child: \(isConfined ? "shut in" : "not shut in")")
        if !isConfined {
            report.isWell = false
            report.lines.append(
                "      this kernel or container must allow seccomp filters and resource limits"
            )
        }
        if let free = admin.freeBytes() {
            report.lines.append("disk: \(free >> 20) MiB free")
            if free < Admin.lowRoom {
                report.isWell = false
                report.lines.append("      make room: uploads are refused when the disk is full")
            }
        }
        return report
    }

    /// Bytes that are free on the disk that holds `path`.
    static func freeBytes(at path: String) -> Int? {
        var facts = statvfs()
        guard unsafe statvfs(path, &facts) == 0 else { return nil }
        return Int(clamping: UInt64(facts.f_bavail) &* UInt64(facts.f_frsize))
    }
}

/// Why the operator's wish is not carried out, as a sentence.
package struct CareError: Error, CustomStringConvertible {
    package let description: String
}
