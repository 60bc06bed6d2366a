@testable import HTTP

/// Bytes of a client as WebSocket frames: the same events however they are cut, none longer than allowed, and each
/// read again from a frame of our own.
@Sendable func fuzzFrames(_ bytes: [UInt8]) {
    let readings = Cuts.all(of: bytes).map(FrameReading.init)
    for reading in readings.dropFirst() { expectSame(reading, readings[0], "cuts change what is read") }
    for event in readings[0].events {
        guard let (opcode, payload) = frame(event) else { continue }
        expect(payload.count <= FrameReading.longest, "a message of \(payload.count) bytes")
        let again = FrameReading([WebSocketRole.client.frame(opcode, payload)])
        expectSame(again.events, [event], "a frame is read otherwise when it is sent again")
    }
}

/// What a decoder makes of bytes that arrive in pieces.
private struct FrameReading: Equatable {
    static let longest = 300

    private(set) var events: [WebSocketDecoder.Event] = []
    private var failure: WebSocketFailure?

    init(_ pieces: [[UInt8]]) {
        var decoder = WebSocketDecoder(role: .server, maximumMessage: Self.longest)
        do throws(WebSocketFailure) {
            for piece in pieces {
                decoder.append(piece)
                while let event = try decoder.next() { events.append(event) }
            }
        } catch {
            failure = error
        }
    }
}

/// The frame that says the same; nil for a pong, whose payload isn't kept.
private func frame(_ event: WebSocketDecoder.Event) -> (WebSocketOpcode, [UInt8])? {
    switch event {
    case .message(.text(let text)): (.text, Array(text.utf8))
    case .message(.binary(let bytes)): (.binary, bytes)
    case .ping(let bytes): (.ping, bytes)
    case .pong: nil
    case .close(let code): (.close, code?.payload ?? [])
    }
}
