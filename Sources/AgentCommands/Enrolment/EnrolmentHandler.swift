import NIOCore
import NIOSSL
import NIOTLS
import Wire

/// An enrolling client's side of a session: waits for the greeting, asks, and takes the certificate.
final class EnrolmentHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case handshake
        case greeting
        case certificate(Greeting)
        case settled
    }

    private let request: Enrol
    private let address: String
    private let promise: EventLoopPromise<EnrolmentClient.Issue>
    private var phase = Phase.handshake
    private var framer = LineFramer()
    private var timer: Scheduled<Void>?

    init(_ request: Enrol, at address: String, _ promise: EventLoopPromise<EnrolmentClient.Issue>) {
        self.request = request
        self.address = address
        self.promise = promise
    }

    func handlerAdded(context: ChannelHandlerContext) {
        enter(.handshake, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        settle(.failure(hungUp), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let negotiated) = event as? TLSUserEvent {
            if negotiated == ProtocolName.current {
                enter(.greeting, context)
            } else {
                let failure = EnrolmentError(
                    .wrongDesk,
                    en: "The server at \(address) does not speak vigie/1; check the address, or update the desk.",
                    fr:
                        "Le serveur (\(address)) ne parle pas vigie/1\u{A0}; vérifiez l'adresse, ou mettez à jour le centre d'assistance."
                )
                settle(.failure(failure), context)
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for frame in framer.append(unwrapInboundIn(data).readableBytesView) {
            do throws(EnrolmentError) {
                try take(frame, context)
            } catch {
                settle(.failure(error), context)
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        settle(.failure(hungUp), context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard case .handshake = phase, case .handshakeFailed = error as? NIOSSLError else {
            var failure = hungUp
            failure.cause = error
            return settle(.failure(failure), context)
        }
        let failure = EnrolmentError(
            .wrongDesk,
            en: "The server at \(address) is not the desk that the token is from, and was told nothing; "
                + "check the address, or ask for a new token.",
            fr:
                "Le serveur (\(address)) n'est pas le centre d'assistance dont vient le jeton, et rien ne lui a été dit\u{A0}; "
                + "vérifiez l'adresse, ou demandez un nouveau jeton.",
            cause: error
        )
        settle(.failure(failure), context)
    }

    private func take(_ frame: LineFramer.Frame, _ context: ChannelHandlerContext) throws(EnrolmentError) {
        guard case .line(let bytes) = frame, let line = try? Line(parsing: bytes),
            let message = try? ServerMessage(line)
        else { throw notUnderstood }
        switch (phase, message) {
        case (.settled, _): return
        case (_, .error(let error)): throw EnrolmentError(refusal: error.word, by: address)
        case (_, .wait(_, let reason, _)), (_, .bye(_, let reason, _)):
            throw EnrolmentError(refusal: reason, by: address)
        case (.greeting, .greeting(let greeting)):
            enter(.certificate(greeting), context)
            let text = ClientMessage.enrol(request).line.text + "\n"
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case (.certificate(let greeting), .certificate(let chain, let host)):
            let issue = EnrolmentClient.Issue(store: greeting.store, time: greeting.time, host: host, chain: chain)
            settle(.success(issue), context)
        default: throw notUnderstood
        }
    }

    private func enter(_ next: Phase, _ context: ChannelHandlerContext) {
        phase = next
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: EnrolmentClient.patience) {
            let failure = EnrolmentError(
                .unreachable,
                en: "The desk at \(self.address) does not answer; try again, or ask its administrator.",
                fr:
                    "Le centre d'assistance (\(self.address)) ne répond pas\u{A0}; réessayez, ou demandez à son administrateur."
            )
            self.settle(.failure(failure), context)
        }
    }

    private func settle(_ result: Result<EnrolmentClient.Issue, EnrolmentError>, _ context: ChannelHandlerContext) {
        if case .settled = phase { return }
        phase = .settled
        timer?.cancel()
        promise.completeWith(result.mapError { $0 })
        context.close(promise: nil)
    }

    private var hungUp: EnrolmentError {
        EnrolmentError(
            .unreachable,
            en: "The desk at \(address) hung up; try again, or ask its administrator.",
            fr: "Le centre d'assistance (\(address)) a raccroché\u{A0}; réessayez, ou demandez à son administrateur."
        )
    }

    private var notUnderstood: EnrolmentError {
        EnrolmentError(
            .answer,
            en: "The answer of the desk at \(address) is not understood; is it of another version?",
            fr:
                "La réponse du centre d'assistance (\(address)) n'est pas comprise\u{A0}; est-il d'une autre version\u{A0}?"
        )
    }
}
