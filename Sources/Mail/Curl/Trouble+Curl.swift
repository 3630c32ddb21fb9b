import CCurl

extension Trouble {
    /// What an error code of libcurl means (libcurl-errors(3)), after what the relay said before it.
    init(_ code: CURLcode, _ detail: String, in dialogue: Dialogue) {
        self.init(Self.kind(code, dialogue), reply: dialogue.refusal, detail: detail)
    }

    private static func kind(_ code: CURLcode, _ dialogue: Dialogue) -> Kind {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .name
        case CURLE_COULDNT_CONNECT, CURLE_URL_MALFORMAT: .connection
        case CURLE_OPERATION_TIMEDOUT: dialogue.hasHeardNonsense ? .nonsense : .time
        case CURLE_ABORTED_BY_CALLBACK: .stopped
        case CURLE_PEER_FAILED_VERIFICATION: .certificate
        case CURLE_SSL_CACERT_BADFILE: .authorities
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER: .encryption
        // The second is CURLE_TOO_LARGE, of libcurl 8.6.
        case CURLE_WEIRD_SERVER_REPLY, CURLcode(rawValue: 100): kind(dialogue, or: .nonsense)
        case CURLE_LOGIN_DENIED: kind(dialogue, or: .login)
        case CURLE_USE_SSL_FAILED: kind(dialogue, or: .noEncryption)
        case CURLE_OUT_OF_MEMORY, CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN, CURLE_FAILED_INIT: .library
        default: kind(dialogue, or: dialogue.hasHeardNonsense ? .nonsense : .broken)
        }
    }

    /// By what the relay refused, if it did: libcurl has one code for several of these, and another one in another release.
    private static func kind(_ dialogue: Dialogue, or kind: Kind) -> Kind {
        guard let reply = dialogue.refusal else { return kind }
        if reply.code < 500 { return .later }
        return switch dialogue.stage {
        case .greeting, .hello: .unwelcome
        case .protection: .noEncryption
        case .login: .login
        case .sender, .recipient, .data, .text: kind
        }
    }
}
