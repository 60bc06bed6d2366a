internal import Glibc

extension ModalSound {
    private static func partials(_ values: [(Float, Float, Float)]) -> [Partial] {
        values.map { Partial(ratio: $0.0, gain: $0.1, decay: $0.2) }
    }

    /// Rosewood bars, tuned 1 : 4 : 10.
    package static let marimba = ModalSound(
        partials: partials([(1, 0.55, 1.6), (3.99, 0.2, 0.45), (9.9, 0.07, 0.16), (2.01, 0.03, 0.7)]),
        softness: 0.9,
        keying: 0.75,
        release: 0.9,
        knock: 0.2,
        knockCutoff: 900
    )

    package static let vibraphone = ModalSound(
        partials: partials([(1, 0.5, 6), (4, 0.14, 2), (10.2, 0.05, 0.5), (1.003, 0.12, 5)]),
        softness: 0.8,
        keying: 0.4,
        release: 0.35,
        knock: 0.1,
        knockCutoff: 1600,
        tremolo: (5.1, 0.35)
    )

    package static let glockenspiel = ModalSound(
        partials: partials([(1, 0.36, 3.2), (2.76, 0.16, 1.5), (5.4, 0.08, 0.7), (8.9, 0.03, 0.3)]),
        softness: 0.6,
        keying: 0.3,
        release: 2,
        knock: 0.08,
        knockCutoff: 5000
    )

    /// The comb of a music box.
    package static let musicBox = ModalSound(
        partials: partials([(1, 0.42, 2.6), (2.004, 0.08, 1.4), (5.98, 0.11, 0.5), (11.9, 0.03, 0.2)]),
        softness: 0.4,
        keying: 0.35,
        release: 2,
        knock: 0.16,
        knockCutoff: 3800
    )

    package static let kalimba = ModalSound(
        partials: partials([(1, 0.6, 2.2), (5.9, 0.1, 0.3), (2.0, 0.05, 0.9), (13.1, 0.03, 0.12)]),
        softness: 0.8,
        keying: 0.6,
        release: 1.4,
        knock: 0.3,
        knockCutoff: 1400
    )

    package static let bell = ModalSound(
        partials: partials([
            (0.5, 0.2, 9), (1, 0.3, 7), (1.19, 0.18, 5), (1.5, 0.1, 4), (2, 0.22, 4), (2.51, 0.1, 2.5),
            (2.66, 0.08, 2.2), (3.01, 0.08, 2), (4.17, 0.05, 1.2), (5.43, 0.03, 0.8),
        ]),
        softness: 0.3,
        keying: 0.25,
        release: 4,
        knock: 0.05,
        knockCutoff: 4000
    )

    /// A piano with felt between its hammers and strings.
    package static let feltPiano = piano(brightness: 1.7, softness: 0.42, knock: 0.3)

    package static let piano = piano(brightness: 1.25, softness: 0.3, knock: 0.16)

    /// Stiff strings struck at an eighth of their length; every partial twice, a little apart.
    private static func piano(brightness: Float, softness: Float, knock: Float) -> ModalSound {
        let stiffness: Float = 0.000_35
        let partials = (0..<16).map { index in
            let number = Float(index / 2 + 1)
            let stretch = (1 + stiffness * number * number).squareRoot()
            let isSecond = index % 2 == 1
            return Partial(
                ratio: number * stretch * (isSecond ? 1.000_7 : 0.999_8),
                gain: 0.5 * (sin(.pi * number / 8.3).magnitude + 0.05) / pow(number, brightness)
                    * (isSecond ? 0.6 : 1),
                decay: (isSecond ? 9 : 4.2) / pow(number, 0.55)
            )
        }
        return ModalSound(
            partials: partials,
            softness: softness / 2,
            keying: 0.5,
            release: 0.11,
            knock: knock,
            knockCutoff: 500
        )
    }
}
