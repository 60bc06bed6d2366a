package import HTTP

/// Hands requests to a responder without a socket between.
package struct InProcess: Transport {
    package let host = "test.example"
    private let responder: any Responder

    package init(_ responder: any Responder) {
        self.responder = responder
    }

    package func send(
        _ method: Method,
        _ target: String,
        _ headers: Headers,
        _ body: [UInt8]
    ) async throws -> TestResponse {
        let response = await responder.respond(
            to: Request(method, target, headers: headers, body: RequestBody(body))
        )
        let isBare = method == .head || response.status.forbidsContent
        let content = isBare ? [] : try await response.body.collect()
        return TestResponse(status: response.status, headers: response.headers, body: content)
    }

    package func openWebSocket(
        _ target: String,
        _ headers: Headers
    ) async throws -> (WebSocket?, TestResponse) {
        let response = await responder.respond(to: Request(.get, target, headers: headers))
        guard case .webSocket(let session) = response.body else {
            let content = try await response.body.collect()
            return (nil, TestResponse(status: response.status, headers: response.headers, body: content))
        }
        let (near, far) = MemoryPipe.pair()
        Task {
            await session.run(over: far)
            await far.close()
        }
        let answer = TestResponse(status: response.status, headers: response.headers, body: [])
        return (WebSocket(over: near, as: .client), answer)
    }
}

extension Response.Body {
    /// All of the content.
    fileprivate func collect() async throws -> [UInt8] {
        let collected = Collected()
        let writer = BodyWriter { await collected.append($0) }
        switch self {
        case .empty, .webSocket: break
        case .bytes(let bytes): await collected.append(bytes)
        case .file(let body):
            await collected.append(try body.file.read(at: body.range.lowerBound, count: body.range.count))
        case .ranged(let body): try await body.write(to: writer)
        case .stream(let produce): try await produce(writer)
        }
        return await collected.bytes
    }
}

private actor Collected {
    private(set) var bytes: [UInt8] = []

    func append(_ more: [UInt8]) {
        bytes += more
    }
}
