/// What the API's description says about a route beyond its address.
package struct Operation: Sendable {
    /// One line that says what the call does.
    package var summary: String

    /// The group it is listed in.
    package var tag: String

    /// The parameters of the query.
    package var query: [Parameter]

    /// The JSON that is sent; nil for none.
    package var body: Content?

    /// What comes back when all goes well, by status.
    package var answers: [Status: Content]

    /// With what else it may be refused than follows from its route: see ``Route/refusals``.
    package var refusals: Set<Status>

    /// A parameter of the query.
    package struct Parameter: Sendable {
        package var name: String
        package var schema: Schema
        package var summary: String
        package var isRequired: Bool

        package init(_ name: String, _ schema: Schema, _ summary: String = "", isRequired: Bool = false) {
            self.name = name
            self.schema = schema
            self.summary = summary
            self.isRequired = isRequired
        }

        /// The two parameters of every list, `cursor` and `limit`.
        package static let page = [
            Parameter("cursor", .string(), "where to go on: `page.next` of the list before"),
            Parameter("limit", .integer(minimum: 1, maximum: 100), "how many, 20 if not said"),
        ]
    }

    /// The content of a request or an answer.
    package enum Content: Sendable {
        /// JSON as it is; for requests.
        case json(Schema)
        /// `{"success":true,"data":…}` around this.
        case data(Schema)
        /// `{"success":true,"data":[…],"page":{"next":…}}` of these.
        case list(Schema)
        /// Content of another media type.
        case other(type: String)
        /// None.
        case none
    }

    package init(
        _ summary: String,
        tag: String,
        query: [Parameter] = [],
        body: Content? = nil,
        answers: [Status: Content],
        refusals: Set<Status> = []
    ) {
        self.summary = summary
        self.tag = tag
        self.query = query
        self.body = body
        self.answers = answers
        self.refusals = refusals
    }
}

extension Operation.Content {
    /// The `content` object of OpenAPI, or nil for none.
    var json: String? {
        switch self {
        case .json(let schema): Self.content("application/json", schema)
        case .data(let schema):
            Self.content("application/json", .object(Self.envelope(schema), required: ["success", "data"]))
        case .list(let schema):
            Self.content(
                "application/json",
                .object(
                    Self.envelope(.array(schema)).merging([
                        "page": .object(["next": .nullable(.string())])
                    ]) { first, _ in first },
                    required: ["success", "data", "page"]
                )
            )
        case .other(let type): JSONText.object([(type, "{}")])
        case .none: nil
        }
    }

    private static func envelope(_ data: Schema) -> [String: Schema] {
        ["success": .boolean, "data": data, "message": .string()]
    }

    private static func content(_ type: String, _ schema: Schema) -> String {
        JSONText.object([(type, JSONText.object([("schema", schema.json)]))])
    }
}
