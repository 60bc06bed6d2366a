/// Takes frames apart and puts messages together (RFC 6455 §5): bytes in, events out, no input or output.
struct WebSocketDecoder: Sendable {
    enum Event: Hashable, Sendable {
        case message(WebSocket.Message)
        case ping([UInt8])
        case pong
        /// The code, or nil where none was given.
        case close(WebSocketCloseCode?)
    }

    /// A frame's header; `payload` counts from the frame's first byte.
    private struct Header {
        var isFinal: Bool
        var opcode: WebSocketOpcode
        var key: UInt32?
        var payload: Range<Int>
    }

    private let role: WebSocketRole
    private let maximumMessage: Int
    /// What has arrived and isn't understood yet; a slice, so that taking a frame off its front costs nothing.
    private var buffer: ArraySlice<UInt8> = []

    /// The message whose first fragments have arrived.
    private var fragments: (opcode: WebSocketOpcode, bytes: [UInt8])?

    /// A decoder for the frames that reach `role`.
    init(role: WebSocketRole, maximumMessage: Int) {
        self.role = role
        self.maximumMessage = maximumMessage
    }

    /// Adds bytes that arrived.
    mutating func append(_ bytes: [UInt8]) {
        buffer.append(contentsOf: bytes)
    }

    /// The next event in what has arrived, or nil; throws where the other side breaks the protocol.
    mutating func next() throws(WebSocketFailure) -> Event? {
        while let header = try header(), header.payload.upperBound <= buffer.count {
            let payload = payload(header)
            buffer = buffer.dropFirst(header.payload.upperBound)
            if buffer.isEmpty { buffer = [] }
            if let event = try event(header, payload) { return event }
        }
        return nil
    }

    private func byte(_ index: Int) -> UInt8 { buffer[buffer.startIndex + index] }

    private func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
        buffer[buffer.startIndex + range.lowerBound..<buffer.startIndex + range.upperBound]
    }

    /// The header at the start of the buffer, once all of it is there.
    private func header() throws(WebSocketFailure) -> Header? {
        guard buffer.count >= 2 else { return nil }
        guard byte(0) & 0x70 == 0, let opcode = WebSocketOpcode(rawValue: byte(0) & 15) else {
            throw .violation(.protocolError)
        }
        let isFinal = byte(0) & 0x80 != 0
        let isMasked = byte(1) & 0x80 != 0
        guard isMasked == (role == .server), !opcode.isControl || isFinal && byte(1) & 0x7F <= 125 else {
            throw .violation(.protocolError)
        }
        guard let (length, lengthEnd) = try length() else { return nil }
        guard opcode.isControl || length + (fragments?.bytes.count ?? 0) <= maximumMessage else {
            throw .violation(.messageTooBig)
        }
        guard isMasked else {
            return Header(isFinal: isFinal, opcode: opcode, payload: lengthEnd..<lengthEnd + length)
        }
        guard buffer.count >= lengthEnd + 4 else { return nil }
        let key = UInt32(truncatingIfNeeded: number(lengthEnd..<lengthEnd + 4))
        let start = lengthEnd + 4
        return Header(isFinal: isFinal, opcode: opcode, key: key, payload: start..<start + length)
    }

    /// The payload's length, which must be written in the shortest way, and where it ends.
    private func length() throws(WebSocketFailure) -> (length: Int, end: Int)? {
        let short = Int(byte(1) & 0x7F)
        guard short > 125 else { return (short, 2) }
        let end = short == 126 ? 4 : 10
        guard buffer.count >= end else { return nil }
        let length = number(2..<end)
        guard length > (short == 126 ? 125 : 0xFFFF), length <= UInt64(Int32.max) else {
            throw .violation(length > UInt64(Int32.max) ? .messageTooBig : .protocolError)
        }
        return (Int(length), end)
    }

    private func number(_ range: Range<Int>) -> UInt64 {
        bytes(range).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func payload(_ header: Header) -> [UInt8] {
        let bytes = bytes(header.payload)
        return header.key.map { WebSocketMask.apply($0, to: bytes) } ?? Array(bytes)
    }

    private mutating func event(_ header: Header, _ payload: [UInt8]) throws(WebSocketFailure) -> Event? {
        switch header.opcode {
        case .ping: return .ping(payload)
        case .pong: return .pong
        case .close: return .close(try Self.closeCode(payload))
        case .text, .binary:
            guard fragments == nil else { throw .violation(.protocolError) }
            fragments = (header.opcode, payload)
        case .continuation:
            guard fragments != nil else { throw .violation(.protocolError) }
            // In place: a copy for each fragment would let a few bytes cost as much as the whole message.
            fragments?.bytes += payload
        }
        return header.isFinal ? try finishMessage() : nil
    }

    private mutating func finishMessage() throws(WebSocketFailure) -> Event? {
        guard let (opcode, bytes) = fragments else { return nil }
        fragments = nil
        guard opcode == .text else { return .message(.binary(bytes)) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .violation(.badText) }
        return .message(.text(text))
    }

    private static func closeCode(_ payload: [UInt8]) throws(WebSocketFailure) -> WebSocketCloseCode? {
        if payload.isEmpty { return nil }
        guard payload.count >= 2 else { throw .violation(.protocolError) }
        let code = WebSocketCloseCode(UInt16(payload[0]) << 8 | UInt16(payload[1]))
        guard code.isValid else { throw .violation(.protocolError) }
        guard String(validating: payload.dropFirst(2), as: UTF8.self) != nil else {
            throw .violation(.badText)
        }
        return code
    }
}
