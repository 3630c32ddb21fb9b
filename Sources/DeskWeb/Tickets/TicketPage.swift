import Desk
import DeskView
import Health
import Hummingbird

/// One ticket: what is wrong, until when, who has it, its story, and what may be done now.
struct TicketPage {
    let site: Site

    func register(_ router: some RouterMethods<PageContext>) {
        let pattern = RouterPath(Path.ticket("number").pattern)
        router.get(pattern) { request, context in
            try await show(QueueView(carriedBy: Form(queryOf: request)), context)
        }
        router.post(pattern) { request, context in
            try await act(QueueView(carriedBy: Form(queryOf: request)), context)
        }
    }

    /// The ticket of the path.
    private func found(_ context: PageContext) async throws -> TicketRecord {
        guard let number = Int64(try context.parameter("number")),
            let record = try await site.store.ticket(number, in: context.scope)
        else {
            throw PageError(
                .notFound,
                en: "There is no such ticket, or it is not yours to see.",
                fr: "Ce billet n'existe pas, ou vous n'y avez pas accès."
            )
        }
        return record
    }

    /// The page; after a refusal with the reason, and with what was typed.
    private func show(
        _ view: QueueView?,
        _ context: PageContext,
        refusal: Refusal? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let record = try await found(context)
        let scope = try context.scope
        let ticket = record.ticket
        let figures = site.figures(context)
        let now = site.now()
        let names = try await NameBook(of: [ticket], log: record.log, from: site.store, in: scope)
        let fact = try await fact(of: ticket, scope)
        let sheet = TicketSheet(record, names, fact: fact)
        let clock = ClockSheet(record, by: try await site.store.book(in: scope), now: now)
        let machine = try await MachineBeside(record, fact: fact, from: site.store, in: scope)
        var values: Values = [
            "machine": machine.values(figures, now),
            "number": String(ticket.number), "foreign_summary": ticket.summary(in: figures.language),
            "head": TicketHead(ticket, names, figures, now: now).values,
            "facts": sheet.facts(figures, now, withComponent: false).map {
                ["label": $0.label, "foreign_text": $0.text]
            },
            "clock": [
                "heads": clock.heads(figures).map { ["text": $0] },
                "table": TableValues.make(clock.listing(figures), clock.rows, figures),
            ],
            "story": record.timeline(figures, names).map { entry in
                StoryEntry(entry, isNew: refusal.map { entry.number > $0.version } ?? false).values(figures, now)
            },
            "refusal": (refusal?.values(record, figures.language)).orFalse,
            "way": try await way(from: ticket, view, context).orFalse,
            "next_ticket": try context.signedIn.account.stations.isEmpty ? false : Path.next.link as Any,
        ]
        if scope.is([.administrator, .supervisor, .technician], in: ticket.organisation) {
            let forms = TicketForms(
                record: record,
                link: link(to: ticket, view),
                checklist: sheet.checklist,
                technicians: try await technicians(of: ticket.organisation, scope),
                categories: try await site.store.categories(in: scope).filter {
                    $0.organisation == ticket.organisation
                },
                reader: try context.signedIn.account.person,
                typed: refusal.map(\.form) ?? Form(),
                now: now,
                language: figures.language
            )
            values["work"] = forms.values
            values["support"] = try await support(record, names, forms.typed, context).values(figures, now)
        }
        let title = Words(en: "Ticket \(ticket.number)", fr: "Billet \(ticket.number)")
        return site.page(.ticket, values, in: context, title: title[figures.language], status: status)
    }

    /// The link to a ticket, which goes on carrying what its page was opened with.
    private func link(to ticket: Ticket, _ view: QueueView?) -> String {
        let path = Path.ticket(String(ticket.number))
        return view?.link(path) ?? path.link
    }

    /// Back to the queue and on in it; nil where the page was not opened from there.
    private func way(from ticket: Ticket, _ view: QueueView?, _ context: PageContext) async throws -> Values? {
        guard let view else { return nil }
        let scope = try context.scope
        let own = try await site.store.categories(in: scope)
        let account = try context.signedIn.account
        // What was typed into the address by hand, and cannot be looked for, leads nowhere.
        guard let filter = try? view.filter(of: account, own: own) else { return nil }
        let neighbours = try await site.store.neighbours(of: ticket, filter: filter, in: scope)
        return TicketWay(view: view, neighbours: neighbours).values(context.visitor.language)
    }

    /// The ways to its machine.
    private func support(
        _ record: TicketRecord,
        _ names: NameBook,
        _ typed: Form,
        _ context: PageContext
    ) async throws(DeskError) -> SupportForms {
        let isReached = !History(record.log).reaches.isEmpty
        let hosts = isReached ? try await site.store.hosts(in: context.scope) : []
        return SupportForms(
            record: record,
            ways: site.configuration.support,
            host: hosts.first { $0.id == record.ticket.host },
            reader: try context.signedIn.account,
            names: names,
            typed: typed
        )
    }

    /// The component as it was last told.
    private func fact(of ticket: Ticket, _ scope: Scope) async throws(DeskError) -> Fact? {
        guard let condition = ticket.condition else { return nil }
        return try await site.store.facts(of: condition.host, in: scope).first {
            condition.key.hasPrefix("\($0.component)/")
        }
    }

    /// Who may have it: name and number, by name.
    private func technicians(of organisation: OrganisationID, _ scope: Scope) async throws(DeskError) -> [Technician] {
        let accounts = try await site.store.accounts(in: scope).filter { account in
            !account.isLocked && account.memberships.contains { $0.organisation == organisation && $0.tier != nil }
        }
        let names = try await site.store.names(of: Set(accounts.map(\.person)), in: scope)
        return accounts.map { Technician(person: $0.person, name: names[$0.person] ?? $0.login) }.sorted {
            $0.name < $1.name
        }
    }

    /// Does what a form wants, at the version that its page showed, and stays on the ticket.
    private func act(_ view: QueueView?, _ context: PageContext) async throws -> Response {
        let record = try await found(context)
        let version = context.form["version"].flatMap { Int64($0) }
        do throws(DeskError) {
            let action = try TicketRequest(context.form, zone: site.zone, ways: site.configuration.support).action(
                on: record.ticket,
                by: context.signedIn.account.person
            )
            if case .categorise(let category) = action {
                let organisation = record.ticket.organisation
                try await site.store.categories(in: context.scope).require(category, of: organisation)
            }
            let done = try await site.store.perform(
                action,
                on: record.ticket.number,
                version: version,
                by: context.scope,
                at: site.now()
            )
            let place = if case .reach = action { "#support" } else { StoryEntry.link(done.version) }
            let link = link(to: done.ticket, view) + place
            return try await site.redirect(to: link, saying: PageNote("done"), context)
        } catch {
            guard
                [.badText, .changed, .notAllowed, .unknownPerson, .unknownTicket, .unknownCategory].contains(error.code)
            else {
                throw error
            }
            let refusal = Refusal(error: error, version: version ?? record.version, form: context.form)
            return try await show(view, context, refusal: refusal, status: .unprocessableContent)
        }
    }
}

/// Who may have a ticket.
struct Technician {
    let person: PersonID
    let name: String
}
