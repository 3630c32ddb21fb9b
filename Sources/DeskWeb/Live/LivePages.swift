import Desk
import HTTPTypes
import Hummingbird
import NIOCore
import Report

/// The stream of what happens, and who is where.
struct LivePages {
    let site: Site

    /// Bytes of a stream that the kernel and the connection keep, each.
    private static let buffer = 16 * 1024

    func register(_ router: some RouterMethods<PageContext>) {
        router.get(RouterPath(Path.live.pattern)) { request, context in try follow(request, context) }
        router.post(RouterPath(Path.presence.pattern)) { _, context in try await note(context) }
    }

    private func follow(_ request: Request, _ context: PageContext) throws -> Response {
        let signedIn = try context.signedIn
        guard !site.live.isFull else {
            throw PageError(
                .serviceUnavailable,
                en: "Too many pages are open at this desk. What is new is seen by loading the page again.",
                fr:
                    "Trop de pages sont ouvertes sur ce centre d'assistance. Rechargez la page pour voir les nouveautés."
            )
        }
        let reader = LiveReader(session: signedIn.session, account: signedIn.account)
        let known = request.headers[.lastEventID].flatMap { Int64($0) }
        let channel = context.channel
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .accelBuffering: "no"],
            body: ResponseBody { writer in
                // What nobody reads waits with us, where it is little.
                try await channel.setOption(.socketOption(.so_sndbuf), value: .init(Self.buffer)).get()
                let mark = ChannelOptions.Types.WriteBufferWaterMark(low: Self.buffer / 2, high: Self.buffer)
                try await channel.setOption(.writeBufferWaterMark, value: mark).get()
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await site.live.serve(reader, after: known, to: &writer) { channel.close(promise: nil) }
                    try await writer.finish(nil)
                }
            }
        )
    }

    /// Hears who reads or writes at a ticket, and answers who else does.
    private func note(_ context: PageContext) async throws -> Response {
        guard let ticket = context.form["ticket"].flatMap({ Int64($0) }),
            let doing = context.form["doing"].flatMap(Presence.Doing.init(rawValue:)),
            try await site.store.organisation(ofTicket: ticket, in: context.scope) != nil
        else { throw PageError.unknownPage }
        let signedIn = try context.signedIn
        let others = site.live.note(
            doing,
            at: ticket,
            by: LiveReader(session: signedIn.session, account: signedIn.account),
            name: signedIn.person.name
        )
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: LiveText.json(ticket, others).compact))
        )
    }
}
