#define _GNU_SOURCE
#include "clinux.h"

#include <link.h>
#include <pthread.h>
#include <sys/mman.h>

/// Unmaps the pages of one object that are never written, not even by relocations: those without a text relocation.
static int release_object(struct dl_phdr_info *object, size_t size, void *unused) {
    (void)size, (void)unused;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type != PT_DYNAMIC) continue;
        for (const ElfW(Dyn) *entry = (void *)(object->dlpi_addr + segment->p_vaddr); entry->d_tag != DT_NULL; entry++) {
            if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && entry->d_un.d_val & DF_TEXTREL)) return 0;
        }
    }
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
        // Whole pages alone: at its ends a segment may share one with a segment that is written.
        uintptr_t begin = (object->dlpi_addr + segment->p_vaddr + page - 1) / page * page;
        uintptr_t end = (object->dlpi_addr + segment->p_vaddr + segment->p_filesz) / page * page;
        if (begin < end) madvise((void *)begin, end - begin, MADV_DONTNEED);
    }
    return 0;
}

/// What the calling thread's stack once held below where it is now.
static void release_stack(void) {
    pthread_attr_t attributes;
    void *bottom;
    size_t size;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
    int code = pthread_attr_getstack(&attributes, &bottom, &size);
    pthread_attr_destroy(&attributes);
    if (code != 0) return;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    // A page is left for the calls from here on.
    const uintptr_t end = ((uintptr_t)__builtin_frame_address(0) / page - 1) * page;
    if ((uintptr_t)bottom < end) madvise(bottom, end - (uintptr_t)bottom, MADV_DONTNEED);
}

void vigie_release_memory(void) {
    malloc_trim(0);
    release_stack();
    dl_iterate_phdr(release_object, NULL);
}
