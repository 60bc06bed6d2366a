internal import Glibc

/// A system call that failed.
package struct SystemFailure: Error, CustomStringConvertible {
    /// What was called.
    package let call: String

    /// The system's `errno`.
    package let code: CInt

    package var description: String { "\(call): \(String(cString: strerror(code)))" }
}

/// The `result` of a system call, unless it is −1.
func checked(_ result: CInt, _ call: String) throws -> CInt {
    guard result != -1 else { throw SystemFailure(call: call, code: errno) }
    return result
}
