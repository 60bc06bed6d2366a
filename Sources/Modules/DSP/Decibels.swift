internal import Glibc

/// Levels between linear scale and decibels.
package enum Decibels {
    /// 20·log10 of `amplitude`; −infinity for 0.
    package static func of(amplitude: Double) -> Double { 20 * log10(amplitude) }
}
