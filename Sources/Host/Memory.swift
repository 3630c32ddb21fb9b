import CLinux

/// How this process holds its memory.
package enum Memory {
    /// Lets all threads share one heap, for a program with many threads that allocate little.
    ///
    /// Called before there are threads.
    package static func useOneArena() {
        vigie_use_one_arena()
    }
}
