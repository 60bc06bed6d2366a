extension Route {
    /// The statuses with which a well-formed request can be refused, lowest first: those that follow from how the
    /// route is declared, and those that its operation names.
    ///
    /// What can happen anywhere, such as a token that has ended, stands for itself.
    var refusals: [Status] {
        (accessRefusals.union(inputRefusals).union(operation?.refusals ?? [])).sorted { $0.code < $1.code }
    }

    private var accessRefusals: Set<Status> {
        // A token that may only read, a form without its token, somebody who is banned.
        let ofWrites: Set<Status> = method.isSafe ? [] : [.forbidden]
        return switch access {
        case .anyone, .linkHolder: ofWrites
        case .member: ofWrites.union([.unauthorized])
        case .moderator, .admin: [.unauthorized, .forbidden]
        }
    }

    private var inputRefusals: Set<Status> {
        var refusals: Set<Status> = []
        if !pattern.parameters.isEmpty { refusals.insert(.notFound) }
        if operation?.query.isEmpty == false { refusals.insert(.badRequest) }
        if operation?.body != nil {
            refusals.formUnion([.badRequest, .contentTooLarge, .unsupportedMediaType, .unprocessable])
        }
        if rateLimit != nil { refusals.insert(.tooManyRequests) }
        return refusals
    }
}
