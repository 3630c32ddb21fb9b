#include <sqlite3.h>

/// Keeps no pages in reserve for each cache (SQLITE_CONFIG_PAGECACHE): 20 of them, touched at once, are much for a small file.
///
/// It counts when it comes before the first connection of a process, and is refused afterwards.
static inline int vigie_sqlite_keep_no_pages(void) {
    return sqlite3_config(SQLITE_CONFIG_PAGECACHE, (void *)0, 0, 0);
}
