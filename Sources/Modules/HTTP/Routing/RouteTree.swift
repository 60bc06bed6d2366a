/// All routes by the segments of their paths.
///
/// Where several routes fit, literal text goes before parameters with text around them, those before bare ones,
/// and the rest of a path comes last.
struct RouteTree: Sendable {
    /// What a path leads to: the routes of the methods there, and the texts of the path's parameters.
    struct Match {
        var routes: [Route]
        var texts: [String]

        /// The route that answers `method`; HEAD falls back to GET.
        func route(for method: Method) -> Route? {
            routes.first { $0.method == method }
                ?? (method == .head ? routes.first { $0.method == .get } : nil)
        }

        /// The value of `Allow`.
        var allowedMethods: String {
            var methods = routes.map(\.method)
            if methods.contains(.get) && !methods.contains(.head) { methods.append(.head) }
            if !methods.contains(.options) { methods.append(.options) }
            return methods.map(\.rawValue).sorted().joined(separator: ", ")
        }
    }

    private struct Node {
        var literals: [String: Int] = [:]
        var parameters: [(before: String, after: String, node: Int)] = []
        var rest: Int?
        var routes: [Route] = []
    }

    private var nodes = [Node()]

    /// The tree of `routes`; two for the same method and path are a mistake of the programmer.
    init(_ routes: [Route]) {
        for route in routes {
            let node = route.pattern.segments.reduce(0) { child(of: $0, by: $1) }
            precondition(
                !nodes[node].routes.contains { $0.method == route.method },
                "two routes for \(route.method.rawValue) \(route.template)"
            )
            nodes[node].routes.append(route)
        }
    }

    /// What `path`, still percent-encoded, leads to.
    func match(_ path: String) -> Match? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        var segments: [String] = []
        let parts = path.utf8.dropFirst().split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        )
        for part in parts {
            guard let segment = PercentCoding.decodeStrictly(Substring(part)) else { return nil }
            segments.append(segment)
        }
        var texts: [String] = []
        guard let node = find(segments[...], from: 0, &texts) else { return nil }
        return Match(routes: nodes[node].routes, texts: texts)
    }

    private func find(_ segments: ArraySlice<String>, from index: Int, _ texts: inout [String]) -> Int? {
        let node = nodes[index]
        guard let segment = segments.first else { return node.routes.isEmpty ? nil : index }
        let following = segments.dropFirst()
        if let next = node.literals[segment], let found = find(following, from: next, &texts) { return found }
        for parameter in node.parameters {
            guard let text = Self.text(in: segment, parameter.before, parameter.after) else { continue }
            texts.append(text)
            if let found = find(following, from: parameter.node, &texts) { return found }
            texts.removeLast()
        }
        guard let rest = node.rest, segments.allSatisfy(Self.isSafe) else { return nil }
        texts.append(segments.joined(separator: "/"))
        return rest
    }

    /// What stands between `before` and `after` in `segment`; nil where they aren't there or nothing is between.
    private static func text(in segment: String, _ before: String, _ after: String) -> String? {
        guard segment.utf8.count > before.utf8.count + after.utf8.count, segment.hasPrefix(before),
            segment.hasSuffix(after)
        else { return nil }
        let text = String(
            Substring(segment.utf8.dropFirst(before.utf8.count).dropLast(after.utf8.count))
        )
        return text == "." || text == ".." ? nil : text
    }

    /// Whether a segment can be part of a path of several without leading anywhere else.
    private static func isSafe(_ segment: String) -> Bool {
        !segment.isEmpty && segment != "." && segment != ".." && !segment.contains("/")
    }

    private mutating func child(of index: Int, by segment: PathPattern.Segment) -> Int {
        switch segment {
        case .literal(let text):
            if let child = nodes[index].literals[text] { return child }
            nodes[index].literals[text] = nodes.count
        case .parameter(let before, _, let after):
            if let known = nodes[index].parameters.first(where: { $0.before == before && $0.after == after })
            {
                return known.node
            }
            nodes[index].parameters.append((before, after, nodes.count))
            nodes[index].parameters.sort {
                $0.before.count + $0.after.count > $1.before.count + $1.after.count
            }
        case .rest:
            if let child = nodes[index].rest { return child }
            nodes[index].rest = nodes.count
        }
        nodes.append(Node())
        return nodes.count - 1
    }
}
