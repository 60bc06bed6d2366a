/// A value that changes over time, straight from point to point.
package struct Curve: Sendable {
    private let points: [(beat: Double, value: Float)]

    /// Points by beat, in order.
    package init(_ points: [(Double, Float)]) {
        self.points = points.map { (beat: $0.0, value: $0.1) }
    }

    /// The value at `beat`; before the first point and after the last it stays as they are.
    func value(at beat: Double) -> Float {
        guard let next = points.firstIndex(where: { $0.beat > beat }) else { return points.last?.value ?? 0 }
        guard next > 0 else { return points[0].value }
        let (from, to) = (points[next - 1], points[next])
        return from.value + (to.value - from.value) * Float((beat - from.beat) / (to.beat - from.beat))
    }

    /// The same curve in seconds.
    func timed(by tempo: TempoMap) -> Curve {
        Curve(points.map { (tempo.seconds(at: $0.beat), $0.value) })
    }

    /// The same curve `beats` later.
    func later(_ beats: Double) -> Curve { Curve(points.map { ($0.beat + beats, $0.value) }) }
}
