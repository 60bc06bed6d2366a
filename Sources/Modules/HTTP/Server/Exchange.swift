/// How far a connection is with the request it is answering.
struct Exchange {
    /// What is still to come of the request's content.
    enum Content {
        case over
        case length(left: Int)
        case chunked(ChunkedDecoder)
        /// It can't be read to its end: the client broke off, fell silent or broke the rules.
        case broken
    }

    /// Counts requests, so that who kept an old request's body can't read a new one's.
    private(set) var number = 0
    var content = Content.over

    /// Whether the client waits for our word before it sends the content (RFC 9110 §10.1.1).
    var owesContinue = false

    /// Whether nothing of a request has arrived.
    var isIdle = true

    /// Whether the response goes on until somebody ends it, as an event stream does.
    var isEndless = false

    /// How fast the client sends its content.
    var sending = Pace()

    /// How fast it takes what it is sent.
    var taking = Pace()

    /// Begins the exchange for `head`.
    mutating func begin(_ head: ParsedHead, limits: HeadLimits) {
        number += 1
        owesContinue = head.expectsContinue
        isEndless = false
        sending = Pace()
        taking = Pace()
        switch head.framing {
        case .length(0): content = .over
        case .length(let length): content = .length(left: length)
        case .chunked: content = .chunked(ChunkedDecoder(limits: limits))
        }
    }

    /// Whether all content has been read.
    var isContentOver: Bool { if case .over = content { true } else { false } }

    /// Whether content that nobody read is short and on its way, so that skipping it is cheaper than a new
    /// connection.
    var canSkipContent: Bool {
        switch content {
        case .over: true
        case .length(let left): left <= 256 << 10 && !owesContinue
        case .chunked, .broken: false
        }
    }
}
