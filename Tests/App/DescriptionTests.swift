import Catalog
import HTTP
import Stage
import Support
import Testing

@testable import App

/// The API's description against the route table.
struct DescriptionTests {
    /// One call as the document tells of it.
    struct Call {
        var title: String
        var members: [String: JSONValue]
        var parameters: [(name: String, place: String, isRequired: Bool)]
    }

    @Test func `every call of the API that is built stands in it, and nothing else`() async throws {
        try await House.run { house in
            let calls = try await calls(house)
            var built: [String] = []
            for route in house.router.routes where route.template.hasPrefix("/api/v1/") {
                let path = try route.path(to: .nowhere)
                let answer = try await house.client().send(route.method, path)
                if answer.status.code != 501 { built.append(route.title) }
            }
            #expect(Set(built) == Set(calls.map(\.title)))
            #expect(calls.count == Set(calls.map(\.title)).count)
        }
    }

    @Test func `every call names exactly the parameters of its path`() async throws {
        try await House.run { house in
            for call in try await calls(house) {
                let pieces = call.title.split(separator: "{").dropFirst()
                let inPath = pieces.compactMap { $0.split(separator: "}").first.map(String.init) }
                let described = call.parameters.filter { $0.place == "path" }
                #expect(described.map(\.name) == inPath, "\(call.title)")
                #expect(described.allSatisfy { $0.isRequired }, "\(call.title)")
                let names = call.parameters.map { "\($0.place) \($0.name)" }
                #expect(Set(names).count == names.count, "\(call.title) names \(names)")
                #expect(call.parameters.allSatisfy { ["path", "query"].contains($0.place) }, "\(call.title)")
            }
        }
    }

    @Test func `what a call needs, answers and is called is said`() async throws {
        try await House.run { house in
            let calls = try await calls(house)
            let ids = calls.map { $0.members["operationId"] }
            #expect(Set(ids).count == ids.count)
            for call in calls {
                guard case .object(let answers)? = call.members["responses"] else {
                    Issue.record("\(call.title) answers nothing")
                    continue
                }
                let good = answers.keys.filter { Int($0).map { $0 < 400 } ?? false }
                #expect(!good.isEmpty, "\(call.title)")
                let takesBody = call.members["requestBody"] != nil
                let mayTakeBody = !call.title.hasPrefix("GET") && !call.title.hasPrefix("DELETE")
                #expect(!takesBody || mayTakeBody, "\(call.title)")
            }
        }
    }

    @Test func `every schema that is named is there`() async throws {
        try await House.run { house in
            let text = try await house.client().get("/api/v1/openapi.json").text
            let document = try #require(JSONValue(text: text))
            for piece in text.split(separator: "\"#/").dropFirst() {
                let path = piece.prefix { $0 != "\"" }.split(separator: "/").map(String.init)
                let found = path.reduce(Optional(document)) { value, name in
                    if case .object(let members)? = value { members[name] } else { nil }
                }
                #expect(found != nil, "\(path)")
            }
        }
    }

    private func calls(_ house: House) async throws -> [Call] {
        let answer = try await house.client().get("/api/v1/openapi.json")
        #expect(answer.status == .ok)
        guard case .object(let document)? = JSONValue(text: answer.text),
            case .object(let paths)? = document["paths"]
        else {
            Issue.record("the description is no object with paths")
            return []
        }
        return paths.flatMap { template, methods -> [Call] in
            guard case .object(let methods) = methods else { return [] }
            return methods.map { method, operation in Call(method, template, operation) }
        }
    }
}

extension DescriptionTests.Call {
    init(_ method: String, _ template: String, _ operation: JSONValue) {
        title = "\(method.uppercased()) \(template)"
        parameters = []
        members = [:]
        guard case .object(let members) = operation else { return }
        self.members = members
        guard case .array(let listed)? = members["parameters"] else { return }
        parameters = listed.compactMap { parameter in
            guard case .object(let parameter) = parameter, case .string(let name)? = parameter["name"],
                case .string(let place)? = parameter["in"]
            else { return nil }
            return (name: name, place: place, isRequired: parameter["required"] == .boolean(true))
        }
    }
}
