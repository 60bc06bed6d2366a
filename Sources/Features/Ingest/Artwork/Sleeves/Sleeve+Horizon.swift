extension Sleeve {
    /// A disc over water: it stands above the loudest moment, the size of the sound; the water is the
    /// song in columns, near and exact in front, softer in the distance.
    func drawHorizon(on sheet: inout Drawing, _ inks: Inks) {
        let (width, height) = (sheet.width, sheet.height)
        sheet.fillCircle(
            centre: Point(width * (0.28 + 0.44 * portrait.climax), height * 0.34),
            radius: height * (0.17 + 0.09 * portrait.presence),
            inks.second
        )
        for (layer, paint) in [inks.pale, inks.mid, inks.ink].enumerated() {
            let depth = Double(layer)
            sheet.fill(
                water(
                    layer: layer,
                    surface: height * (0.53 + depth * 0.17),
                    swell: height * (0.25 - depth * 0.01),
                    on: sheet
                ),
                paint
            )
        }
    }

    private func water(layer: Int, surface: Double, swell: Double, on sheet: Drawing) -> Outline {
        let pitch = 10.0
        let thickness = layer == 2 ? 7.5 : 6
        let softness = [11.0, 5, 1][layer]
        var outline = Outline()
        let heights = columns(Int((sheet.width / pitch).rounded(.up)), layer: layer, reach: softness)
        for (index, height) in heights.enumerated() {
            let left = Double(index) * pitch
            outline.addRectangle(
                from: Point(left, surface - height * swell),
                to: Point(left + thickness, sheet.height)
            )
        }
        return outline
    }
}
