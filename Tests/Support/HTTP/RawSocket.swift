internal import Dispatch
internal import Glibc
package import HTTP

/// A socket to a server on loopback, for what a well-behaved client would never send.
///
/// Its calls block threads of their own, never those of the tests.
package final class RawSocket: Sendable {
    private let descriptor: CInt

    /// A connection to `port`.
    package init(port: UInt16) throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw SocketBroken(code: errno)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends all of `bytes`.
    package func send(_ bytes: [UInt8]) async throws {
        try await blocking { [descriptor] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.send(
                        descriptor,
                        $0.baseAddress.map { $0 + sent },
                        $0.count - sent,
                        CInt(MSG_NOSIGNAL)
                    )
                }
                guard count > 0 else { throw SocketBroken(code: errno) }
                sent += count
            }
        }
    }

    /// Sends `text` in UTF-8.
    package func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    /// What arrives next; empty at the end, nil where nothing arrives within `limit`.
    package func receive(within limit: Duration = .seconds(60)) async throws -> [UInt8]? {
        try await blocking { [descriptor] in
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&wanted, 1, CInt(limit / .milliseconds(1))) > 0 else { return nil }
            return try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                let read = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                guard read >= 0 else { throw SocketBroken(code: errno) }
                count = read
            }
        }
    }

    /// Everything that arrives until the other side ends, as text; throws where that takes longer than `limit`.
    package func receiveToEnd(within limit: Duration = .seconds(60)) async throws -> String {
        var bytes: [UInt8] = []
        while let more = try await receive(within: limit) {
            if more.isEmpty { return String(decoding: bytes, as: UTF8.self) }
            bytes += more
        }
        throw SocketSilent(received: String(decoding: bytes, as: UTF8.self))
    }

    /// Everything up to and with `mark`, and whatever came along behind it.
    package func receive(until mark: String, within limit: Duration = .seconds(60)) async throws -> String {
        var text = ""
        while !text.contains(mark) {
            guard let more = try await receive(within: limit), !more.isEmpty else {
                throw SocketSilent(received: text)
            }
            text += String(decoding: more, as: UTF8.self)
        }
        return text
    }

    /// Says that nothing more will be sent.
    package func endSending() {
        shutdown(descriptor, CInt(SHUT_WR))
    }

    /// Makes the close that follows a reset.
    package func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    private func blocking<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }
}

extension RawSocket: ByteChannel {
    package func receive(within limit: Duration) async throws -> ReceivedBytes {
        let bytes: [UInt8]? = try await receive(within: limit)
        guard let bytes else { return .silence }
        return bytes.isEmpty ? .end : .bytes(bytes)
    }
}

/// A socket that the system says is broken.
package struct SocketBroken: Error {
    package let code: CInt
}

/// A socket on which less arrived than was waited for.
package struct SocketSilent: Error {
    package let received: String
}
