import CLinux

/// How this process holds its memory.
package enum Memory {
    /// Lets all threads share one heap, for a program with many threads that allocate little.
    ///
    /// Called before there are threads.
    package static func useOneArena() {
        vigie_use_one_arena()
    }

    /// Gives back what this process does not use now: free heap, and code and constants, which the page cache keeps.
    ///
    /// For a program that needs far more to start than to go on. What it does use comes back within microseconds, a page at a time.
    package static func release() {
        vigie_release_memory()
    }
}
