/// The payload of jobs that need not be told anything.
package struct NoArguments: Codable, Hashable, Sendable {
    package init() {}
}
