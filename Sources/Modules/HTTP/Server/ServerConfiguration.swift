/// How a server listens and what it puts up with.
package struct ServerConfiguration: Sendable {
    /// Where it listens.
    package var listen: ListenAddress

    /// Event loops, each a thread with its own listening sockets.
    package var loops: Int

    /// Open connections in all; more wait in the kernel.
    package var maximumConnections: Int

    /// Open connections from one address, or from one network of IPv6; more are turned away.
    package var maximumConnectionsPerAddress = 512

    /// Addresses without a limit of their own, as of proxies that pass on everybody's requests.
    package var unlimitedAddresses: [AddressBlock] = []

    package var head = HeadLimits()
    package var timeouts = Timeouts()

    /// How long the client may take over each part of an exchange.
    package struct Timeouts: Sendable {
        /// From the first byte of a request to the end of its head.
        package var head: Duration = .seconds(10)

        /// Between two pieces of content that a handler waits for.
        package var body: Duration = .seconds(30)

        /// Between two requests.
        package var idle: Duration = .seconds(60)

        /// Until the client takes something of what it is sent.
        package var write: Duration = .seconds(30)

        /// How long a client may keep us waiting for its content, or for its taking ours, in all; what it sends or
        /// takes buys it more, a second for each `slowest` bytes.
        package var grace: Duration = .seconds(60)

        /// The slowest connection that is served, in bytes a second.
        package var slowest = 1024

        package init() {}
    }

    /// Listens at `listen` with `loops` threads.
    package init(listen: ListenAddress, loops: Int = 2, maximumConnections: Int = 20_000) {
        precondition(loops > 0 && maximumConnections >= loops)
        self.listen = listen
        self.loops = loops
        self.maximumConnections = maximumConnections
    }
}

/// What all connections of a server share.
struct ServerContext: Sendable {
    let responder: any Responder
    let log: LogSink
    let head: HeadLimits
    let timeouts: ServerConfiguration.Timeouts
    let census: ConnectionCensus
}
