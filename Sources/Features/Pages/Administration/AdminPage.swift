internal import Admin
internal import Essentials
internal import HTML
internal import HTTP
internal import Site

/// The engine room: how everything is, what is being done, what it takes.
struct AdminPage {
    /// Something that is done, was done or failed.
    struct Work {
        var id: String
        var kind: String

        /// The title of the song that it is about.
        var song: String?
        var state: String
        var attempts: Int
        var isRunning: Bool

        /// 0…1.
        var progress: Double
        var due: Instant

        /// What went wrong and what to do, as a sentence; and the same for who reads the log.
        var failure: (sentence: String, code: String)?
        var mayRetry: Bool
    }

    /// What one bucket holds.
    struct Bucket {
        var name: String
        var objects: Int
        var bytes: Int
    }

    /// A job that can be run by hand.
    struct Order {
        var name: String
        var summary: String
    }

    /// Somebody who is banned.
    struct Outcast {
        var handle: String
        var name: String
    }

    var checks: [(name: String, answer: String)]

    /// Bytes that are free on the disk; nil where that can't be told.
    var free: Int?
    var buckets: [Bucket]
    var work: [Work]
    var next: Cursor?
    var orders: [Order]

    /// The state that the list is narrowed to.
    var state: String?
    var states: [(value: String, name: String)]
    var done: String?

    /// A link for somebody new that was just made, shown this once.
    var invitation: String?
    var banning = FormState()
    var banned: [Outcast]

    func page(_ request: Request) -> WebPage {
        WebPage("Admin") {
            div(.class("wrap")) {
                div(.class("page-title")) { h1 { "Engine room" } }
                if let done { p(.class("note"), .role("status")) { done } }
                sheet("Health") { health }
                sheet("Storage") { storage }
                sheet("People") { people(request) }
                sheet("By hand") { orderForms(request) }
                section(.class("section"), .aria("labelledby", "jobs")) {
                    div(.class("section-head")) {
                        h2(.id("jobs")) { "Jobs" }
                        filters
                    }
                    jobs(request)
                }
            }
        }
    }

    private func sheet(_ title: String, @MarkupBuilder content: () -> Markup) -> Markup {
        section(.class("sheet-grid")) {
            h2 { title }
            div { content() }
        }
    }

    private var health: Markup {
        dl(.class("facts")) {
            for check in checks {
                dt { check.name.firstUppercased }
                dd(.class(check.answer == "ok" ? nil : "bad")) {
                    check.answer == "ok" ? "well" : check.answer
                }
            }
        }
    }

    private var storage: Markup {
        fragment {
            if let free, free < Admin.lowRoom { fullDisk(free) }
            dl(.class("facts")) {
                for bucket in buckets {
                    dt { bucket.name.firstUppercased }
                    dd(.class("tn")) {
                        "\(Wording.bytes(bucket.bytes)) in \(Wording.thousands(bucket.objects)) "
                            + (bucket.objects == 1 ? "file" : "files")
                    }
                }
                if let free {
                    dt { "Free on the disk" }
                    dd(.class(free < Admin.lowRoom ? "tn bad" : "tn")) { Wording.bytes(free) }
                }
            }
        }
    }

    private func fullDisk(_ free: Int) -> Markup {
        div(.class("trouble"), .role("alert")) {
            h3 { "The disk is filling up." }
            p {
                "\(Wording.bytes(free)) are free. Once nothing is left, uploads are refused and what plays goes on. "
                    + "Make room, or move the data folder to a larger disk."
            }
        }
    }

    private func orderForms(_ request: Request) -> Markup {
        ul(.class("stack orders")) {
            for order in orders {
                li {
                    form(.class("actions"), .method("post"), .action(AdminPagePaths.run())) {
                        csrfField(request)
                        input(.type("hidden"), .name("type"), .value(order.name))
                        button(.class("btn"), .aria("describedby", "order-\(order.name)")) { "Run" }
                        span(.id("order-\(order.name)")) { order.summary }
                    }
                }
            }
        }
    }

    private var filters: Markup {
        nav(.class("filters"), .aria("label", "States of jobs")) {
            a(.href(AdminPagePaths.admin()), .aria("current", state == nil ? "true" : nil)) { "all" }
            for choice in states {
                a(
                    .href("\(AdminPagePaths.admin())?state=\(choice.value)"),
                    .aria("current", state == choice.value ? "true" : nil)
                ) {
                    choice.name
                }
            }
        }
    }

    private func jobs(_ request: Request) -> Markup {
        fragment {
            if work.isEmpty {
                p(.class("serif")) { state == nil ? "Nothing to do, and nothing failed." : "There are none." }
            } else {
                table(.class("table folds jobs")) {
                    thead {
                        tr {
                            th { "Job" }
                            th { "State" }
                            th(.class("number")) { "Attempts" }
                            th { "When" }
                            th { span(.class("vh")) { "Try again" } }
                        }
                    }
                    tbody { for job in work { row(job, request) } }
                }
            }
            if let next {
                p(.class("more")) {
                    a(
                        .class("btn"),
                        .href("\(AdminPagePaths.admin())?cursor=\(next)\(state.map { "&state=\($0)" } ?? "")")
                    ) {
                        "Earlier ones"
                    }
                }
            }
        }
    }

    private func row(_ job: Work, _ request: Request) -> Markup {
        tr(.class(job.failure == nil ? nil : "bad")) {
            td {
                job.kind
                if let song = job.song { p(.class("why")) { song } }
                if let failure = job.failure {
                    p(.class("why")) {
                        failure.sentence
                        br()
                        code { failure.code }
                    }
                }
            }
            td(.class("state")) {
                job.isRunning && job.progress > 0
                    ? "\(job.state), \(Int(job.progress * 100)) %" : job.state
            }
            // On a phone it is said of those alone that took more than one.
            td(.class("number"), .data("label", job.attempts > 1 ? "Attempts" : nil)) {
                String(job.attempts)
            }
            td(.class("when")) { moment(job.due) }
            td {
                if job.mayRetry {
                    form(.method("post"), .action(AdminPagePaths.retry(job.id))) {
                        csrfField(request)
                        button(
                            .class("link"),
                            .aria("label", "Try again: \(job.kind)\(job.song.map { ", \($0)" } ?? "")")
                        ) { "Try again" }
                    }
                }
            }
        }
    }
}
