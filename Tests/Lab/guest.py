"""A QEMU guest under software emulation: commands run in it over a virtio port, its hardware is changed over QMP."""

import base64
import json
import os
import socket
import subprocess
import time

BOOT_LIMIT = 120


class GuestError(Exception):
    pass


class Guest:
    def __init__(self, folder, options):
        """Starts QEMU in `folder` with what every guest has, and the `options` of this one."""
        self.folder = folder
        self.console = f"{folder}/console.log"
        command = [
            # It ends with this program, however that ends.
            "setpriv", "--pdeathsig", "KILL",
            "qemu-system-x86_64", "-machine", "q35,i8042=off,vmport=off", "-accel", "tcg", "-smp", "1",
            "-nodefaults", "-display", "none", "-no-reboot",
            "-serial", f"file:{self.console}",
            "-qmp", f"unix:{folder}/qmp.sock,server=on,wait=off",
            "-device", "virtio-rng-pci",
            "-device", "virtio-serial-pci",
            "-chardev", f"socket,id=shell,path={folder}/shell.sock,server=on,wait=off",
            "-device", "virtserialport,chardev=shell,name=lab.shell",
            *options,
        ]
        with open(f"{folder}/qemu.log", "wb") as log:
            self._qemu = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._sockets = []
        try:
            self._qmp = self._connected("qmp.sock").makefile("rw")
            self._qmp.readline()
            self.qmp("qmp_capabilities")
            self._shell = self._connected("shell.sock")
            self._received = b""
        except BaseException:
            self.close()
            raise

    def await_boot(self, limit=BOOT_LIMIT):
        """Waits for the guest's shell; returns the seconds since its kernel began."""
        return float(self._line(limit).split()[1])

    def run(self, command, limit=30):
        """Runs a shell command in the guest and returns what it printed; fails when it does."""
        self._shell.sendall(base64.b64encode(command.encode()) + b"\n")
        status, _, printed = self._line(limit, command).partition(" ")
        printed = base64.b64decode(printed).decode(errors="replace").strip()
        if status != "0":
            raise GuestError(f"in the guest: {command}\n  ended with {status}: {printed}")
        return printed

    def qmp(self, execute, **arguments):
        self._qmp.write(json.dumps({"execute": execute, "arguments": arguments}) + "\n")
        self._qmp.flush()
        while True:
            answer = json.loads(self._qmp.readline())
            if "error" in answer:
                raise GuestError(f"QMP {execute}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def close(self, limit=0):
        """Ends QEMU, where it does not end by itself within `limit` seconds."""
        for end in self._sockets:
            end.close()
        try:
            self._qemu.wait(limit)
        except subprocess.TimeoutExpired:
            self._qemu.kill()
        self._qemu.wait()

    def _connected(self, name):
        path = f"{self.folder}/{name}"
        end = socket.socket(socket.AF_UNIX)
        self._sockets.append(end)
        end.settimeout(10)
        deadline = time.monotonic() + 10
        while True:
            try:
                end.connect(path)
                return end
            except OSError:
                if self._qemu.poll() is not None or time.monotonic() > deadline:
                    with open(f"{self.folder}/qemu.log", errors="replace") as log:
                        raise GuestError(f"QEMU does not start: {log.read().strip()}") from None
                time.sleep(0.05)

    def _line(self, limit, waited_for="the end of the boot"):
        deadline = time.monotonic() + limit
        while b"\n" not in self._received:
            self._shell.settimeout(max(deadline - time.monotonic(), 0.01))
            try:
                part = self._shell.recv(65536)
            except TimeoutError:
                raise GuestError(f"the guest took more than {limit} s for: {waited_for}") from None
            if not part:
                raise GuestError("the guest has ended")
            self._received += part
        line, _, self._received = self._received.partition(b"\n")
        return line.decode()


def tail(path, lines):
    """The end of a file, or word that it is not there."""
    if not os.path.exists(path):
        return f"(no {os.path.basename(path)})"
    with open(path, errors="replace") as file:
        return "".join(file.readlines()[-lines:]).rstrip()
