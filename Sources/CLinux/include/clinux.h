#pragma once

// What Swift cannot import from Linux's headers, as inline shims, and the packets between ReaderClient and vigie-reader.

#include <dirent.h>
#include <errno.h>
#include <linux/nvme_ioctl.h>
#include <linux/openat2.h>
#include <scsi/sg.h>
#include <malloc.h>
#include <pthread.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// MARK: Packets. Both ends are the same machine and release: native byte order, no padding.

enum {
    vigie_packet_version = 2,
    vigie_data_limit = 4096,
    vigie_sense_size = 32,
};

/// The closed list of commands; all of them read, but for self-tests. Those from 0x100 on are families: the low byte says which
/// page or test, and vigie-reader knows which there are.
enum {
    vigie_ata_identify = 1,
    vigie_ata_smart_data = 2,
    vigie_ata_smart_thresholds = 3,
    vigie_ata_return_status = 4,
    vigie_ata_check_power_mode = 5,
    vigie_nvme_identify_controller = 6,
    vigie_scsi_inquiry = 7,
    vigie_scsi_request_sense = 8,
    vigie_scsi_exceptions_mode = 9,
    vigie_scsi_grown_defects = 10,
    vigie_scsi_serial_number = 11,
    vigie_nvme_notices_on = 12,   // answers what was on before: 4 bytes of feature 0Bh
    vigie_nvme_notices_set = 13,  // on are those of the low byte of `first` from now on
    vigie_ata_smart_log = 0x100,     // | log address
    vigie_ata_general_log = 0x200,   // | log address << 4 | page
    vigie_nvme_log = 0x300,          // | log identifier
    vigie_scsi_log = 0x400,          // | page code
    vigie_ata_self_test = 0x500,     // | one of the tests below
    vigie_nvme_self_test = 0x600,
    vigie_scsi_self_test = 0x700,
};

enum {
    vigie_test_short = 1,
    vigie_test_extended = 2,
    vigie_test_selective = 4,  // ATA alone; of the sectors `first` to `last`
    vigie_test_abort = 15,
};

/// How a request ended; what `detail` holds is said beside each.
enum {
    vigie_done = 0,
    vigie_bad_request = 1,      // 0
    vigie_not_a_disk = 2,       // 0
    vigie_busy = 3,             // 0: this disk still works on an earlier command
    vigie_crowded = 4,          // 0: too many disks hang
    vigie_system_error = 5,     // errno
    vigie_sense_error = 6,      // sense key << 16 | ASC << 8 | ASCQ
    vigie_nvme_error = 7,       // NVMe status, SCT << 8 | SC
    vigie_transport_error = 8,  // SCSI status << 16 | host status << 8 | driver status
    vigie_short_data = 9,       // bytes that the disk left out
};

struct vigie_request {
    uint16_t version;
    uint16_t command;
    uint32_t id;
    char disk[32];  // kernel name, [a-z0-9]+, padded with NUL
    uint64_t first, last;  // sectors of a selective self-test, notices to be set, else 0
};

struct vigie_answer {
    uint32_t id;
    uint16_t status;
    uint16_t length;  // of the bytes that follow
    uint32_t detail;
};

// MARK: Shims. glibc shows O_PATH and addclosefrom_np under _GNU_SOURCE only, which Swift's importer does not set.

enum { vigie_o_path = 010000000 };

extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

static inline int vigie_spawn_close_from(posix_spawn_file_actions_t *actions, int from) {
    return posix_spawn_file_actions_addclosefrom_np(actions, from);
}

/// Opens a path with every link and `..` kept beneath `root`; tried again when the tree was renamed under it.
static inline int vigie_open_beneath(int root, const char *path, int flags) {
    struct open_how how = {.flags = (uint64_t)flags, .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS};
    long fd = -1;
    for (int attempt = 0; attempt < 8; attempt++) {
        fd = syscall(SYS_openat2, root, path, &how, sizeof how);
        if (fd >= 0 || errno != EAGAIN) break;
    }
    return (int)fd;
}

static inline int vigie_pidfd_open(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

static inline const char *vigie_entry_name(const struct dirent *entry) { return entry->d_name; }

/// SG_IO; `cdb` holds 16 bytes, of which `cdb_length` are sent; `length` 0 for a command without data, which else is read, or
/// written where `writes` is not 0.
static inline int vigie_sg_io(
    int fd, const uint8_t *cdb, uint8_t cdb_length, void *data, unsigned length, int writes, uint8_t *sense,
    unsigned milliseconds, struct sg_io_hdr *header
) {
    *header = (struct sg_io_hdr){
        .interface_id = 'S',
        .dxfer_direction = length == 0 ? SG_DXFER_NONE : writes ? SG_DXFER_TO_DEV : SG_DXFER_FROM_DEV,
        .cmd_len = cdb_length,
        .mx_sb_len = vigie_sense_size,
        .dxfer_len = length,
        .dxferp = data,
        .cmdp = (unsigned char *)cdb,
        .sbp = sense,
        .timeout = milliseconds,
    };
    return ioctl(fd, SG_IO, header);
}

/// An NVMe admin command that reads, or has no data (`length` 0); answers 0, a positive NVMe status, or -1 with errno.
static inline int vigie_nvme_admin(
    int fd, uint8_t opcode, uint32_t nsid, uint32_t cdw10, uint32_t cdw11, void *data, uint32_t length,
    uint32_t milliseconds, uint32_t *result
) {
    struct nvme_passthru_cmd command = {
        .opcode = opcode,
        .nsid = nsid,
        .addr = length > 0 ? (uint64_t)(uintptr_t)data : 0,
        .data_len = length,
        .cdw10 = cdw10,
        .cdw11 = cdw11,
        .timeout_ms = milliseconds,
    };
    int code = ioctl(fd, NVME_IOCTL_ADMIN_CMD, &command);
    *result = command.result;
    return code;
}

/// Starts a thread that nobody waits for; 0, or an errno code.
static inline int vigie_start_thread(void *(*run)(void *), void *context) {
    pthread_t thread;
    int code = pthread_create(&thread, NULL, run, context);
    if (code == 0) pthread_detach(thread);
    return code;
}

/// One heap for all threads (mallopt(3)).
static inline void vigie_use_one_arena(void) {
    mallopt(M_ARENA_MAX, 1);
}

/// Lets go of what this process does not use now: free heap, the depth of the calling thread's stack, and mapped code and
/// constants, which come back from the page cache.
void vigie_release_memory(void);
