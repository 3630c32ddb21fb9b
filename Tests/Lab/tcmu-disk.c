// A SATA or SAS disk in the kernel's hands: answers the SCSI commands of one TCMU device (target_core_user) from a folder of pages.
//
//     tcmu-disk /dev/uioN FOLDER
//
// One with a file scsi.inquiry is a SAS disk, whose pages are scsi.vpdNN, scsi.logNN_00 and scsi.ms6_1c_00. Any other is a SATA disk:
// the folder is a disk of a recording: ata.identify, ata.smartdata, ata.thresholds, and the sense bytes ata.senseda (SMART RETURN
// STATUS) and ata.sensee5 (CHECK POWER MODE), and logs as ata.smartlogNN. It is read anew at each command, so a page can be changed
// while the disk runs. What it is told of self-tests it leaves there: log 09h as it was written, and the kind of test in ata.selftest.

#include <fcntl.h>
#include <linux/target_core_user.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { good = 0x00, check_condition = 0x02 };
enum { illegal_request = 0x5, aborted_command = 0xB };

static const char *folder;

/// A command as the kernel handed it over, and where its answer goes.
struct command {
    uint8_t cdb[16];
    uint8_t data[4096];
    size_t length, taken;  // of what is given, and of what came
    uint8_t sense[TCMU_SENSE_BUFFERSIZE];
    uint8_t status;
};

/// Reads a file of the folder; -1 where there is none.
static ssize_t page(const char *name, void *bytes, size_t room) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t count = read(file, bytes, room);
    close(file);
    return count;
}

static void keep(const char *name, const void *bytes, size_t length) {
    char path[512], new[520];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(new, sizeof new, "%s.new", path);
    int file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return;
    ssize_t count = write(file, bytes, length);
    close(file);
    if (count == (ssize_t)length) rename(new, path);
}

static void refuse(struct command *command, uint8_t key, uint8_t code) {
    command->status = check_condition;
    command->sense[0] = 0x70;
    command->sense[2] = key;
    command->sense[7] = 10;
    command->sense[12] = code;
}

static void answer_with_page(struct command *command, const char *name) {
    ssize_t count = page(name, command->data, 512);
    if (count == 512) command->length = 512;
    else refuse(command, aborted_command, 0);
}

static void answer_with_sense(struct command *command, const char *name) {
    command->status = check_condition;
    if (page(name, command->sense, sizeof command->sense) < 8) refuse(command, aborted_command, 0);
}

/// Text of IDENTIFY DEVICE, whose bytes are swapped in pairs, padded with spaces.
static void identify_text(const uint8_t *identify, size_t start, size_t length, uint8_t *text) {
    for (size_t i = 0; i < length; i++) text[i] = identify[(start + i) ^ 1];
}

static void inquire(struct command *command, const uint8_t *identify) {
    uint8_t *data = command->data;
    if (!(command->cdb[1] & 1)) {
        data[2] = 5, data[3] = 2, data[4] = 31;
        memcpy(data + 8, "ATA     ", 8);
        identify_text(identify, 54, 16, data + 16);
        identify_text(identify, 46, 4, data + 32);
        command->length = 36;
        return;
    }
    uint8_t vital = command->cdb[2];
    data[1] = vital;
    switch (vital) {
    case 0x00:  // supported pages
        data[3] = 3, data[5] = 0x80, data[6] = 0xB1;
        command->length = 7;
        return;
    case 0x80:  // unit serial number
        data[3] = 20;
        identify_text(identify, 20, 20, data + 4);
        command->length = 24;
        return;
    case 0xB1:  // block device characteristics: rotation rate
        data[3] = 60, data[4] = identify[435], data[5] = identify[434];
        command->length = 64;
        return;
    default: refuse(command, illegal_request, 0x24);
    }
}

