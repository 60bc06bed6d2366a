package import HTML

/// A person's picture, or where there is none the face that their name draws: seven bars of their own.
package func face(of name: String, image: String? = nil) -> Markup {
    span(.class("face")) {
        if let image {
            img(.src(image), .alt(""), .width(32), .height(32), .loading("lazy"))
        } else {
            svg(Attribute("viewBox", "0 0 40 40"), .aria("hidden", "true"), Attribute("focusable", "false")) {
                element("circle", Attribute("cx", "20"), Attribute("cy", "20"), Attribute("r", "20"))
                path(Attribute("d", bars(of: name)))
            }
        }
    }
}

/// The path of seven upright strokes inside the circle, their lengths drawn from the hash of `name`.
private func bars(of name: String) -> String {
    let reach = [0.73, 0.89, 0.97, 1, 0.97, 0.89, 0.73]
    return reach.enumerated().map { index, reach in
        let up = 2 + Int(fraction(name, index, 1) * reach * 12)
        let down = 2 + Int(fraction(name, index, 2) * reach * 11)
        return "M\(8 + index * 4) \(20 - up)V\(20 + down)"
    }.joined()
}

/// A number from 0 up to 1 that depends on all three (FNV-1a, finished as in MurmurHash3).
private func fraction(_ name: String, _ index: Int, _ side: Int) -> Double {
    var hash: UInt32 = 2_166_136_261
    for byte in Array(name.utf8) + [UInt8(index), UInt8(side)] {
        hash = (hash ^ UInt32(byte)) &* 16_777_619
    }
    hash = (hash ^ hash >> 16) &* 2_246_822_507
    hash = (hash ^ hash >> 13) &* 3_266_489_909
    return Double((hash ^ hash >> 16) >> 8) / Double(1 << 24)
}
