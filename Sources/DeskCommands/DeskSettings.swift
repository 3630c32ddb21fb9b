import DeskServer
import DeskWeb
package import Settings

/// The settings of `desk.conf`, with `desk.conf.d/*.conf` beside it.
package enum DeskSettings {
    package static let path = "/etc/vigie/desk.conf"

    /// Everything that `desk.conf` may hold.
    package static let schema = Schema([MailSettings.section, WebSettings.section, SupportSettings.section])
}
