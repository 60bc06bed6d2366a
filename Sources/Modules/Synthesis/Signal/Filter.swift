internal import Glibc

/// A filter of second order that stays in tune and steady while it is swept.
///
/// The trapezoidal state-variable filter
/// (Zavalishin, The Art of VA Filter Design, revision 2.1.2, chapter 4).
///
/// Works on mono as `Float` and on stereo as `Stereo`.
struct Filter: Sendable {
    private var first: Stereo = .zero
    private var second: Stereo = .zero
    private var gain: Float = 0
    private var damping: Float = 1
    private var scale: Float = 1

    /// A filter at `cutoff` Hz; `resonance` 0 is flat, 1 sings by itself.
    init(cutoff: Float = 1000, resonance: Float = 0) {
        tune(cutoff: cutoff, resonance: resonance)
    }

    /// Moves the cutoff; costs a tangent.
    mutating func tune(cutoff: Float, resonance: Float) {
        gain = tan(.pi * min(max(cutoff, 10), 20_000) / rate)
        damping = 1.414 * (1 - min(0.98, resonance))
        scale = 1 / (1 + gain * (gain + damping))
    }

    /// Below the cutoff, around it, and above it.
    ///
    /// What is added lies far below hearing: it keeps silence from turning into numbers so small that they cost a
    /// hundred times the time.
    @inline(__always)
    mutating func split(_ input: Stereo) -> (low: Stereo, band: Stereo, high: Stereo) {
        let high = (input + 1e-18 - first * (gain + damping) - second) * scale
        let band = high * gain + first
        let low = band * gain + second
        first = high * gain + band
        second = band * gain + low
        return (low, band, high)
    }

    @inline(__always)
    mutating func low(_ input: Float) -> Float { split(Stereo(input, 0)).low.x }

    @inline(__always)
    mutating func high(_ input: Float) -> Float { split(Stereo(input, 0)).high.x }

    /// Around the cutoff, its peak at the level of the input.
    @inline(__always)
    mutating func band(_ input: Float) -> Float { split(Stereo(input, 0)).band.x * damping }

    mutating func reset() { (first, second) = (.zero, .zero) }
}