/// A page of a SAS disk, as much of it as is asked for.
static void answer_in_part(struct command *command, const char *name, size_t room) {
    ssize_t count = page(name, command->data, sizeof command->data);
    if (count <= 0) refuse(command, illegal_request, 0x24);
    else command->length = (size_t)count < room ? (size_t)count : room;
}

/// What a SAS disk answers of itself; false for what is no such question.
static bool answer_as_sas(struct command *command) {
    const uint8_t *cdb = command->cdb;
    char name[32];
    switch (cdb[0]) {
    case 0x03:  // REQUEST SENSE: there is none
        command->data[0] = 0x70, command->data[7] = 10;
        command->length = cdb[4] < 18 ? cdb[4] : 18;
        return true;
    case 0x12:
        snprintf(name, sizeof name, "scsi.vpd%02x", cdb[2]);
        answer_in_part(command, cdb[1] & 1 ? name : "scsi.inquiry", (size_t)cdb[3] << 8 | cdb[4]);
        return true;
    case 0x1A:
        if ((cdb[2] & 0x3F) != 0x1C) return false;
        answer_in_part(command, "scsi.ms6_1c_00", cdb[4]);
        return true;
    case 0x4D:  // LOG SENSE
        snprintf(name, sizeof name, "scsi.log%02x_00", cdb[2] & 0x3F);
        answer_in_part(command, name, (size_t)cdb[7] << 8 | cdb[8]);
        return true;
    default: return false;
    }
}

/// ATA PASS-THROUGH(16), of which it knows what vigie-reader sends.
static void pass_through(struct command *command) {
    uint8_t feature = command->cdb[4], log = command->cdb[8], operation = command->cdb[14];
    char name[32];
    snprintf(name, sizeof name, "ata.smartlog%02x", log);
    if (operation == 0xEC) answer_with_page(command, "ata.identify");
    else if (operation == 0xE5) answer_with_sense(command, "ata.sensee5");
    else if (operation == 0xB0 && feature == 0xD0) answer_with_page(command, "ata.smartdata");
    else if (operation == 0xB0 && feature == 0xD1) answer_with_page(command, "ata.thresholds");
    else if (operation == 0xB0 && feature == 0xDA) answer_with_sense(command, "ata.senseda");
    else if (operation == 0xB0 && feature == 0xD5) answer_with_page(command, name);
    else if (operation == 0xB0 && feature == 0xD6 && log == 0x09 && command->taken == 512) keep(name, command->data, 512);
    else if (operation == 0xB0 && feature == 0xD4) keep("ata.selftest", &log, 1);
    else refuse(command, aborted_command, 0);
}

static void put_be32(uint8_t *bytes, uint32_t value) {
    for (int i = 0; i < 4; i++) bytes[i] = (uint8_t)(value >> (24 - 8 * i));
}

/// Carries a command out; reads of blocks give zeros, writes are taken and forgotten.
static void carry_out(struct command *command, size_t room) {
    uint8_t identify[512] = {0};
    bool is_sas = page("scsi.inquiry", identify, sizeof identify) > 0;
    if (is_sas && answer_as_sas(command)) return;
    if (!is_sas) page("ata.identify", identify, sizeof identify);
    uint32_t last = is_sas ? 131071 : (uint32_t)identify[120] + (identify[121] << 8) + (identify[122] << 16) + ((uint32_t)identify[123] << 24) - 1;
    switch (command->cdb[0]) {
    case 0x12: return inquire(command, identify);
    case 0x85:
        if (is_sas) return refuse(command, illegal_request, 0x20);
        return pass_through(command);
    case 0x25:  // READ CAPACITY(10)
        put_be32(command->data, last), put_be32(command->data + 4, 512);
        command->length = 8;
        return;
    case 0x9E:  // READ CAPACITY(16)
        put_be32(command->data + 4, last), put_be32(command->data + 8, 512);
        command->length = 32;
        return;
    case 0x1A:  // MODE SENSE(6), (10): headers without pages
        command->data[0] = 3;
        command->length = 4;
        return;
    case 0x5A:
        command->data[1] = 6;
        command->length = 8;
        return;
    case 0x28: case 0x88:  // READ
        command->length = room;
        return;
    case 0x00: case 0x1B: case 0x2A: case 0x35: case 0x8A: case 0x91: return;
    default: refuse(command, illegal_request, 0x20);
    }
}

