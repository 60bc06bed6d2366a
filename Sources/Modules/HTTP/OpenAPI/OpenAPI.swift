/// The description of the API, made from the routes themselves.
package enum OpenAPI {
    /// An OpenAPI 3.1 document of those `routes` that have an operation.
    ///
    /// `components` are the schemas that `.ref` names.
    package static func document(
        title: String,
        version: String,
        routes: [Route],
        components: [String: Schema] = [:]
    ) -> [UInt8] {
        let text = JSONText.object([
            ("openapi", "\"3.1.0\""),
            (
                "info",
                JSONText.object([("title", JSONText.quote(title)), ("version", JSONText.quote(version))])
            ),
            ("paths", paths(routes)),
            ("components", self.components(components)),
        ])
        return Array(text.utf8)
    }

    private static func paths(_ routes: [Route]) -> String {
        let described = Dictionary(grouping: routes.filter { $0.operation != nil }, by: \.template)
        return JSONText.object(
            described.keys.sorted().map { template in
                let methods = (described[template] ?? []).map { route in
                    (name: route.method.rawValue.lowercased(), json: operation(of: route))
                }
                return (template, JSONText.object(methods))
            }
        )
    }

    private static func operation(of route: Route) -> String? {
        guard let operation = route.operation else { return nil }
        return JSONText.object([
            ("summary", JSONText.quote(operation.summary)),
            ("tags", JSONText.array([JSONText.quote(operation.tag)])),
            ("operationId", JSONText.quote("\(route.method.rawValue.lowercased()) \(route.template)")),
            ("parameters", parameters(of: route, operation)),
            ("requestBody", operation.body?.json.map(requestBody)),
            ("responses", responses(of: route, operation)),
            ("security", security(of: route.access)),
        ])
    }

    private static func parameters(of route: Route, _ operation: Operation) -> String? {
        let inPath = zip(route.pattern.parameters, route.parameterSchemas).map { name, schema in
            parameter(Operation.Parameter(name, schema, isRequired: true), place: "path")
        }
        let all = inPath + operation.query.map { parameter($0, place: "query") }
        return all.isEmpty ? nil : JSONText.array(all)
    }

    private static func parameter(_ parameter: Operation.Parameter, place: String) -> String {
        JSONText.object([
            ("name", JSONText.quote(parameter.name)), ("in", JSONText.quote(place)),
            ("required", parameter.isRequired ? "true" : nil),
            ("allowEmptyValue", place == "query" ? "true" : nil),
            ("description", parameter.summary.isEmpty ? nil : JSONText.quote(parameter.summary)),
            ("schema", parameter.schema.json),
        ])
    }

    private static func requestBody(_ content: String) -> String {
        JSONText.object([("required", "true"), ("content", content)])
    }

    private static func responses(of route: Route, _ operation: Operation) -> String {
        let good = operation.answers.sorted { $0.key.code < $1.key.code }.map { status, content in
            (name: String(status.code), json: Optional(answer(status, content)))
        }
        let bad = route.refusals.map { status in
            let kind = status == .tooManyRequests ? "RefusedForNow" : "Refused"
            return (name: String(status.code), json: Optional(reference("responses/\(kind)")))
        }
        return JSONText.object(good + bad + [("default", reference("responses/Refused"))])
    }

    private static func answer(_ status: Status, _ content: Operation.Content) -> String {
        JSONText.object([
            ("description", JSONText.quote(status.reason)),
            ("headers", headers(status == .found ? ["Location"] : [])), ("content", content.json),
        ])
    }

    /// The header lines that come with an answer: the one that comes with all of them, and `names`.
    private static func headers(_ names: [String]) -> String {
        JSONText.object((["X-Request-Id"] + names).map { ($0, reference("headers/\($0)")) })
    }

    private static func reference(_ component: String) -> String {
        JSONText.object([("$ref", JSONText.quote("#/components/\(component)"))])
    }

    private static func security(of access: Access) -> String {
        switch access {
        case .anyone, .linkHolder: "[{},{\"bearer\":[]},{\"session\":[]}]"
        case .member, .moderator, .admin: "[{\"bearer\":[]},{\"session\":[]}]"
        }
    }

    private static func components(_ schemas: [String: Schema]) -> String {
        let reason = Schema.object(
            ["code": .string(), "message": .string(), "fields": .map(.string())],
            required: ["code", "message"]
        )
        let envelope = Schema.object(["success": .boolean, "error": reason, "message": .string()])
        func refused(_ words: String, _ names: [String] = []) -> String {
            JSONText.object([
                ("description", JSONText.quote(words)), ("headers", headers(names)),
                ("content", Operation.Content.json(envelope).json),
            ])
        }
        return JSONText.object([
            ("schemas", JSONText.object(schemas.keys.sorted().map { ($0, schemas[$0]?.json) })),
            (
                "responses",
                JSONText.object([
                    ("Refused", refused("Refused, with a reason")),
                    ("RefusedForNow", refused("Refused until some seconds have passed", ["Retry-After"])),
                ])
            ),
            ("headers", JSONText.object(Self.headerLines.map { ($0.name, header($0)) })),
            (
                "securitySchemes",
                "{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"},"
                    + "\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"stemma_access\"}}"
            ),
        ])
    }

    /// The header lines that answers are said to have.
    private static let headerLines = [
        Operation.Parameter("X-Request-Id", .string(), "names the request, in the server's log too"),
        Operation.Parameter("Location", .string(), "where to go on"),
        Operation.Parameter("Retry-After", .integer(minimum: 1), "seconds to wait"),
    ]

    private static func header(_ line: Operation.Parameter) -> String {
        JSONText.object([
            ("description", JSONText.quote(line.summary)), ("required", "true"), ("schema", line.schema.json),
        ])
    }
}
