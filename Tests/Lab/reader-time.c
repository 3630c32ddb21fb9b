// Measures vigie-reader from its start to the last page of one NVMe disk, as the agent asks for them.
//
//     reader-time PROGRAM DISK RUNS
//
// Prints milliseconds, a line a run: from before the fork to the answer to the second of two requests, Identify Controller and the
// SMART log.

#include <clinux.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void ask(int reader, uint16_t command, const char *disk) {
    struct vigie_request request = {.version = vigie_packet_version, .command = command, .id = command};
    strncpy(request.disk, disk, sizeof request.disk - 1);
    struct {
        struct vigie_answer header;
        uint8_t data[vigie_data_limit];
    } answer;
    if (send(reader, &request, sizeof request, 0) < 0 || recv(reader, &answer, sizeof answer, 0) < (ssize_t)sizeof answer.header) {
        fprintf(stderr, "reader-time: the reader does not answer\n");
        exit(1);
    }
    if (answer.header.status != vigie_done || answer.header.length == 0) {
        fprintf(stderr, "reader-time: command %u: status %u, detail %u\n", command, answer.header.status, answer.header.detail);
        exit(1);
    }
}

static double run(const char *program, const char *disk) {
    int ends[2];
    double began = milliseconds();
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) < 0) exit(1);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        if (ends[1] != 3) dup2(ends[1], 3), close(ends[1]);
        execl(program, program, "--connected", NULL);
        perror(program);
        _exit(1);
    }
    close(ends[1]);
    ask(ends[0], vigie_nvme_identify_controller, disk);
    ask(ends[0], vigie_nvme_log | 0x02, disk);
    double took = milliseconds() - began;
    close(ends[0]);
    waitpid(child, NULL, 0);
    return took;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: reader-time PROGRAM DISK RUNS\n");
        return 64;
    }
    for (int i = atoi(argv[3]); i > 0; i--) printf("%.1f\n", run(argv[1], argv[2]));
}
