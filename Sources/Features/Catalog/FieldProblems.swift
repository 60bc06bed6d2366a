/// Collects what is wrong with an input, so that all of it is said at once.
struct FieldProblems {
    private(set) var fields: [String: String] = [:]

    /// Notes `problem` about `field` unless `isFine`; the first problem of a field stays.
    mutating func check(_ isFine: Bool, _ field: String, _ problem: String) {
        if !isFine, fields[field] == nil { fields[field] = problem }
    }

    /// Ends here where anything was noted of what the input names.
    func refuseUnknown() throws(CatalogError) {
        if !fields.isEmpty { throw .unknown(fields) }
    }

    /// Ends here where anything was noted.
    func refuse() throws(CatalogError) {
        if !fields.isEmpty { throw .invalid(fields) }
    }
}
