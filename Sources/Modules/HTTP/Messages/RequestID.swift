/// The name of one request, in its response's `X-Request-Id` and in every log line about it.
package struct RequestID: Hashable, Sendable, CustomStringConvertible {
    /// 13 characters of `0-9a-v`: 64 random bits, short enough for a `String` without allocation.
    package let description: String

    /// A new name.
    package init() {
        description = String(UInt64.random(in: .min ... .max) | 1 << 63, radix: 32)
    }
}
