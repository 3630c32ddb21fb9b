"""What breaks in the lab, and what the desk must then hold.

A scenario is a generator over a machine: it breaks something, yields, and looks at what became of it; it may do so several times. The
scenarios of a round take turns, so that they wait together. What it yields last is its result, in words. It fails by AssertionError."""

import time

from machine import DISK_INTERVAL, QEMU_NVME, QEMU_SATA, TEMPERATURE_INTERVAL
from tcmu_disk import SECTORS

SLACK = 2  # seconds from a poll to the ticket at the desk
PATIENCE = 5  # seconds for which an answer of a disk is waited for
SENSOR_PATIENCE = 2  # the same of a disk's temperature
LATE = 30  # seconds for which a ticket that is late is still waited for, to say how late it is


class Broken:
    """A fault from the moment at which it was made, and the tickets that it must raise."""

    def __init__(self, machine):
        self.machine, self.began = machine, time.time()

    def ticket(self, component, rule, model, serial, severity, within, at_least=0):
        """Awaits a ticket; `within` are the parts of the time that it may take, in seconds by name. What has no serial number has None."""
        key = f"{component}/{rule}"
        self.machine.broken.add(key)
        limit = sum(within.values())
        opened = self.machine.desk.await_opened(key, self.began + limit + LATE - time.time())
        parts = " + ".join(f"{name} {seconds}" for name, seconds in within.items())
        assert opened, f"no ticket {key} within {limit + LATE} s ({parts})"
        took = opened - self.began
        assert took <= limit, f"ticket {key} after {took:.1f} s, allowed are {limit} s ({parts})"
        assert took >= at_least, f"ticket {key} after {took:.1f} s, before its hold time of {at_least} s"
        ticket = self.machine.desk.tickets()[key]
        assert ticket["severity"] == severity, f"ticket {key} is {ticket['severity']}, not {severity}"
        assert model in ticket["component"], f"ticket {key} is about {ticket['component']!r}, not {model!r}"
        identity = self.machine.component(component)["identity"]
        assert serial is None or (serial in key and identity["serial"] == serial), f"ticket {key} is about {identity}"
        return f"{key} after {took:.1f} s (limit {limit} s: {parts})"

    def disk_ticket(self, rule, disk, severity, within, at_least=0):
        return self.ticket(f"disk/{disk.serial}", rule, disk.model, disk.serial, severity, within, at_least)


POLL = {"poll": DISK_INTERVAL, "slack": SLACK}


def spare(machine):
    """NVMe spare falls below its threshold while the critical warning stays 0."""
    broken = Broken(machine)
    machine.nvme.spare = machine.nvme.spare_threshold - 1
    yield
    yield broken.disk_ticket("disk.spare", machine.nvme, "critical", POLL)


def reallocated(machine):
    """SATA attribute 5 grows while its normalized value stays."""
    broken = Broken(machine)
    machine.worn.set_raw(5, 8)
    machine.write_pages(machine.worn)
    yield
    yield broken.disk_ticket("disk.reallocated-sectors", machine.worn, "warning", POLL)


def wear(machine):
    """NVMe endurance and media errors grow while the critical warning stays 0."""
    broken = Broken(machine)
    machine.nvme.percentage_used, machine.nvme.media_errors = 97, 4
    yield
    rules = ["disk.wear", "disk.media-errors"]
    yield " and ".join(broken.disk_ticket(rule, machine.nvme, "warning", POLL) for rule in rules)


def sectors(machine):
    """SATA attributes 187 and 197 leave 0, and 199 grows, while their normalized values stay."""
    broken = Broken(machine)
    for attribute, raw in [(187, 2), (197, 1), (199, 9)]:
        machine.worn.set_raw(attribute, raw)
    machine.write_pages(machine.worn)
    yield
    rules = ["disk.reported-uncorrectable", "disk.pending-sectors", "disk.interface-errors"]
    yield " and ".join(broken.disk_ticket(rule, machine.worn, "warning", POLL) for rule in rules)


def failing(machine):
    """SATA RETURN STATUS turns to failing."""
    broken = Broken(machine)
    machine.worn.is_failing = True
    machine.write_pages(machine.worn)
    yield
    yield broken.disk_ticket("disk.failing", machine.worn, "critical", POLL)


def sas(machine):
    """A SAS disk foretells its failure (5Dh/10h), and reads are given up."""
    broken = Broken(machine)
    machine.sas.exception, machine.sas.uncorrected_reads = (0x5D, 0x10), 3
    machine.write_pages(machine.sas)
    yield
    rules = {"disk.failing": "critical", "disk.uncorrected-errors": "warning"}
    yield " and ".join(broken.disk_ticket(rule, machine.sas, severity, POLL) for rule, severity in rules.items())


