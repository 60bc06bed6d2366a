/// One end of a WebSocket connection (RFC 6455).
///
/// May be used from several tasks at once: messages are sent one after the other, each whole. One task must stay
/// in ``receive()`` for as long as the connection is wanted: that is also what answers pings and notices that
/// the other side is gone.
package final class WebSocket: Sendable {
    /// What one side says to the other.
    package enum Message: Hashable, Sendable {
        case text(String)
        case binary([UInt8])
    }

    /// What a side puts up with.
    package struct Limits: Sendable {
        /// The longest message that is taken, in bytes.
        package var maximumMessage: Int

        /// How long nothing is heard before the other side is asked for a sign of life, and again until it is
        /// given up.
        package var pingInterval: Duration

        /// How long a closing handshake may take.
        package var closeTimeout: Duration

        package init(
            maximumMessage: Int = 1 << 16,
            pingInterval: Duration = .seconds(30),
            closeTimeout: Duration = .seconds(3)
        ) {
            self.maximumMessage = maximumMessage
            self.pingInterval = pingInterval
            self.closeTimeout = closeTimeout
        }
    }

    private struct State: Sendable {
        var decoder: WebSocketDecoder
        var hasSentClose = false
        var hasReceivedClose = false
        var awaitsSign = false
    }

    private let channel: any ByteChannel
    private let role: WebSocketRole
    private let limits: Limits
    private let state: Guarded<State>

    /// A connection whose opening handshake is done, over `channel`.
    package init(over channel: any ByteChannel, as role: WebSocketRole, limits: Limits = Limits()) {
        self.channel = channel
        self.role = role
        self.limits = limits
        state = Guarded(State(decoder: WebSocketDecoder(role: role, maximumMessage: limits.maximumMessage)))
    }

    /// The next message; nil once either side has closed.
    ///
    /// Throws ``WebSocketFailure`` where the other side breaks the rules or falls silent, and
    /// `CancellationError` where the task is cancelled. For one task at a time.
    package func receive() async throws -> Message? {
        while !state.withLock({ $0.hasReceivedClose }) {
            guard let event = try await nextEvent() else { continue }
            switch event {
            case .message(let message): return message
            case .ping(let payload): try await send(.pong, payload)
            case .pong: break
            case .close(let code): try await answerClose(code)
            }
        }
        return nil
    }

    /// Sends `message`; returns once the socket's buffer holds it.
    package func send(_ message: Message) async throws {
        switch message {
        case .text(let text): try await send(.text, Array(text.utf8))
        case .binary(let bytes): try await send(.binary, bytes)
        }
    }

    /// Sends a text message.
    package func send(_ text: String) async throws {
        try await send(.text(text))
    }

    /// Says goodbye, once; whoever is in ``receive()`` gets nil when the other side has answered.
    package func close(_ code: WebSocketCloseCode = .normal) async throws {
        let isFirst = state.withLock { state in
            defer { state.hasSentClose = true }
            return !state.hasSentClose
        }
        guard isFirst else { return }
        try await channel.send(role.frame(.close, code.payload))
    }

    /// Closes and waits for the other side's answer, no longer than the limit for it.
    func finish(_ code: WebSocketCloseCode) async throws {
        try await close(code)
        let deadline = ContinuousClock.now + limits.closeTimeout
        while !state.withLock({ $0.hasReceivedClose }) {
            let left = deadline - .now
            guard left > .zero, case .bytes(let bytes) = try await channel.receive(within: left) else {
                return
            }
            try state.withLock { state in
                state.decoder.append(bytes)
                while let event = try state.decoder.next() {
                    if case .close = event { state.hasReceivedClose = true }
                }
            }
        }
    }

    private func send(_ opcode: WebSocketOpcode, _ payload: [UInt8]) async throws {
        guard !state.withLock({ $0.hasSentClose }) else { throw WebSocketFailure.closed }
        try await channel.send(role.frame(opcode, payload))
    }

    private func answerClose(_ code: WebSocketCloseCode?) async throws {
        state.withLock { $0.hasReceivedClose = true }
        try await close(code ?? .normal)
    }

    /// What was received already, or what arrives next; nil where the wait only led to a ping.
    private func nextEvent() async throws -> WebSocketDecoder.Event? {
        if let event = try state.withLock({ try $0.decoder.next() }) { return event }
        switch try await channel.receive(within: limits.pingInterval) {
        case .end: throw WebSocketFailure.lost
        case .silence: try await askForSign()
        case .bytes(let bytes):
            state.withLock { state in
                state.awaitsSign = false
                state.decoder.append(bytes)
            }
        }
        return nil
    }

    private func askForSign() async throws {
        let wasAsked = state.withLock { state in
            defer { state.awaitsSign = true }
            return state.awaitsSign
        }
        guard !wasAsked else { throw WebSocketFailure.silent }
        try await send(.ping, [])
    }
}

/// Why a WebSocket can't go on.
package enum WebSocketFailure: Error, Equatable, Sendable {
    /// The other side broke the protocol; it was, or is to be, told this code.
    case violation(WebSocketCloseCode)
    /// The connection ended without a goodbye.
    case lost
    /// The other side gave no sign of life.
    case silent
    /// Something was to be sent after the goodbye.
    case closed
}
