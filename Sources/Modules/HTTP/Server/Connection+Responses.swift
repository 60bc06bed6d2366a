internal import Essentials

// Writing responses.
extension Connection {
    /// Sends `response`, and says what the connection is good for after it.
    func send(_ response: Response, to head: ParsedHead, _ id: RequestID) async throws -> Sequel {
        if case .webSocket(let session) = response.body {
            exchange.isEndless = true
            try await write(ResponseFrame.upgradeHead(response))
            return .webSocket(session)
        }
        var frame = ResponseFrame(response, to: head)
        frame.isLast = frame.isLast || isDraining || !exchange.canSkipContent
        exchange.isEndless = response.isEndless
        let isWhole = try await send(response, frame, id)
        guard isWhole, !frame.isLast else { return .end }
        try await skipContent()
        return .anotherRequest
    }

    /// Sends a refusal of what was no proper request.
    func sendRefusal(_ refusal: Refusal, _ id: RequestID) async throws {
        var response = Response.refusal(refusal)
        response.headers["X-Request-Id"] = id.description
        var frame = ResponseFrame(response)
        frame.isLast = true
        _ = try await send(response, frame, id)
    }

    /// Sends head and content; whether all of it was sent as the head says.
    private func send(_ response: Response, _ frame: ResponseFrame, _ id: RequestID) async throws -> Bool {
        let head = frame.head(date: loop.dateField)
        guard frame.hasContent else {
            try await write(head)
            return true
        }
        switch response.body {
        case .empty, .webSocket: try await write(head)
        case .bytes(let bytes): try await write(head, bytes)
        case .file(let body):
            try await write(head, more: true)
            try await write(body)
        case .ranged(let body):
            try await write(head)
            return await isSent(id) { try await self.write(body, self.exchange.number) }
        case .stream(let produce):
            try await write(head)
            let number = exchange.number
            return await isSent(id) {
                try await produce(BodyWriter { try await self.writeChunk($0, frame, number) })
                if frame.isChunked { try await self.write(Array("0\r\n\r\n".utf8)) }
            }
        }
        return true
    }

    /// Sends both, in one go where they are short.
    private func write(_ head: [UInt8], _ bytes: [UInt8]) async throws {
        if bytes.count <= 16 << 10 {
            try await write(head + bytes)
        } else {
            try await write(head, more: true)
            try await write(bytes)
        }
    }

    /// Whether `produce` made its content to the end; where it didn't, the client must see it cut off.
    private func isSent(_ id: RequestID, _ produce: () async throws -> Void) async -> Bool {
        do {
            try await produce()
            return true
        } catch is ConnectionLost {
            return false
        } catch is CancellationError {
            return false
        } catch {
            context.log(
                LogRecord(
                    .error,
                    "response broke off",
                    [("request_id", .text(id.description)), ("error", .text(String(reflecting: error)))]
                )
            )
            return false
        }
    }

    private func writeChunk(_ bytes: [UInt8], _ frame: ResponseFrame, _ number: Int) async throws {
        guard number == exchange.number else { throw ConnectionLost() }
        try await write(frame.isChunked ? frame.chunk(bytes) : bytes)
    }

    private func write(_ body: RangedBody, _ number: Int) async throws {
        let left = Guarded(body.range.count)
        try await body.write(
            to: BodyWriter { bytes in
                let isRoom = left.withLock { left in
                    left -= bytes.count
                    return left >= 0
                }
                guard isRoom, await number == self.exchange.number else { throw WrongLength() }
                try await self.write(bytes)
            }
        )
        guard left.withLock({ $0 }) == 0 else { throw WrongLength() }
    }
}

extension Connection: ByteChannel {
    package func receive(within limit: Duration) async throws -> ReceivedBytes {
        if buffer.isEmpty {
            switch try await fill(until: deadline(limit), cancellable: true) {
            case .bytes: break
            case .timeout: return .silence
            case .end: return .end
            }
        }
        return .bytes(buffer.take(buffer.count))
    }

    package func send(_ bytes: [UInt8]) async throws {
        try await write(bytes)
    }
}

/// Content that turned out longer or shorter than was promised.
private struct WrongLength: Error {}

extension Response {
    /// Whether the content goes on until somebody ends it.
    fileprivate var isEndless: Bool {
        guard case .stream = body else { return false }
        return headers["Content-Type"]?.hasPrefix("text/event-stream") == true
    }
}
