package import Accounts
package import HTTP
package import Site

/// What people look at: every page that needs more than one slice, each put together from plain values.
///
/// A page is markup from a value (`XPage.swift`); its routes gather the value (`X+Routes.swift`). Forms post to
/// addresses of this slice and lead back with 303; scripts call the API instead.
package struct Pages: Sendable {
    let shell: Shell
    let accounts: Accounts
    let settings: AccountSettings

    /// Pages in the frame of `shell`.
    package init(shell: Shell, accounts: Accounts, settings: AccountSettings) {
        self.shell = shell
        self.accounts = accounts
        self.settings = settings
    }

    /// What this slice answers.
    package var routes: [Route] { doorRoutes + settingsRoutes }
}
