extension Assets {
    /// The modules that run where `script` does and the page has custom elements of these names, `script` left out.
    ///
    /// An element's module has its name: `stemma-tabs` is in `elements/tabs.js`.
    func modules(of script: String, with elements: Set<String>) -> [String] {
        let own = elements.map { "elements/\($0.dropFirst("stemma-".count)).js" }.filter { files[$0] != nil }
        var found: Set<String> = []
        var waiting = [script] + own
        while let path = waiting.popLast() {
            if found.insert(path).inserted { waiting += imports[path] ?? [] }
        }
        return found.subtracting([script]).sorted()
    }

    /// What the module at `path` with that source imports before it runs, as paths below `Web/`.
    static func imports(of source: [UInt8], at path: String) -> [String] {
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
