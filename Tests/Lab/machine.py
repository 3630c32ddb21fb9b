"""The workstation of the lab: a guest with disks of every sort and a thermal zone, the agent and the reader in it, and its desk."""

import base64
import statistics
import struct
import time

from desk import Desk
from guest import Guest
from nvme_target import NVMeTarget
from tcmu_disk import SASDisk, SATADisk

HOST_SEEN_FROM_GUEST = "10.0.2.2"
DISK_INTERVAL, TEMPERATURE_INTERVAL = 10, 2
SETTINGS = f"""[disks]
interval = {DISK_INTERVAL} s
test-hours = 0-24
nvme-notices = yes
surface-scan = spans
[temperatures]
interval = {TEMPERATURE_INTERVAL} s
[ups]
enabled = no
[updates]
enabled = no
"""
READER_RUNS = 9
ZONE_ADDRESS = 0x1000_0000
QEMU_NVME, QEMU_SATA = "QEMU NVMe Ctrl", "QEMU HARDDISK"


class Machine:
    """Everything that runs for the lab; `close` ends it."""

    def __init__(self, programs, folder, say):
        self._say = say
        self.guest = self.desk = None
        self.nvme = NVMeTarget("Vigie Lab NVMe", "LABNVME-7001")
        self.hanging_nvme = NVMeTarget("Vigie Lab NVMe", "LABNVME-7008")
        self.worn = SATADisk("Vigie Lab SATA SSD", "LABSATA-7002")
        self.hanging = SATADisk("Vigie Lab SATA SSD", "LABSATA-7003")
        self.sas = SASDisk("ENTERPRISE SSD", "LABSAS-7010")
        self.healthy = [(QEMU_NVME, "QEMUNVME-7004"), (QEMU_SATA, "QEMUSATA-7005")]
        self.unreadable, self.silent = "QEMUSATA-7009", "QEMUSCSI-7011"
        self.pulled, self.plugged = "QEMUNVME-7006", "QEMUNVME-7007"
        # The keys of the tickets that were caused, and of those whose cause was taken away.
        self.broken, self.healed = set(), set()
        try:
            self.desk = Desk(f"{programs}/vigie-desk", folder, HOST_SEEN_FROM_GUEST)
            say(f"desk listens on port {self.desk.port} of the loopback")
            self.guest = Guest(folder, self._options(folder))
            uptime = self.guest.await_boot()
            say(f"guest is up, {self.guest.run('uname -sr')}, {uptime} s after its kernel began")
        except BaseException:
            self.close()
            raise

    def plug_disks(self):
        # The disks over TCP come first, so that one is /dev/nvme0.
        self.guest.run("modprobe nvme-tcp")
        for target in (self.nvme, self.hanging_nvme):
            self.guest.run(f"echo '{target.connect_options(HOST_SEEN_FROM_GUEST)}' > /dev/nvme-fabrics")
        self.guest.run("modprobe nvme; modprobe ahci; modprobe sd_mod; modprobe virtio_scsi")
        self.worn.tests_spans = True
        for name, page in self.worn.empty_logs().items():
            self._put(f"{_folder(self.worn)}/{name}", page)
        for number, disk in [(1, self.worn), (2, self.hanging), (3, self.sas)]:
            self.write_pages(disk)
            self.guest.run(f"plug-tcmu {number} {_folder(disk)}")
        for serial in [serial for _, serial in self.healthy[:1]] + [self.pulled]:
            self.await_nvme(serial, is_there=True)
        self._await("[ $(ls -d /sys/block/sd* | wc -l) = 6 ]", 20, "six SATA and SCSI disks")
        self._say("disks: " + self.guest.run("cd /sys/block; echo $(ls -d nvme* sd*)"))

    def measure_reader(self, at_random_addresses):
        """The median of milliseconds from the reader's start to all pages of QEMU's NVMe disk."""
        node = self.guest.run(f"basename $(dirname $(grep -l {self.healthy[0][1]} /sys/class/nvme/*/serial))")
        space = "/proc/sys/kernel/randomize_va_space"
        before = self.guest.run(f"cat {space}; echo {2 if at_random_addresses else 0} >{space}")
        printed = self.guest.run(f"reader-time /usr/libexec/vigie/vigie-reader {node} {READER_RUNS} && echo {before} >{space}")
        return statistics.median(float(line) for line in printed.split())

    def start_agent(self):
        """Enrols the guest, and starts the reader as root and the agent as another user."""
        self._put("/etc/vigie/agent.conf", SETTINGS.encode())
        self.guest.run("modprobe ext4; modprobe virtio_blk; mkdir -p /run/vigie /var/lib/vigie")
        self._await("[ -b /dev/vda ]", 20, "the system disk")
        self.guest.run("mount -t ext4 /dev/vda /var/lib/vigie; rm -rf /var/lib/vigie/lost+found")
        self.guest.run(f"vigie enrol {self.desk.token()} --name lab --class desktop")
        self.guest.run("chown -R vigie:vigie /var/lib/vigie /run/vigie")
        self.guest.run("reader-socket /run/vigie/reader.sock 100 /usr/libexec/vigie/vigie-reader >/dev/console 2>&1 &")
        self.guest.run("su vigie -c 'exec vigie-agent' >$agent_log 2>&1 &")
        ours = [(disk.model, disk.serial) for disk in (self.nvme, self.hanging_nvme, self.worn, self.hanging, self.sas)]
        for model, serial in ours + self.healthy + [(QEMU_NVME, self.pulled), (QEMU_SATA, self.unreadable)]:
            self.await_watched(serial, model, DISK_INTERVAL * 3)
        users = self.guest.run("stat -c '%n %U' /proc/$(pidof vigie-agent)/exe /proc/$(pidof vigie-reader)/exe | cut -d' ' -f2")
        self._say("nine disks are watched; agent and reader run as " + " and ".join(users.split()))

    def write_pages(self, disk):
        for name, page in disk.pages().items():
            self._put(f"{_folder(disk)}/{name}", page)

    def told(self, disk):
        """The kind of self-test that a SATA disk was told to make last, and its span; None while it was told of none."""
        names = " ".join(f"{_folder(disk)}/{name}" for name in ("ata.selftest", "ata.smartlog09"))
        told = base64.b64decode(self.guest.run(f"cat {names} 2>/dev/null | base64; true"))
        return (told[0], *struct.unpack_from("<QQ", told, 1 + 2)) if len(told) == 513 else None

    def heat_zone(self, celsius):
        """Sets the temperature of the ACPI thermal zone: a word of memory in tenths of a kelvin (thermal.asl)."""
        word = base64.b64encode(struct.pack("<I", round(celsius * 10 + 2731.5))).decode()
        self.guest.run(f"echo {word} | base64 -d | dd of=/dev/mem bs=4 seek={ZONE_ADDRESS // 4} conv=notrunc")

    def block(self, serial):
        """The name of the SCSI disk with this serial number (VPD page 80h)."""
        return self.guest.run(f"basename $(dirname $(dirname $(grep -l {serial} /sys/block/sd*/device/vpd_pg80)))")

    def pull_sata(self, disk):
        self.guest.run(f"echo 1 >/sys/block/{self.block(disk.serial)}/device/delete")

    def plug_sata(self, number):
        """Has the kernel look at the adapter of a TCMU disk anew."""
        self.guest.run(f"echo '- - -' >$(ls -d /sys/devices/tcm_loop*/tcm_loop_adapter_{number - 1}/host*/scsi_host/host*)/scan")

    def slow_system_disk(self, bytes_a_second):
        """Limits the disk that holds the agent's state; 0 is no limit."""
        self.guest.qmp("qom-set", path="/objects/limit", property="limits", value={"bps-total": bytes_a_second})

    def set_hanging(self, hangs):
        """Stops the SATA and the NVMe disk that are there to hang, or lets them go on."""
        self.guest.run(f"kill -{'STOP' if hangs else 'CONT'} $(cat /run/tcmu-disk.2)")
        self.hanging_nvme.is_answering.clear() if hangs else self.hanging_nvme.is_answering.set()

    def pull_nvme(self):
        self.guest.qmp("device_del", id="exchanged")
        self.await_nvme(self.pulled, is_there=False)

    def plug_nvme(self):
        self.guest.qmp("device_add", driver="nvme", id="new", bus="bay", drive="plugged", serial=self.plugged)
        self.await_nvme(self.plugged, is_there=True)

    def await_nvme(self, serial, is_there):
        found = f"grep -q {serial} /sys/class/nvme/*/serial"
        self._await(found if is_there else f"! {found}", 20, f"{serial} {'comes' if is_there else 'goes'}")

    def await_watched(self, serial, model, limit):
        """Waits until the desk knows that the disk is read and good; returns the time."""
        deadline = time.monotonic() + limit
        while True:
            found = self.component(f"disk/{serial}")
            if found and found["verdict"] == "good":
                identity = found["identity"]
                assert identity["model"] == model and identity["serial"] == serial, f"the desk knows {serial} as {identity}"
                return time.time()
            if time.monotonic() > deadline:
                raise AssertionError(f"{serial} is not watched within {limit} s; the desk knows {found}")
            time.sleep(0.2)

    def component(self, identifier):
        return self.desk.report("lab").get(identifier)

    def close(self):
        for part in (self.guest, self.desk):
            if part:
                part.close()

    def _options(self, folder):
        def empty(name):
            return ["-blockdev", f"driver=null-co,size=67108864,read-zeroes=on,node-name={name}"]

        return [
            "-m", "512", "-kernel", f"{folder}/vmlinuz", "-initrd", f"{folder}/initrd", "-acpitable", f"file={folder}/thermal.aml",
            # The page of memory that holds the thermal zone's temperature (thermal.asl) is not the kernel's.
            "-append", "console=ttyS0 quiet loglevel=4 panic=-1 tsc=unstable no_timer_check memmap=64K$0x10000000",
            "-chardev", f"file,id=log,path={folder}/agent.log", "-device", "virtserialport,chardev=log,name=lab.agent",
            "-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,romfile=",
            "-device", "pcie-root-port,id=bay,chassis=1,slot=1",
            *empty("whole"), "-blockdev", "driver=blkdebug,image=whole,node-name=damaged,inject-error.0.event=none,"
            "inject-error.0.iotype=read,inject-error.0.sector=20000,inject-error.0.errno=5",
            "-device", f"ide-hd,drive=damaged,bus=ide.1,rotation_rate=1,rerror=report,serial={self.unreadable}",
            "-device", "virtio-scsi-pci", *empty("silent"),
            "-device", f"scsi-hd,drive=silent,rotation_rate=1,serial={self.silent}",
            "-object", "throttle-group,id=limit",
            "-blockdev", f"driver=raw,node-name=image,file.driver=file,file.filename={folder}/system.img",
            "-blockdev", "driver=throttle,node-name=system,throttle-group=limit,file=image",
            "-device", "virtio-blk-pci,drive=system,serial=SYSTEM",
            *empty("steady"), "-device", f"nvme,drive=steady,serial={self.healthy[0][1]}",
            *empty("sata"), "-device", f"ide-hd,drive=sata,bus=ide.0,rotation_rate=1,serial={self.healthy[1][1]}",
            *empty("pulled"), "-device", f"nvme,drive=pulled,bus=bay,id=exchanged,serial={self.pulled}",
            *empty("plugged"),
        ]

    def _put(self, path, data):
        """Writes a file of the guest, whole or not at all."""
        text = base64.b64encode(data).decode()
        self.guest.run(f"mkdir -p $(dirname {path}); echo {text} | base64 -d > {path}.new; mv {path}.new {path}")

    def _await(self, condition, limit, what):
        try:
            self.guest.run(f"timeout {limit} sh -c 'until {condition}; do sleep 0.1; done'", limit + 5)
        except Exception as error:
            raise AssertionError(f"{what}: not within {limit} s") from error


def _folder(disk):
    return f"/run/sata/{disk.serial}"
