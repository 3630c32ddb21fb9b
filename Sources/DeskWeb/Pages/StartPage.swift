import Hummingbird

/// The page behind the bare address: where a person's work begins.
struct StartPage {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.start.pattern)) { _, _ in Response.redirect(to: Path.queue.link) }
    }
}
