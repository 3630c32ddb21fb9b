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
                let message = "The server at \(address) does not speak vigie/1; check the address, or update the desk."
                settle(.failure(EnrolmentError(.wrongDesk, message)), context)
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
        let message =
            "The server at \(address) is not the desk that the token is from, and was told nothing; check the address, "
            + "or ask for a new token."
        settle(.failure(EnrolmentError(.wrongDesk, message, cause: error)), context)
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
            let message = "The desk at \(self.address) does not answer; try again, or ask its administrator."
            self.settle(.failure(EnrolmentError(.unreachable, message)), context)
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
        EnrolmentError(.unreachable, "The desk at \(address) hung up; try again, or ask its administrator.")
    }

    private var notUnderstood: EnrolmentError {
        EnrolmentError(.answer, "The answer of the desk at \(address) is not understood; is it of another version?")
    }
}

extension EnrolmentError {
    /// The desk's word in words.
    fileprivate init(refusal word: String, by address: String) {
        let reason = Self.refusals[word] ?? "refuses the enrolment (\(word)); ask its administrator."
        self.init(.refused, "The desk at \(address) \(reason)")
    }

    private static let refusals = [
        "unknown-token": "does not know this token; was it copied whole? Ask for a new one: vigie-desk token create.",
        "expired-token": "says that this token has expired. Ask for a new one: vigie-desk token create.",
        "used-token":
            "says that this token was used as often as it may be. Ask for a new one: vigie-desk token create.",
        "not-allowed": "does not allow this enrolment; its administrator must retire or confirm the known host first.",
        "retired": "has retired this workstation; to enrol it anew, remove its identity folder, and with it its key.",
        "busy": "is busy; try again in a minute.",
        "storage-full": "has no room on its disk; tell its administrator, and try again.",
    ]
}
