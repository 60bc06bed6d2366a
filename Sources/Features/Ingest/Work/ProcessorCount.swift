internal import Glibc

/// How many processors this machine has for us.
enum ProcessorCount {
    static let current = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
