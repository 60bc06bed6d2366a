internal import Glibc

/// How many files and sockets this process may have open.
enum OpenFiles {
    /// More than this is of no use to us.
    private static let most: UInt = 65_536

    /// Raises the limit as far as the system lets us, and says what it is then.
    ///
    /// Many systems begin with 1024, which a few hundred listeners and their files use up.
    static func raiseLimit() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard unsafe getrlimit(resource, &limit) == 0 else { return 1024 }
        var raised = limit
        raised.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, most))
        let isRaised = unsafe setrlimit(resource, &raised) == 0
        return Int(min(isRaised ? raised.rlim_cur : limit.rlim_cur, most))
    }
}
