internal import CMarkGFM

/// A parsed Markdown text: CommonMark with GitHub's strikethrough, tables and bare links.
///
/// Owns cmark's tree, which is read through `walk` and freed at the end.
struct Document: ~Copyable {
    private let root: OpaquePointer

    init(_ source: String) {
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { preconditionFailure("out of memory") }
        defer { cmark_parser_free(parser) }
        for name in ["strikethrough", "autolink"] + (TableSize.isModest(source) ? ["table"] : []) {
            guard let extended = cmark_find_syntax_extension(name) else { continue }
            cmark_parser_attach_syntax_extension(parser, extended)
        }
        var source = source
        source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { preconditionFailure("out of memory") }
        self.root = root
    }

    deinit {
        cmark_node_free(root)
    }

    /// Visits every node in order: a container when it is entered and again when it is left, a leaf once.
    ///
    /// Keeps no stack, so nesting of any depth is safe.
    func walk(_ visit: (Node, _ entering: Bool) -> Void) {
        guard let iterator = cmark_iter_new(root) else { preconditionFailure("out of memory") }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let pointer = cmark_iter_get_node(iterator) else { return }
            visit(Node(pointer), event == CMARK_EVENT_ENTER)
        }
    }
}

/// One node of the tree, valid during the visit.
struct Node {
    /// What a node is; raw HTML counts as the text that it was typed as.
    enum Kind {
        case document, paragraph, blockQuote, thematicBreak
        case heading(level: Int)
        case list(start: Int?)
        case item
        case codeBlock, code, text, rawHTML
        case softBreak, lineBreak
        case emphasis, strong, strikethrough
        case link(url: String)
        case image(url: String)
        case table
        case row(isHeader: Bool)
        case cell(isHeader: Bool)
        case other
    }

    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// The text of a leaf; empty for containers.
    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }

    /// Whether this is a paragraph of a list whose items stand close, without `<p>`.
    var isTight: Bool {
        guard let item = cmark_node_parent(pointer), let list = cmark_node_parent(item),
            cmark_node_get_type(list) == CMARK_NODE_LIST
        else { return false }
        return cmark_node_get_list_tight(list) != 0
    }

    var kind: Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_DOCUMENT: .document
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_BLOCK_QUOTE: .blockQuote
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(pointer)))
        case CMARK_NODE_LIST: .list(start: listStart)
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK: .codeBlock
        case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: .rawHTML
        default: inlineKind
        }
    }

    private var inlineKind: Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_CODE: .code
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link(url: url)
        case CMARK_NODE_IMAGE: .image(url: url)
        default: extendedKind
        }
    }

    /// Extensions get their type numbers when they are registered, so they are told apart by name.
    private var extendedKind: Kind {
        switch String(cString: cmark_node_get_type_string(pointer)) {
        case "strikethrough": .strikethrough
        case "table": .table
        case "table_header": .row(isHeader: true)
        case "table_row": .row(isHeader: false)
        case "table_cell": .cell(isHeader: isInHeader)
        default: .other
        }
    }

    private var isInHeader: Bool {
        cmark_node_parent(pointer).map { cmark_gfm_extensions_get_table_row_is_header($0) != 0 } ?? false
    }

    /// The first number of an ordered list; nil for one with bullets.
    private var listStart: Int? {
        guard cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST else { return nil }
        return Int(cmark_node_get_list_start(pointer))
    }

    private var url: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
}
