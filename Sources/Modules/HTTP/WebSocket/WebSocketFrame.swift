/// The kinds of frames (RFC 6455 §5.2).
enum WebSocketOpcode: UInt8, Sendable {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    var isControl: Bool { rawValue >= 8 }
}

/// Why a connection is closed (RFC 6455 §7.4).
package struct WebSocketCloseCode: Hashable, Sendable {
    package let code: UInt16

    package init(_ code: UInt16) {
        self.code = code
    }

    package static let normal = WebSocketCloseCode(1000)
    package static let goingAway = WebSocketCloseCode(1001)
    package static let protocolError = WebSocketCloseCode(1002)
    package static let badText = WebSocketCloseCode(1007)
    package static let policyViolation = WebSocketCloseCode(1008)
    package static let messageTooBig = WebSocketCloseCode(1009)
    package static let internalError = WebSocketCloseCode(1011)

    /// Whether the code may be sent over the wire.
    var isValid: Bool {
        switch code {
        case 1000...1003, 1007...1011, 3000...4999: true
        default: false
        }
    }

    var payload: [UInt8] { [UInt8(code >> 8), UInt8(code & 255)] }
}

/// On which side of a connection one is: clients mask what they send, servers must not.
package enum WebSocketRole: Sendable {
    case server
    case client

    /// One whole frame that carries `payload` (RFC 6455 §5.2).
    func frame(_ opcode: WebSocketOpcode, _ payload: [UInt8]) -> [UInt8] {
        var frame: [UInt8] = []
        frame.reserveCapacity(payload.count + 14)
        frame.append(0x80 | opcode.rawValue)
        let maskBit: UInt8 = self == .client ? 0x80 : 0
        switch payload.count {
        case ...125: frame.append(maskBit | UInt8(payload.count))
        case ...0xFFFF:
            frame.append(maskBit | 126)
            frame.append(bigEndian: UInt64(payload.count), bytes: 2)
        default:
            frame.append(maskBit | 127)
            frame.append(bigEndian: UInt64(payload.count), bytes: 8)
        }
        guard self == .client else { return frame + payload }
        let key = UInt32.random(in: .min ... .max)
        frame.append(bigEndian: UInt64(key), bytes: 4)
        return frame + WebSocketMask.apply(key, to: payload[...])
    }
}

/// The masking of RFC 6455 §5.3.
enum WebSocketMask {
    /// `payload` with the key's four bytes laid over it again and again; undoes itself.
    static func apply(_ key: UInt32, to payload: ArraySlice<UInt8>) -> [UInt8] {
        let start = payload.startIndex
        return payload.indices.map { index in
            payload[index] ^ UInt8(truncatingIfNeeded: key >> UInt32(24 - ((index - start) & 3) * 8))
        }
    }
}

extension Array where Element == UInt8 {
    fileprivate mutating func append(bigEndian value: UInt64, bytes: Int) {
        for index in (0..<bytes).reversed() { append(UInt8(truncatingIfNeeded: value >> UInt64(index * 8))) }
    }
}
