// Listens for vigie-reader as its socket unit does: the program is started at the first connection, and again after it ended.
//
//     reader-socket SOCKET GROUP-ID PROGRAM [ARGUMENT]...

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

/// Becomes the program, with the listening socket as descriptor 3.
static void become(char **program, int listener) {
    char pid[16];
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDS", "1", 1);
    if (listener != 3 && dup2(listener, 3) < 0) fail("dup2");
    execv(program[0], program);
    fail(program[0]);
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: reader-socket SOCKET GROUP-ID PROGRAM [ARGUMENT]...\n");
        return 64;
    }
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
    int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    unlink(argv[1]);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) < 0) fail(argv[1]);
    if (chown(argv[1], 0, (gid_t)atoi(argv[2])) < 0 || chmod(argv[1], 0660) < 0) fail(argv[1]);
    if (listen(listener, 16) < 0) fail("listen");
    for (;;) {
        struct pollfd waiting = {.fd = listener, .events = POLLIN};
        if (poll(&waiting, 1, -1) < 0) fail("poll");
        pid_t child = fork();
        if (child < 0) fail("fork");
        if (child == 0) become(argv + 3, listener);
        waitpid(child, NULL, 0);
    }
}
