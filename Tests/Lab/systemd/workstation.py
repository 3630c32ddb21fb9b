"""The workstation of this lab: a Debian with a real systemd in a QEMU guest, which starts from a saved state in seconds.

A state is two files of a folder: NAME.memory, and system.img or NAME.qcow2, the system disk, which is never written again. Each start
puts a disk of its own over it, so nothing of a scenario is left to the next one, however it ends."""

import os
import shlex
import shutil
import subprocess
import time

from guest import Guest, GuestError

BOOTED, INSTALLED = "booted", "installed"
BOOT_LIMIT = 400  # seconds; 35 on an idle machine
SATA, NVME = "LABSATA-8001", "LABNVME-8002"
SATA_MODEL, NVME_MODEL = "QEMU HARDDISK", "QEMU NVMe Ctrl"
KERNEL_OPTIONS = (
    "root=/dev/vda rw console=ttyS0 quiet loglevel=4 panic=-1 tsc=unstable no_timer_check mitigations=off systemd.show_status=no"
)


class Workstation:
    """A guest that runs; `close` ends it."""

    def __init__(self, folder, disk, arguments=(), has_honest_flushes=False):
        """Starts QEMU on the system disk `disk`, a qcow2 file that it writes to, or the raw one of the image."""
        self.folder, self._disk, self._is_honest = folder, disk, has_honest_flushes
        self.guest = Guest(folder, [*self._hardware(), *arguments])

    @classmethod
    def booted(cls, folder, disk, has_honest_flushes=False, limit=BOOT_LIMIT):
        """A workstation that has booted from its disk, all its services started."""
        kernel = ["-kernel", f"{folder}/vmlinuz", "-initrd", f"{folder}/initrd", "-append", KERNEL_OPTIONS]
        made = cls(folder, disk, kernel, has_honest_flushes)
        try:
            made.guest.await_boot(limit)
            # The state is looked at by those whom it concerns; here it is only waited for.
            made.run("timeout 300 systemctl is-system-running --wait >/dev/null; true", 310)
        except BaseException:
            made.close()
            raise
        return made

    @classmethod
    def restored(cls, folder, state, has_honest_flushes=False):
        """A workstation in a saved state, with a disk of its own."""
        disk = f"{folder}/running.qcow2"
        below = f"{folder}/{state}.qcow2" if os.path.exists(f"{folder}/{state}.qcow2") else f"{folder}/system.img"
        _overlay(disk, below)
        made = cls(folder, disk, ["-incoming", f"exec:cat {shlex.quote(f'{folder}/{state}.memory')}"], has_honest_flushes)
        try:
            made._await_status("paused", 120)
            made.guest.qmp("cont")
        except BaseException:
            made.close()
            raise
        return made

    def save(self, state):
        """Saves the state, and ends the guest."""
        self.run("sync")
        self.guest.qmp("stop")
        memory = f"{self.folder}/{state}.memory"
        self.guest.qmp("migrate", uri=f"exec:cat >{shlex.quote(f'{memory}.new')}")
        self._await_status("postmigrate", 120)
        self.end()
        if self._disk.endswith(".qcow2"):
            os.rename(self._disk, f"{self.folder}/{state}.qcow2")
        # Last: who finds it takes the state for whole.
        os.rename(f"{memory}.new", memory)

    def run(self, command, limit=60):
        return self.guest.run(command, limit)

    def attempt(self, command, limit=60):
        """Runs a command that may fail; returns its exit status and what it printed."""
        printed = self.guest.run(f"(\n{command}\n); status=$?; echo; echo $status", limit)
        text, _, status = printed.rpartition("\n")
        return int(status), text.strip()

    def await_that(self, condition, limit, what):
        """Waits for a shell condition of the guest; returns the seconds that it took."""
        began = time.monotonic()
        loop = shlex.quote(f"until {condition}; do sleep 0.1; done")
        status, _ = self.attempt(f"timeout {limit} sh -c {loop} >/dev/null 2>&1", limit + 30)
        assert status == 0, f"{what}: not within {limit} s"
        return time.monotonic() - began

    def write(self, path, text):
        self.run(f"mkdir -p $(dirname {path}); cat >{path} <<'END-OF-FILE'\n{text}\nEND-OF-FILE")

    def bring(self, files):
        """Copies files of this machine into the guest's /root/packages, by a disk that is plugged in for it."""
        image = f"{self.folder}/brought.img"
        tree = f"{self.folder}/brought"
        os.makedirs(tree)
        try:
            for file in files:
                shutil.copy(file, tree)
            size = sum(os.path.getsize(file) for file in files) // 2**20 * 5 // 4 + 8
            with open(image, "wb") as made:
                made.truncate(size * 2**20)
            subprocess.run(["mke2fs", "-q", "-F", "-t", "ext2", "-d", tree, image], check=True)
        finally:
            shutil.rmtree(tree)
        file = {"driver": "file", "filename": image}
        self.guest.qmp("blockdev-add", driver="raw", file=file, **{"node-name": "brought", "read-only": True})
        self.guest.qmp("device_add", driver="virtio-blk-pci", id="brought", bus="bay3", drive="brought", serial="BROUGHT")
        node = "/dev/disk/by-id/virtio-BROUGHT"
        self.await_that(f"[ -b {node} ]", 30, "the disk with the packages")
        self.run(f"mkdir -p /root/packages && mount -o ro {node} /mnt && cp /mnt/* /root/packages/; umount /mnt", 120)
        self.guest.qmp("device_del", id="brought")
        self.await_that(f"[ ! -e {node} ]", 30, "the disk with the packages goes")
        self.guest.qmp("blockdev-del", **{"node-name": "brought"})
        os.remove(image)

    def plug_nvme(self, bay="bay1", serial=NVME):
        self.guest.qmp("device_add", driver="nvme", id=f"in-{bay}", bus=bay, drive=f"for-{bay}", serial=serial)
        self.await_that(f"grep -q {serial} /sys/class/nvme/*/serial", 30, f"{serial} comes")

    def pull_nvme(self, bay="bay1", serial=NVME):
        self.guest.qmp("device_del", id=f"in-{bay}")
        self.await_that(f"! grep -q {serial} /sys/class/nvme/*/serial", 60, f"{serial} goes")
        # The guest gives it up a moment before QEMU does.
        deadline = time.monotonic() + 30
        while any(each["name"] == f"in-{bay}" for each in self.guest.qmp("qom-list", path="/machine/peripheral")):
            assert time.monotonic() < deadline, f"QEMU does not let go of {serial}"
            time.sleep(0.05)

    def fall_asleep(self):
        """Sends the guest to sleep as its administrator does, and waits until it sleeps."""
        self.run("(sleep 0.3; systemctl suspend) >/dev/null 2>&1 &")
        self._await_status("suspended", 60)

    def wake(self):
        # From here on no NVMe disk can be pulled: QEMU's slots do not come back from sleep.
        self.guest.qmp("system_wakeup")
        self._await_status("running", 30)

    def cut_power(self):
        """The guest ends at once, with whatever it had not flushed; `disk` is what is left."""
        self.guest.close()
        return self._disk

    def end(self):
        """Ends QEMU in order, so that its disk is whole; it does not tell the guest."""
        try:
            self.guest.qmp("quit")
        except (GuestError, OSError, ValueError):
            pass  # it is gone already
        self.guest.close(limit=30)

    def close(self):
        self.guest.close()

    def _await_status(self, status, limit):
        deadline = time.monotonic() + limit
        while (found := self.guest.qmp("query-status")["status"]) != status:
            assert time.monotonic() < deadline, f"the guest is {found}, not {status}, after {limit} s"
            time.sleep(0.05)

    def _hardware(self):
        def empty(name):
            return ["-blockdev", f"driver=null-co,size=67108864,read-zeroes=on,node-name={name}"]

        driver = "qcow2" if self._disk.endswith(".qcow2") else "raw"
        cache = "" if self._is_honest else ",cache.no-flush=on,file.cache.no-flush=on"
        return [
            "-m", "768", "-global", "ICH9-LPC.disable_s3=0",
            *[part for bay in (1, 2, 3) for part in ("-device", f"pcie-root-port,id=bay{bay},chassis={bay},slot={bay}")],
            "-blockdev", f"driver={driver},node-name=system,file.driver=file,file.filename={self._disk},discard=unmap{cache}",
            "-device", "virtio-blk-pci,drive=system,serial=SYSTEM",
            *empty("sata"), "-device", f"ide-hd,drive=sata,bus=ide.0,rotation_rate=1,serial={SATA}",
            *empty("for-bay1"), *empty("for-bay2"),
            # It has no address until a scenario gives it one; this machine's loopback is then 10.0.2.2.
            "-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,romfile=",
        ]


def _overlay(disk, below):
    if os.path.exists(disk):
        os.remove(disk)
    form = "qcow2" if below.endswith(".qcow2") else "raw"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", form, "-b", below, disk], check=True)
