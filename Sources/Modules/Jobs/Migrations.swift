package import SQL

extension JobQueue {
    /// The tables of this module.
    package static let migrations = [
        Migration(
            "0001-jobs",
            up: { dialect in
                let id = dialect.textID
                return [
                    // due_at: not to be claimed before; while it runs, the end of its lease.
                    """
                    CREATE TABLE jobs (
                        id \(id) PRIMARY KEY,
                        kind \(id) NOT NULL,
                        payload TEXT NOT NULL,
                        dedupe_key \(id),
                        is_wanted_again BIGINT NOT NULL,
                        state \(id) NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'dead')),
                        attempt BIGINT NOT NULL,
                        due_at BIGINT NOT NULL,
                        lease \(id),
                        progress DOUBLE PRECISION NOT NULL,
                        doing TEXT,
                        error_code TEXT,
                        error_arguments TEXT,
                        created_at BIGINT NOT NULL,
                        finished_at BIGINT
                    )
                    """,
                    "CREATE INDEX jobs_due ON jobs (kind, due_at, id) WHERE state IN ('waiting', 'running')",
                    """
                    CREATE UNIQUE INDEX jobs_dedupe ON jobs (kind, dedupe_key)
                    WHERE state IN ('waiting', 'running')
                    """,
                    "CREATE INDEX jobs_by_state ON jobs (state, id)",
                    "CREATE INDEX jobs_by_kind ON jobs (kind, id)",
                    "CREATE INDEX jobs_done ON jobs (finished_at) WHERE state = 'done'",
                    "CREATE TABLE job_schedules (kind \(id) PRIMARY KEY, next_at BIGINT NOT NULL)",
                ]
            },
            down: { _ in ["DROP TABLE job_schedules", "DROP TABLE jobs"] }
        )
    ]
}
