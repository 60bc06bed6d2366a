/// Who may run where there is not room for all: counts only.
struct Slots: Sendable {
    private let total: Int
    private let limits: [JobPriority: Int]
    private let handlers: [JobHandler]
    private var running: [String: Int] = [:]

    /// Room for `total` jobs at once, of which each priority may take as many as `limits` says.
    init(_ handlers: [JobHandler], total: Int, limits: [JobPriority: Int]) {
        self.handlers = handlers.sorted { $0.priority < $1.priority }
        self.total = total
        self.limits = limits
    }

    /// The handlers that could begin a job now, the most urgent first.
    var open: [JobHandler] { handlers.filter { room(for: $0) > 0 } }

    /// How many more jobs `handler` may begin.
    func room(for handler: JobHandler) -> Int {
        let all = running.values.reduce(0, +)
        let equals = handlers.filter { $0.priority == handler.priority }
        let ofPriority = equals.reduce(0) { $0 + (running[$1.kind] ?? 0) }
        return max(
            0,
            min(
                total - all,
                (limits[handler.priority] ?? total) - ofPriority,
                handler.limit - (running[handler.kind] ?? 0)
            )
        )
    }

    /// Whether nothing runs.
    var isEmpty: Bool { running.values.allSatisfy { $0 == 0 } }

    mutating func begin(_ kind: String, count: Int) {
        running[kind, default: 0] += count
    }

    mutating func end(_ kind: String) {
        running[kind, default: 0] -= 1
    }
}
