internal import Glibc

extension Sleeve {
    /// Sand on a ringing plate (Chladni 1787): it gathers where the plate is still.
    ///
    /// The song runs from the middle outwards, and the louder it is, the thinner the sand lies.
    func drawPlate(on sheet: inout Drawing, _ inks: Inks) {
        let columns = 75
        let cell = sheet.width / Double(columns)
        let rows = Int((sheet.height / cell).rounded(.up))
        let first = 2 + seed.choice(50, below: 3)
        let modes = (Double(first), Double(first + 2 + seed.choice(51, below: 3)))
        var sand = Outline()
        var crests = Outline()
        for row in 0..<rows {
            let grains = (0..<columns).map { column in
                grain(at: Point(Double(column), Double(row)) / Double(columns), modes)
            }
            for run in runs(grains) where run.grain != .bare {
                let start = Point(Double(run.range.lowerBound), Double(row)) * cell
                let end = Point(Double(run.range.upperBound), Double(row + 1)) * cell + Point(0.3, 0.3)
                if run.grain == .sand { sand.addRectangle(from: start, to: end) }
                if run.grain == .crest { crests.addRectangle(from: start, to: end) }
            }
        }
        sheet.fill(crests, inks.second)
        sheet.fill(sand, inks.ink)
    }

    /// What lies on one cell of the plate.
    private enum Grain {
        case sand, bare, crest
    }

    private func grain(at place: Point, _ modes: (Double, Double)) -> Grain {
        let (low, high) = modes
        let swing =
            cos(high * .pi * place.x) * cos(low * .pi * place.y)
            - cos(low * .pi * place.x) * cos(high * .pi * place.y)
        let distance = hypot(place.x - 0.5, place.y - 0.5) / 0.7072
        let width = 0.48 - 0.28 * portrait.level(at: distance)
        if abs(swing) < width { return .sand }
        return swing > 1.05 ? .crest : .bare
    }

    /// Neighbouring cells of one kind, put together.
    private func runs(_ grains: [Grain]) -> [(grain: Grain, range: Range<Int>)] {
        var runs: [(grain: Grain, range: Range<Int>)] = []
        for (index, grain) in grains.enumerated() {
            if let last = runs.last, last.grain == grain {
                runs[runs.count - 1].range = last.range.lowerBound..<index + 1
            } else {
                runs.append((grain, index..<index + 1))
            }
        }
        return runs
    }
}
