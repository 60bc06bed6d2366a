internal import Accounts
internal import Admin
internal import Glibc
internal import Ingest

extension Instance {
    /// Gives the account with this handle or address a new password, which it returns; ends all its sessions.
    package func resetPassword(of name: String) async throws -> String {
        try await accounts.resetPassword(name: name)
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
        if let free = Self.freeBytes(at: settings.dataDirectory) {
            report.lines.append("disk: \(free >> 30) GiB free")
            if free < 2 << 30 {
                report.isWell = false
                report.lines.append("      make room: uploads are refused when the disk is full")
            }
        }
        return report
    }

    private static func freeBytes(at path: String) -> UInt64? {
        var facts = statvfs()
        guard unsafe statvfs(path, &facts) == 0 else { return nil }
        return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
    }
}
