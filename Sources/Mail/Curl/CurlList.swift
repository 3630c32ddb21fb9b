import CCurl

/// A list of texts as libcurl takes it.
@safe
final class CurlList {
    private(set) var first: UnsafeMutablePointer<curl_slist>?
    /// Whether memory sufficed for all of it.
    private(set) var isWhole = true

    init(_ texts: [String]) {
        for text in texts {
            guard let grown = unsafe curl_slist_append(first, text) else {
                isWhole = false
                return
            }
            unsafe first = grown
        }
    }

    deinit {
        unsafe curl_slist_free_all(first)
    }
}
