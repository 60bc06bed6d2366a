internal import CSystem
internal import Glibc

/// Serves HTTP/1.1 on a port: several event loops, each with its own thread and listening sockets.
package final class Server: Sendable {
    private let loops: [EventLoop]
    private let stops: AsyncStream<Duration>
    private let stop: AsyncStream<Duration>.Continuation

    /// Where the server can be reached, with the port that the system chose where 0 was asked for.
    package let address: ListenAddress

    /// Listens from here on; connections wait until ``run()``.
    ///
    /// Throws ``SystemFailure``, as where the port is taken.
    package init(
        _ configuration: ServerConfiguration,
        log: @escaping LogSink = LogRecord.toStandardError,
        responder: any Responder
    ) throws {
        let context = ServerContext(
            responder: responder,
            log: log,
            head: configuration.head,
            timeouts: configuration.timeouts,
            census: ConnectionCensus(
                most: configuration.maximumConnectionsPerAddress,
                unlimited: configuration.unlimitedAddresses
            )
        )
        let listener = try Listener(at: configuration.listen, loops: configuration.loops)
        let share = configuration.maximumConnections / configuration.loops
        loops = try listener.sockets.map { sockets in
            try EventLoop(listeners: sockets, context: context, maximumConnections: share)
        }
        address = ListenAddress(host: configuration.listen.host, port: listener.port)
        (stops, stop) = AsyncStream.makeStream()
        // sendfile(2) can't be told not to raise it when the client is gone.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Serves until ``shutdown(grace:)`` is called or the task is cancelled, and all exchanges are over.
    package func run() async throws {
        for loop in loops { try loop.start() }
        var grace = Duration.seconds(10)
        for await asked in stops {
            grace = asked
            break
        }
        // A task of its own, since this one may be cancelled and the goodbye takes its time.
        await Task { [grace] in await drain(grace) }.value
    }

    /// Makes ``run()`` return: no more connections, idle ones closed, those in an exchange given `grace` to
    /// finish it, WebSockets told to go.
    package func shutdown(grace: Duration = .seconds(10)) {
        stop.yield(grace)
        stop.finish()
    }

    private func drain(_ grace: Duration) async {
        for loop in loops { loop.perform { $0.drain() } }
        if await !isEmpty(within: grace) {
            for loop in loops { loop.perform { $0.abort() } }
            // Who doesn't mind being cancelled is left behind; the process ends without them.
            _ = await isEmpty(within: .seconds(1))
        }
        for loop in loops { loop.stop() }
    }

    private func isEmpty(within limit: Duration) async -> Bool {
        let deadline = ContinuousClock.now + limit
        for loop in loops {
            while loop.connectionCount.withLock({ $0 }) > 0 {
                guard ContinuousClock.now < deadline else { return false }
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
        return true
    }
}
