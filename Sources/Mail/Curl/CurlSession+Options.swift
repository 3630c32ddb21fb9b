import CCurl

extension CurlSession {
    /// Sets what is the same for every message.
    func configure(_ relay: Relay, _ patience: Patience) {
        // Signals belong to the program.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        let scheme = relay.security == .tls ? "smtps" : "smtp"
        set(CURLOPT_URL, "\(scheme)://\(HostName.inURL(relay.host)):\(relay.port)/\(relay.helo)")
        // The environment of a service names proxies for the web.
        set(CURLOPT_PROXY, "")
        set(CURLOPT_UPLOAD, 1)
        note(unsafe vigie_curl_set_no_heirs(handle))
        note(unsafe vigie_curl_go_on_without_refused_recipients(handle))
        protect(relay)
        signIn(relay.login)
        wait(patience)
    }

    private func protect(_ relay: Relay) {
        set(CURLOPT_USE_SSL, Int(relay.security == .none ? CURLUSESSL_NONE.rawValue : CURLUSESSL_ALL.rawValue))
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        guard let file = relay.authorities else { return }
        set(CURLOPT_CAINFO, file)
        // The system's folder would be trusted beside it.
        set(CURLOPT_CAPATH, nil)
    }

    private func signIn(_ login: Relay.Login?) {
        guard let login else { return }
        set(CURLOPT_USERNAME, login.user)
        set(CURLOPT_PASSWORD, login.password.text)
        // Others (GSSAPI for a user with an @, NTLM) fail where these, which TLS protects, do not.
        set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
    }

    private func wait(_ patience: Patience) {
        let whole = Patience.milliseconds(patience.message)
        set(CURLOPT_CONNECTTIMEOUT_MS, Patience.milliseconds(patience.connection))
        set(CURLOPT_TIMEOUT_MS, whole)
        // For the answer to QUIT, which no other limit holds for.
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, (whole + 999) / 1000)
    }
}
