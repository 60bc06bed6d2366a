/// Hears what any process announces and tells it to those who wait in this one.
struct PostgresListener: Sendable {
    let board: NoticeBoard<Void>
    let messages: NoticeBoard<String>
    let open: @Sendable () async throws(SQLError) -> PostgresConnection

    /// A connection that listens.
    func connect() async throws(SQLError) -> PostgresConnection {
        let connection = try await open()
        do throws(SQLError) {
            try await connection.listen()
            return connection
        } catch {
            connection.close()
            throw error
        }
    }

    /// Listens until cancelled, on a new connection whenever one has broken.
    func run(on first: PostgresConnection) async {
        var current: PostgresConnection? = first
        while !Task.isCancelled {
            if let connection = current {
                await listen(on: connection)
                connection.close()
                current = nil
            } else {
                current = try? await connect()
                // What was announced in between is lost: let everybody look.
                if current == nil { try? await Task.sleep(for: .seconds(1)) } else { board.postAll() }
            }
        }
        current?.close()
    }

    /// Passes notices on until the connection breaks or the task is cancelled.
    private func listen(on connection: PostgresConnection) async {
        while !Task.isCancelled, let notices = try? await connection.nextNotices() {
            for notice in notices {
                if let text = notice.text {
                    messages.post(text, on: notice.channel)
                } else {
                    board.post([notice.channel])
                }
            }
        }
    }
}
