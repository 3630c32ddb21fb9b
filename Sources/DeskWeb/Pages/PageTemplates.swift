import Mustache

/// The templates of the pages, read once when the program starts.
///
/// Every template begins with the line that chooses ``PageEscaping``, partials too: the library starts each partial with its own
/// escaping, and what a partial chooses ends with it. Blocks and sections are escaped as where they are put in.
package struct PageTemplates: Sendable {
    /// What a template's first line is.
    static let pragma = "{{% CONTENT_TYPE:\(PageEscaping.name)}}\n"

    private let library: MustacheLibrary

    /// The templates that are embedded in the program.
    package init() throws(PageTemplateError) {
        try self.init(Self.sources)
    }

    /// Templates by their names, as UTF-8.
    init(_ sources: [String: [UInt8]]) throws(PageTemplateError) {
        MustacheContentTypes.register(PageEscaping(), named: PageEscaping.name)
        var library = MustacheLibrary()
        for (name, bytes) in sources {
            library.register(try Self.template(name, String(decoding: bytes, as: UTF8.self)), named: name)
        }
        self.library = library
    }

    /// The text of a page; nothing where there is no template of that name.
    ///
    /// A name is looked for in the innermost dictionary first, then in those around it: what is not there has to be false, for an
    /// optional is written as one. An empty text is there.
    package func render(_ name: String, _ values: [String: Any]) -> String {
        library.render(values, withTemplate: name) ?? ""
    }

    private static func template(_ name: String, _ text: String) throws(PageTemplateError) -> MustacheTemplate {
        guard text.hasPrefix(pragma) else {
            throw PageTemplateError(template: name, line: 1, cause: "the first line is not \(pragma.dropLast())")
        }
        do {
            return try MustacheTemplate(string: text)
        } catch let error as MustacheTemplate.ParserError {
            throw PageTemplateError(template: name, line: error.context.lineNumber, cause: "\(error.error)")
        } catch {
            throw PageTemplateError(template: name, line: 1, cause: "\(error)")
        }
    }
}

/// A template that cannot be read: a defect of the program.
package struct PageTemplateError: Error, CustomStringConvertible {
    let template: String
    let line: Int
    let cause: String

    package var description: String { "\(template).mustache, line \(line): \(cause)" }
}

extension PageTemplates {
    /// The files of the folder Templates by their names without `.mustache`; a test compares them.
    static let sources: [String: [UInt8]] = [
        "caller": PackageResources.caller_mustache,
        "chart": PackageResources.chart_mustache,
        "choices": PackageResources.choices_mustache,
        "draft-kept": PackageResources.draft_kept_mustache,
        "filing-hosts": PackageResources.filing_hosts_mustache,
        "filing-people": PackageResources.filing_people_mustache,
        "fleet": PackageResources.fleet_mustache,
        "health": PackageResources.health_mustache,
        "host": PackageResources.host_mustache,
        "host-tickets": PackageResources.host_tickets_mustache,
        "layout": PackageResources.layout_mustache,
        "me": PackageResources.me_mustache,
        "mistake": PackageResources.mistake_mustache,
        "new-ticket": PackageResources.new_ticket_mustache,
        "organisations": PackageResources.organisations_mustache,
        "people": PackageResources.people_mustache,
        "person": PackageResources.person_mustache,
        "person-fields": PackageResources.person_fields_mustache,
        "queue": PackageResources.queue_mustache,
        "queue-row": PackageResources.queue_row_mustache,
        "report-done": PackageResources.report_done_mustache,
        "report-fleet": PackageResources.report_fleet_mustache,
        "report-head": PackageResources.report_head_mustache,
        "report-host": PackageResources.report_host_mustache,
        "second-factor": PackageResources.second_factor_mustache,
        "sign-in": PackageResources.sign_in_mustache,
        "sign-in-code": PackageResources.sign_in_code_mustache,
        "table": PackageResources.table_mustache,
        "ticket": PackageResources.ticket_mustache,
        "ticket-act": PackageResources.ticket_act_mustache,
        "ticket-checklist": PackageResources.ticket_checklist_mustache,
        "ticket-hidden": PackageResources.ticket_hidden_mustache,
        "ticket-machine": PackageResources.ticket_machine_mustache,
        "ticket-support": PackageResources.ticket_support_mustache,
        "ticket-work": PackageResources.ticket_work_mustache,
        "time": PackageResources.time_mustache,
        "tokens": PackageResources.tokens_mustache,
        "welcome": PackageResources.welcome_mustache,
    ]
}