def unreadable(machine):
    """Reads of a SATA disk fail (ioerr_cnt) of which SMART tells nothing."""
    broken = Broken(machine)
    block = machine.block(machine.unreadable)
    machine.guest.run(
        f"for i in $(seq 40); do ! dd if=/dev/{block} of=/dev/null bs=512 skip=20000 count=1 iflag=direct 2>/dev/null || exit 1; done"
    )
    yield
    yield broken.ticket(
        f"disk/{machine.unreadable}", "disk.io-errors", QEMU_SATA, machine.unreadable, "warning", POLL
    )


def notice(machine):
    """An NVMe disk gives notice (AER) of its spare: the agent looks at once and not at its next poll."""
    disk = machine.hanging_nvme
    assert disk.notices & 0x1F == 0x1F, f"the agent has not turned notices on: feature 0Bh is {disk.notices:x}h"
    disk.was_read.clear()
    assert disk.was_read.wait(2 * DISK_INTERVAL), "the health log is not read"
    # The whole poll must be over: what comes during it is looked at by it.
    time.sleep(1)
    broken = Broken(machine)
    disk.spare = 3
    assert disk.give_notice(2), "the kernel has not asked for events"
    yield
    yield broken.disk_ticket("disk.spare", disk, "critical", {"settling": 1, "poll": 1, "slack": SLACK})


def surprise(machine):
    """A failing SATA disk is pulled out by surprise and comes back, perhaps under another name."""
    key = f"disk/{machine.worn.serial}/disk.failing"
    number = machine.desk.tickets()[key]["number"]
    machine.pull_sata(machine.worn)
    pulled = time.time()
    yield
    time.sleep(max(0, pulled + sum(POLL.values()) - time.time()))
    gone = machine.component(f"disk/{machine.worn.serial}")
    assert "no longer there" in gone.get("reason", ""), f"the desk shows the pulled disk as {gone['verdict']}, without a reason"
    assert machine.desk.tickets()[key]["state"] != "closed", "the ticket of the pulled disk was closed"
    machine.plug_sata(1)
    yield
    deadline = time.time() + sum(POLL.values()) + LATE
    while "reason" in (shown := machine.component(f"disk/{machine.worn.serial}")):
        assert time.time() < deadline, f"the desk shows the disk as {shown['verdict']}: {shown['reason']}"
        time.sleep(0.5)
    ticket = machine.desk.tickets()[key]
    assert (ticket["number"], ticket["state"]) == (number, "new"), f"the ticket is {ticket['number']}, {ticket['state']}"
    yield f"ticket {number} stays, and the disk is watched again as {shown['identity']['device']}"


def systemdisk(machine):
    """The disk that holds the agent's state hangs while another disk breaks: the ticket gets out."""
    # A commit takes minutes: ten seconds for each of its pages.
    machine.slow_system_disk(400)
    try:
        broken = Broken(machine)
        machine.hanging.set_raw(187, 3)
        machine.write_pages(machine.hanging)
        yield
        # The journal is waited for once, and its reading beside.
        within = {"poll": DISK_INTERVAL, "patience": 2 * PATIENCE, "slack": SLACK}
        yield broken.disk_ticket("disk.reported-uncorrectable", machine.hanging, "warning", within)
    finally:
        machine.slow_system_disk(0)


def exchange(machine):
    """A failing NVMe disk is pulled out and another is plugged into its slot."""
    key = f"disk/{machine.pulled}/disk.failing"
    broken = Broken(machine)
    machine.guest.qmp("qom-set", path="/machine/peripheral/exchanged", property="smart_critical_warning", value=4)
    yield
    result = broken.ticket(f"disk/{machine.pulled}", "disk.failing", QEMU_NVME, machine.pulled, "critical", POLL)
    machine.pull_nvme()
    pulled = time.time()
    yield
    # Long enough for the agent to have looked for it in vain.
    time.sleep(max(0, pulled + sum(POLL.values()) - time.time()))
    gone = machine.component(f"disk/{machine.pulled}")
    assert "no longer there" in gone.get("reason", ""), f"the desk shows the pulled disk as {gone['verdict']}, without a reason"
    plugged = time.time()
    machine.plug_nvme()
    yield
    watched = machine.await_watched(machine.plugged, QEMU_NVME, sum(POLL.values()) + LATE) - plugged
    assert watched <= sum(POLL.values()), f"the new disk is watched after {watched:.1f} s"
    tickets = machine.desk.tickets()
    assert tickets[key]["state"] != "closed", "the ticket of the pulled disk was closed"
    assert not [other for other in tickets if machine.plugged in other], "the new disk has a ticket"
    yield f"{result}; it stays open, and disk/{machine.plugged} is watched after {watched:.1f} s"


