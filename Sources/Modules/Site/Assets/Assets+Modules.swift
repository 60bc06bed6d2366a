extension Assets {
    /// The modules that run where `script` does and the page has custom elements of these names, `script` left out.
    ///
    /// An element's module has its name: `stemma-tabs` is in `elements/tabs.js`.
    func modules(of script: String, with elements: Set<String>) -> [String] {
        let own = elements.map { "elements/\($0.dropFirst("stemma-".count)).js" }.filter { files[$0] != nil }
        let all = own.reduce(Self.reach(of: script, imports)) { $0.union(Self.reach(of: $1, imports)) }
        return all.subtracting([script]).sorted()
    }

    /// What each script of `sources` imports before it runs, as paths below `Web/`.
    static func imports(in sources: [String: [UInt8]]) -> [String: [String]] {
        let scripts = sources.filter { $0.key.hasSuffix(".js") }
        return Dictionary(uniqueKeysWithValues: scripts.map { ($0, imports(of: $1, at: $0)) })
    }

    /// `sources` in which every module that is fetched when it is needed names all that it needs at its beginning.
    ///
    /// So these come together, where each would else be known of only when the one before it is there. Each still
    /// runs after those that it imports, and the lines keep their numbers.
    static func naming(_ imports: [String: [String]], in sources: [String: [UInt8]]) -> [String: [UInt8]] {
        var named = sources
        for path in modulesFetchedLater(sources) {
            guard let source = sources[path] else { continue }
            let others = reach(of: path, imports).subtracting(imports[path] ?? []).subtracting([path])
            let up = String(repeating: "../", count: path.split(separator: "/").count - 1)
            let start = up.isEmpty ? "./" : up
            named[path] = others.sorted().flatMap { Array("import \"\(start)\($0)\";".utf8) } + source
        }
        return named
    }

    /// `path` and all that it leads to by `imports`.
    private static func reach(of path: String, _ imports: [String: [String]]) -> Set<String> {
        var found: Set<String> = []
        var waiting = [path]
        while let path = waiting.popLast() {
            if found.insert(path).inserted { waiting += imports[path] ?? [] }
        }
        return found
    }

    /// The modules that some script fetches by `import("…")`.
    private static func modulesFetchedLater(_ sources: [String: [UInt8]]) -> Set<String> {
        var found: Set<String> = []
        for (path, source) in sources where path.hasSuffix(".js") {
            var rest = source[...]
            while let call = rest.firstRange(of: Array("import(\"".utf8)) {
                rest = rest[call.upperBound...]
                let address = rest.prefix { $0 != UInt8(ascii: "\"") }
                found.insert(resolve(String(decoding: address, as: UTF8.self)[...], from: path))
            }
        }
        return found
    }

    /// What the module at `path` with that source imports before it runs, as paths below `Web/`.
    private static func imports(of source: [UInt8], at path: String) -> [String] {
        String(decoding: source, as: UTF8.self).split(separator: "\n").compactMap { line in
            guard line.hasPrefix("import ") || line.hasPrefix("export {") || line.hasPrefix("} from "),
                let start = line.firstIndex(of: "\"")
            else { return nil }
            return resolve(line[start...].dropFirst().prefix { $0 != "\"" }, from: path)
        }
    }

    /// The path to which `address` leads from the file at `path`.
    private static func resolve(_ address: Substring, from path: String) -> String {
        var place = path.split(separator: "/").dropLast()
        for part in address.split(separator: "/") where part != "." {
            if part == ".." { _ = place.popLast() } else { place.append(part) }
        }
        return place.joined(separator: "/")
    }
}