/// Takes one entry of the ring and writes its answer in its place.
static void take(uint8_t *ring, struct tcmu_cmd_entry *entry) {
    static struct command command;
    struct iovec parts[256];
    uint32_t count = entry->req.iov_cnt < 256 ? entry->req.iov_cnt : 256;
    size_t room = 0;
    memset(&command, 0, sizeof command);
    memcpy(command.cdb, ring + entry->req.cdb_off, sizeof command.cdb);
    memcpy(parts, entry->req.iov, count * sizeof *parts);
    for (uint32_t i = 0; i < count; i++) {
        size_t part = parts[i].iov_len, left = sizeof command.data - command.taken;
        memcpy(command.data + command.taken, ring + (size_t)parts[i].iov_base, part < left ? part : left);
        command.taken += part < left ? part : left;
        room += part;
    }
    // Only what is written to a log is looked at.
    if (command.cdb[0] != 0x85 || command.cdb[4] != 0xD6) memset(command.data, 0, sizeof command.data);
    carry_out(&command, room);

    size_t done = 0;
    for (uint32_t i = 0; i < count && done < command.length; i++) {
        size_t part = parts[i].iov_len < command.length - done ? parts[i].iov_len : command.length - done;
        size_t known = done < sizeof command.data ? sizeof command.data - done : 0;
        uint8_t *target = ring + (size_t)parts[i].iov_base;
        memset(target, 0, part);
        memcpy(target, command.data + (known > 0 ? done : 0), part < known ? part : known);
        done += part;
    }
    memset(&entry->rsp, 0, sizeof entry->rsp);
    entry->rsp.scsi_status = command.status;
    memcpy(entry->rsp.sense_buffer, command.sense, sizeof command.sense);
}

static size_t ring_size(const char *device) {
    char path[128], text[64] = {0};
    snprintf(path, sizeof path, "/sys/class/uio/%s/maps/map0/size", strrchr(device, '/') + 1);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || read(file, text, sizeof text - 1) <= 0) return 0;
    close(file);
    return strtoull(text, NULL, 0);
}

int main(int argc, char **argv) {
    if (argc != 3 || strrchr(argv[1], '/') == NULL) {
        fprintf(stderr, "usage: tcmu-disk /dev/uioN FOLDER\n");
        return 64;
    }
    folder = argv[2];
    int device = open(argv[1], O_RDWR | O_CLOEXEC);
    uint8_t *ring = mmap(NULL, ring_size(argv[1]), PROT_READ | PROT_WRITE, MAP_SHARED, device, 0);
    if (device < 0 || ring == MAP_FAILED) {
        perror(argv[1]);
        return 1;
    }
    struct tcmu_mailbox *mailbox = (struct tcmu_mailbox *)ring;
    uint32_t signal = 0;
    while (read(device, &signal, sizeof signal) == sizeof signal) {
        while (mailbox->cmd_tail != __atomic_load_n(&mailbox->cmd_head, __ATOMIC_ACQUIRE)) {
            struct tcmu_cmd_entry *entry = (void *)(ring + mailbox->cmdr_off + mailbox->cmd_tail);
            uint32_t length = tcmu_hdr_get_len(entry->hdr.len_op);
            if (tcmu_hdr_get_op(entry->hdr.len_op) == TCMU_OP_CMD) take(ring, entry);
            __atomic_store_n(&mailbox->cmd_tail, (mailbox->cmd_tail + length) % mailbox->cmdr_size, __ATOMIC_RELEASE);
        }
        signal = 0;
        if (write(device, &signal, sizeof signal) != sizeof signal) break;
    }
    perror("tcmu-disk");
    return 1;
}
