internal import CFFmpeg

/// What every use of FFmpeg begins with and asks again and again.
enum FFmpeg {
    /// Touched before the first call: FFmpeg prints nothing, since what a file says of itself is no log line.
    static let silenced: Void = av_log_set_level(AV_LOG_QUIET)

    static let again = stemma_averror_again()
    static let end = stemma_averror_eof()
    static let noTime = stemma_av_nopts_value()

    /// FFmpeg's words for an error code.
    static func text(of code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        av_strerror(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Throws `reason` where `code` is an error; else returns it.
    @discardableResult
    static func check(
        _ code: Int32,
        or reason: MediaError.Reason = .library,
        _ doing: @autoclosure () -> String
    ) throws(MediaError) -> Int32 {
        guard code < 0 else { return code }
        throw MediaError(reason, "\(doing()): \(text(of: code))")
    }

    /// Throws where an allocation or a look-up came back with nothing.
    static func some<Value>(
        _ value: Value?,
        or reason: MediaError.Reason = .library,
        _ what: @autoclosure () -> String
    ) throws(MediaError) -> Value {
        guard let value else { throw MediaError(reason, what()) }
        return value
    }
}
