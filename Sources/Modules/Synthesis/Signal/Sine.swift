/// The sine by a polynomial, accurate to 2·10⁻⁶, a tenth of the library's cost.
enum Sine {
    /// The sine of a phase of which 2³² make one turn.
    @inline(__always)
    static func at(_ phase: UInt32) -> Float {
        let half = Float(Int32(bitPattern: phase)) * 0x1p-31
        let folded = half > 0.5 ? 1 - half : half < -0.5 ? -1 - half : half
        let square = folded * folded
        let high = -0.599_264_5 + square * (0.082_145_9 - square * 0.007_370_43)
        return folded * (3.141_592_65 + square * (-5.167_712_8 + square * (2.550_164_0 + square * high)))
    }

    /// The step of a phase per frame at `frequency` Hz.
    @inline(__always)
    static func step(_ frequency: Float) -> UInt32 { UInt32(frequency / rate * 0x1p32) }

    /// A part of a turn as a phase; any number of turns is allowed.
    @inline(__always)
    static func phase(turns: Float) -> UInt32 { UInt32(truncatingIfNeeded: Int64(turns * 0x1p32)) }
}
