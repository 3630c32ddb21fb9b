#include <curl/curl.h>
#include <fcntl.h>
#include <sys/socket.h>

// curl_easy_setopt takes any number of arguments, which Swift cannot call: one function for each type that an option has.

static inline CURLcode vigie_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode vigie_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

/// libcurl copies the text; a null pointer takes the option back.
static inline CURLcode vigie_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/// libcurl keeps the pointer.
static inline CURLcode vigie_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

/// libcurl keeps the list.
static inline CURLcode vigie_curl_set_recipients(CURL *handle, struct curl_slist *list) {
    return curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, list);
}

static inline CURLcode vigie_curl_set_reader(CURL *handle, size_t (*reader)(char *, size_t, size_t, void *)) {
    return curl_easy_setopt(handle, CURLOPT_READFUNCTION, reader);
}

static inline CURLcode vigie_curl_set_writer(CURL *handle, size_t (*writer)(char *, size_t, size_t, void *)) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, writer);
}

static inline CURLcode vigie_curl_set_watcher(CURL *handle, curl_debug_callback watcher) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, watcher);
}

static inline CURLcode vigie_curl_set_progress(CURL *handle, curl_xferinfo_callback progress) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
}

static inline int vigie_curl_no_heir(void *context, curl_socket_t socket, curlsocktype purpose) {
    (void)context;
    (void)purpose;
    fcntl(socket, F_SETFD, FD_CLOEXEC);
    return CURL_SOCKOPT_OK;
}

/// Keeps connections from the programs that this one starts, as later releases of libcurl do of themselves.
static inline CURLcode vigie_curl_set_no_heirs(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, vigie_curl_no_heir);
}

/// Ends the connection that is still open, if one is, so that curl_easy_cleanup does not wait for its last word: up to 120
/// seconds in libcurl 7.88, whatever the limits are.
static inline void vigie_curl_hang_up(CURL *handle) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    if (handle && curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK && socket != CURL_SOCKET_BAD)
        shutdown(socket, SHUT_RDWR);
}

/// The option's name was spelled otherwise before libcurl 8.2.
static inline CURLcode vigie_curl_go_on_without_refused_recipients(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
}

static inline CURLcode vigie_curl_start(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}
