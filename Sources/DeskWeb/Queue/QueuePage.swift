import Desk
import DeskView
import Health
import Hummingbird

/// What is next, and why: the tickets of a tab in their order, and what may be done with several.
struct QueuePage {
    let site: Site

    private static let limit = 50

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.queue.pattern)) { request, context in
            try await show(Form(queryOf: request), context)
        }
        router.post(RouterPath(Path.next.pattern)) { _, context in try await takeNext(context) }
        router.post(RouterPath(Path.bulk.pattern)) { _, context in try await actOnSeveral(context) }
    }

    private func show(
        _ form: Form,
        _ context: PageContext,
        refusals: [Values] = [],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let view = QueueView(form)
        let account = try context.signedIn.account
        let scope = try context.scope
        let language = context.visitor.language
        var values: Values = [
            "tabs": tabs(view, try await site.store.queueCounts(of: account, in: scope), language),
            "tab": view.tab.rawValue, "typed": view.typed, "search": Path.queue.link, "refusals": refusals,
            "next_ticket": account.stations.isEmpty ? false : Path.next.link as Any,
            "bulk": Path.bulk.link, "more": false, "mistake": false,
        ]
        do throws(DeskError) {
            let own = try await site.store.categories(in: scope)
            var filter = try view.filter(of: account, own: own, limit: Self.limit)
            filter.after = form["after"].flatMap { QueuePlace($0) }
            let queue = try await site.store.queue(filter, in: scope)
            values["rows"] = try await rows(queue.tickets, view, scope, context)
            values["more"] = queue.next.map { view.link(after: $0) }.orFalse
            values["empty"] =
                queue.tickets.isEmpty ? Self.empty(view.tab, isFiltered: !filter.query.isEmpty)[language] as Any : false
        } catch {
            guard error.code == .badText else { throw error }
            (values["rows"], values["empty"], values["mistake"]) = ([Values](), false, error.message[language])
        }
        values["choices"] = BulkForm.choices(language)
        return site.page(.queue, values, in: context, status: status)
    }

    private func tabs(_ view: QueueView, _ counts: [QueueTab: Int], _ language: Language) -> [Values] {
        QueueTab.allCases.map { tab in
            [
                "name": tab.words[language], "count": String(counts[tab] ?? 0), "href": view.link(tab: tab),
                "current": tab == view.tab,
            ]
        }
    }

    private func rows(
        _ tickets: [Ticket],
        _ view: QueueView,
        _ scope: Scope,
        _ context: PageContext
    ) async throws(DeskError) -> [Values] {
        let names = try await NameBook(of: tickets, from: site.store, in: scope)
        let book = try await site.store.book(in: scope)
        let agreements = try await site.store.agreements(of: tickets.map(\.number), in: scope)
        let figures = site.figures(context)
        return tickets.map { ticket in
            let agreement = agreements[ticket.number].flatMap { book.agreement($0) }
            let why = QueueReason.text(of: ticket, under: agreement, figures)
            return QueueRow(ticket, names, figures, now: site.now()).values(
                link: view.link(.ticket(String(ticket.number))),
                why: why
            )
        }
    }

    private static func empty(_ tab: QueueTab, isFiltered: Bool) -> Words {
        guard !isFiltered else {
            return Words(
                en: "Nothing here holds these words. Other tabs may; take a word away to see more.",
                fr: "Rien ici ne contient ces mots. D'autres onglets peut-être\u{A0}; retirez un mot pour en voir plus."
            )
        }
        return switch tab {
        case .mine:
            Words(
                en: "You have no tickets. The key n takes the next one of your tier.",
                fr: "Vous n'avez aucun billet. La touche n prend le suivant de votre niveau."
            )
        case .tier:
            Words(en: "Nothing is to be done at your tier.", fr: "Rien à faire à votre niveau.")
        case .unassigned: Words(en: "Somebody has every ticket.", fr: "Chaque billet est confié à quelqu'un.")
        case .paused: Words(en: "Nothing waits.", fr: "Rien n'est en attente.")
        case .all:
            Words(
                en: "There are no open tickets. Agents open them, and so do you for who calls.",
                fr: "Il n'y a aucun billet en cours. Les agents en ouvrent, et vous aussi pour qui appelle."
            )
        }
    }

    private func takeNext(_ context: PageContext) async throws -> Response {
        let taken: TicketRecord?
        do throws(DeskError) {
            taken = try await site.store.takeNext(for: context.signedIn.account, by: context.scope, at: site.now())
        } catch {
            guard error.code == .notAllowed else { throw error }
            let refusal: Values = ["text": error.message[context.visitor.language], "link": false]
            return try await show(context.form, context, refusals: [refusal], status: .unprocessableContent)
        }
        let view = QueueView(context.form)
        guard let taken else {
            return try await site.redirect(to: view.link(), saying: PageNote("nothing-next"), context)
        }
        return .redirect(to: view.link(.ticket(String(taken.ticket.number))))
    }

    /// Does the same with each ticket that was ticked; each refusal is named.
    private func actOnSeveral(_ context: PageContext) async throws -> Response {
        var refusals: [Values] = []
        var count = 0
        do throws(DeskError) {
            let form = BulkForm(context.form, zone: site.zone)
            for number in try form.tickets() {
                count += 1
                guard let reason = try await refusal(form, on: number, context) else { continue }
                let link = Path.ticket(String(number)).link
                refusals.append(["text": reason[context.visitor.language], "link": link, "number": String(number)])
            }
        } catch {
            guard error.isMistake || error.code == .notAllowed else { throw error }
            refusals = [["text": error.message[context.visitor.language], "link": false]]
        }
        guard refusals.isEmpty else {
            return try await show(context.form, context, refusals: refusals, status: .unprocessableContent)
        }
        let note = PageNote("done-several", ["count": String(count)])
        return try await site.redirect(to: QueueView(context.form).link(), saying: note, context)
    }

    /// Does it with one ticket; why not where the ticket does not permit it.
    private func refusal(_ form: BulkForm, on number: Int64, _ context: PageContext) async throws(DeskError) -> Words? {
        do throws(DeskError) {
            let scope = try context.scope
            guard let ticket = try await site.store.ticket(number, in: scope)?.ticket else {
                return Self.unknown(number)
            }
            let action = try form.action(on: ticket, by: context.signedIn.account.person)
            try await site.store.perform(action, on: number, version: nil, by: scope, at: site.now())
            return nil
        } catch {
            guard !error.isTemporary else { throw error }
            return error.message
        }
    }

    private static func unknown(_ number: Int64) -> Words {
        Words(en: "There is no ticket \(number).", fr: "Il n'y a pas de billet \(number).")
    }
}
