// Reading requests, one after the other.
extension Connection {
    /// What becomes of a connection after an exchange.
    enum Sequel {
        case anotherRequest
        case end
        case webSocket(WebSocketSession)
    }

    /// Serves the connection from its first request to its end.
    func serve() async {
        do {
            serving: while true {
                switch try await serveOne() {
                case .anotherRequest:
                    // Who sends many at once lets others have their turn after each.
                    if !buffer.isEmpty { await Task.yield() }
                case .end: break serving
                case .webSocket(let session):
                    // Here, where nothing of the request is held any more: many sessions last for hours.
                    await session.run(over: self)
                    break serving
                }
            }
        } catch let failure as ParseFailure {
            await refuse(failure)
        } catch {
            // The client is gone or the server is ending: there is nobody to tell.
        }
        await linger()
        close()
    }

    private func serveOne() async throws -> Sequel {
        guard let head = try await nextHead() else { return .end }
        exchange.begin(head, limits: context.head)
        let request = Request(head, body: body(of: head), remote: remote)
        let response = await context.responder.respond(to: request)
        return try await send(response, to: head, request.id)
    }

    /// The next request's head; nil where the client has no more.
    private func nextHead() async throws -> ParsedHead? {
        exchange.isIdle = buffer.isEmpty
        if exchange.isIdle {
            guard !isDraining, case .bytes = try await fill(until: deadline(context.timeouts.idle)) else {
                return nil
            }
        }
        exchange.isIdle = false
        let deadline = deadline(context.timeouts.head)
        var scanner = HeadScanner(limits: context.head)
        while true {
            let length = try buffer.withBytes { bytes throws(ParseFailure) in try scanner.scan(bytes) }
            if let length { return try parseHead(scanner.start..<length) }
            switch try await fill(until: deadline) {
            case .bytes: break
            case .timeout: throw ParseFailure(.requestTimeout, "the request took too long")
            case .end: return nil
            }
        }
    }

    private func parseHead(_ range: Range<Int>) throws(ParseFailure) -> ParsedHead {
        let parser = HeadParser(limits: context.head)
        let head = try buffer.withBytes { bytes throws(ParseFailure) in
            try parser.parse(bytes.extracting(range))
        }
        buffer.drop(range.upperBound)
        return head
    }

    private func body(of head: ParsedHead) -> RequestBody {
        switch head.framing {
        case .length(0): .empty
        case .length(let length): RequestBody(content, length: length)
        case .chunked: RequestBody(content, length: nil)
        }
    }

    private var content: RequestContent { RequestContent(connection: self, number: exchange.number) }

    private func refuse(_ failure: ParseFailure) async {
        let id = RequestID()
        context.log(
            LogRecord(
                .info,
                "bad message",
                [
                    ("request_id", .text(id.description)), ("status", .integer(failure.status.code)),
                    ("reason", .text(failure.reason)), ("remote", .text(remote.description)),
                ]
            )
        )
        exchange.content = .broken
        try? await sendRefusal(failure.refusal, id)
    }

    /// Waits a moment for the client to take the last response, where it may still be sending.
    ///
    /// Closing a socket on unread bytes resets the connection, and the client may lose what it was told.
    private func linger() async {
        guard isOpen, !Task.isCancelled, !exchange.isContentOver || !buffer.isEmpty else { return }
        endWriting()
        let deadline = deadline(.seconds(3))
        buffer.drop(buffer.count)
        while case .bytes = try? await fill(until: deadline), loop.now < deadline {
            buffer.drop(buffer.count)
        }
    }
}

// Reading a request's content.
extension Connection {
    /// The next bytes of the content of exchange `number`; nil at its end.
    func nextContent(of number: Int) async throws -> [UInt8]? {
        guard number == exchange.number else { throw ConnectionLost() }
        if exchange.isContentOver { return nil }
        if exchange.owesContinue {
            exchange.owesContinue = false
            try await write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        }
        do {
            return try await readContent()
        } catch let failure as ParseFailure {
            exchange.content = .broken
            throw failure.refusal
        }
    }

    /// Reads content that nobody asked for, so that the next request can be read.
    func skipContent() async throws {
        while try await nextContent(of: exchange.number) != nil {}
    }

    private func readContent() async throws -> [UInt8]? {
        while true {
            switch exchange.content {
            case .over: return nil
            case .broken: throw ParseFailure(.badRequest, "the content is broken")
            case .length(let left):
                if !buffer.isEmpty {
                    let chunk = buffer.take(left)
                    exchange.sending.credit(bytes: chunk.count)
                    exchange.content = chunk.count == left ? .over : .length(left: left - chunk.count)
                    return chunk
                }
            case .chunked(let decoder):
                if let chunk = try decode(decoder) { return chunk }
                if exchange.isContentOver { return nil }
            }
            let start = loop.now
            let arrival = try await fill(
                until: start + patience(context.timeouts.body, with: exchange.sending)
            )
            exchange.sending.debit(waited: loop.now - start)
            switch arrival {
            case .bytes: break
            case .timeout: throw ParseFailure(.requestTimeout, "the content took too long")
            case .end: throw ParseFailure(.badRequest, "the content ended too early")
            }
        }
    }

    /// Takes what the buffer holds of chunked content; nil where that is nothing.
    private func decode(_ decoder: ChunkedDecoder) throws(ParseFailure) -> [UInt8]? {
        var decoder = decoder
        let step = try buffer.withBytes { bytes throws(ParseFailure) in try decoder.step(bytes) }
        defer { exchange.content = step.isOver ? .over : .chunked(decoder) }
        guard let content = step.content else {
            buffer.drop(step.consumed)
            return nil
        }
        buffer.drop(content.lowerBound)
        exchange.sending.credit(bytes: content.count)
        return buffer.take(content.count)
    }
}

/// The content of one request on a connection.
private struct RequestContent: RequestBody.Source {
    let connection: Connection
    let number: Int

    func next() async throws -> [UInt8]? { try await connection.nextContent(of: number) }
}

extension Request {
    /// The request whose head was read from a connection.
    fileprivate init(_ head: ParsedHead, body: RequestBody, remote: RemoteAddress) {
        self.init(
            RequestHead(method: head.method, path: head.path, query: head.query, headers: head.headers),
            host: head.host,
            body: body,
            remote: remote
        )
    }
}