def temperature(machine):
    """The temperatures of the NVMe disk (hwmon) and of the ACPI thermal zone cross their limits."""
    hold = 60
    # A disk that hangs beside costs its patience once; and that the hold time has passed is seen at a poll, as with a disk that hangs.
    within = {"hold": hold, "poll": TEMPERATURE_INTERVAL, "patience": SENSOR_PATIENCE, "next poll": TEMPERATURE_INTERVAL, "slack": SLACK}
    disk = Broken(machine)
    machine.nvme.temperature = machine.nvme.warning_temperature + 5
    zone = Broken(machine)
    machine.heat_zone(98)  # its critical limit is 95 °C
    yield
    sensor = f"sensor/nvme-{machine.nvme.serial}/Composite"
    results = [
        disk.ticket(sensor, "temperature.limit", machine.nvme.model, machine.nvme.serial, "warning", within, hold),
        zone.ticket("sensor/acpitz/temp1", "temperature.limit", "acpitz", None, "critical", within, hold),
    ]
    machine.heat_zone(45)
    yield " and ".join(results)


def hang(machine):
    """A SATA and an NVMe disk stop answering, and answer again."""
    hold, release = 30, 60
    disks = [machine.hanging, machine.hanging_nvme]
    broken = Broken(machine)
    # Disks are asked in turn. The hold time is seen to have passed at a poll, so up to one more of them passes.
    within = {"poll": DISK_INTERVAL, "patience": 2 * PATIENCE, "hold": hold, "next poll": DISK_INTERVAL, "slack": SLACK}
    machine.set_hanging(True)
    try:
        yield
        results = [broken.disk_ticket("disk.not-answering", disk, "critical", within, hold) for disk in disks]
        for disk in disks:
            shown = machine.component(f"disk/{disk.serial}")
            assert "does not answer" in shown.get("reason", ""), f"the desk shows {disk.serial} as {shown['verdict']}, without a reason"
    finally:
        machine.set_hanging(False)
    again = time.time()
    keys = [f"disk/{disk.serial}/disk.not-answering" for disk in disks]
    machine.healed.update(keys)
    yield
    limit = release + 3 * DISK_INTERVAL + SLACK
    closed = [machine.desk.await_closed(key, again + limit - time.time()) for key in keys]
    assert all(closed), f"not closed {limit} s after the disks answer again: {keys}"
    yield f"{' and '.join(results)}; closed by themselves {max(closed) - again:.1f} s after they answered again"


def healthy(machine):
    """Healthy QEMU disks (NVMe with spare 0 and threshold 0, AHCI, SCSI) are seen to the end and have no ticket."""
    yield
    for model, serial in machine.healthy:
        machine.await_watched(serial, model, DISK_INTERVAL)
        tickets = [key for key in machine.desk.tickets() if serial in key]
        assert not tickets, f"tickets of a healthy disk: {', '.join(tickets)}"
    silent = machine.component(f"disk/{machine.silent}")
    assert silent["verdict"] == "not applicable", f"the SCSI disk that tells nothing is {silent['verdict']}"
    assert not [key for key in machine.desk.tickets() if machine.silent in key], "the SCSI disk has a ticket"
    yield f"no ticket for {' and '.join([serial for _, serial in machine.healthy] + [machine.silent])}"


def restored(machine):
    """The agent ends, and sets back what it has set: NVMe notices."""
    disks = [machine.nvme, machine.hanging_nvme]
    yield
    machine.guest.run("killall vigie-agent")
    deadline = time.time() + 15
    while any(disk.notices & 0xFF for disk in disks):
        assert time.time() < deadline, f"feature 0Bh is still {[hex(disk.notices) for disk in disks]}"
        time.sleep(0.2)
    yield f"feature 0Bh is {' and '.join(hex(disk.notices) for disk in disks)} as before"


def selftests(machine):
    """A QEMU AHCI disk tests itself and keeps the results, a TCMU disk is given a span of its sectors."""
    model, serial = machine.healthy[1]
    # Beside the polls: a disk is seen to be idle for 30 s before each test, and one tests itself after the other.
    deadline = time.time() + 4 * (30 + 3 * DISK_INTERVAL)
    yield
    while True:
        readings = {each["quantity"]: each["value"] for each in machine.component(f"disk/{serial}")["readings"]}
        told = machine.told(machine.worn)
        # An extended test holds all that a short one does, so none follows it.
        if "extended passed" in readings.get("self-tests", "") and told:
            break
        assert time.time() < deadline, f"{model} says {readings.get('self-tests')!r}, the TCMU disk was told {told}"
        time.sleep(1)
    # The short test, which may have followed the span, leaves the log as it was.
    assert told[1:] == (0, SECTORS - 1), f"the span is {told}"
    yield f"{serial}: {readings['self-tests']}; {machine.worn.serial} was given sectors {told[1]} to {told[2]}"


# Which scenarios run together: temperatures beside disks that hang, for the ones must not wait for the others.
ROUNDS = [
    [selftests, spare, wear, reallocated, sectors, sas, exchange], [failing, unreadable], [notice], [surprise],
    [hang, temperature], [systemdisk], [healthy], [restored],
]
