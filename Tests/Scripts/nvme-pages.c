// Answers the NVMe admin ioctl on one device path from the pages of a recording, so that an unmodified program reads them.
// PAGES_DEVICE is the path that is answered for, PAGES the folder of pages (nvme.id01, nvme.log02). For the demo alone.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/nvme_ioctl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int device = -1;

static int real_open(const char *path, int flags, int mode) {
    static int (*next)(const char *, int, ...);
    if (!next) next = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    return next(path, flags, mode);
}

static int open_path(const char *path, int flags, int mode) {
    const char *ours = getenv("PAGES_DEVICE");
    if (!ours || strcmp(path, ours) != 0) return real_open(path, flags, mode);
    device = real_open("/dev/null", O_RDONLY, 0);
    return device;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int mode = flags & O_CREAT ? va_arg(rest, int) : 0;
    va_end(rest);
    return open_path(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int mode = flags & O_CREAT ? va_arg(rest, int) : 0;
    va_end(rest);
    return open_path(path, flags, mode);
}

int __open_2(const char *path, int flags) { return open_path(path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_path(path, flags, 0); }

static int answer(struct nvme_passthru_cmd *command) {
    char path[512];
    const char *kind = command->opcode == 0x06 ? "id" : command->opcode == 0x02 ? "log" : NULL;
    if (!kind) return 0x4001;  // invalid opcode, do not retry
    snprintf(path, sizeof path, "%s/nvme.%s%02x", getenv("PAGES"), kind, command->cdw10 & 0xff);
    int file = real_open(path, O_RDONLY, 0);
    if (file < 0) return 0x4002;  // invalid field, do not retry
    ssize_t count = read(file, (void *)(uintptr_t)command->addr, command->data_len);
    close(file);
    return count < 0 ? 0x4006 : 0;
}

int ioctl(int descriptor, unsigned long request, ...) {
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (descriptor >= 0 && descriptor == device) {
        if (request == NVME_IOCTL_ID) return 1;
        if (request == NVME_IOCTL_ADMIN_CMD) return answer(argument);
    }
    static int (*next)(int, unsigned long, ...);
    if (!next) next = (int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl");
    return next(descriptor, request, argument);
}
