"""What goes wrong at a workstation and its desk, and what must be left of it."""

import contextlib
import random
import re
import shutil
import time

from desk import Desk
from installed import LINKED, Storm, counted
from stage import unpacked
from workstation import NVME, SATA

SECOND_NVME = "LABNVME-8003"
RELIABILITY = 4  # the bit of an NVMe disk that says that it is unreliable
POLLED = 30  # seconds within which a disk polled every 5 s has been read, and its ticket is at the desk
WAKE_LIMIT = 15  # from waking to the link
AS_USER = "setpriv --reuid={} --clear-groups"
# Keeps 200 connections, and lets the oldest go for each new one; a line for a hundred.
CROWD = """
use IO::Socket::UNIX;
$| = 1;
while (1) {
    my $one = IO::Socket::UNIX->new(Peer => "/run/vigie/agent.sock") or next;
    push @all, $one;
    shift @all if @all > 200;
    print "\\n" if ++$count % 100 == 0;
}"""
CROWD_AT_LEAST, QUESTIONS = 1000, 10
DESCRIPTORS_LIMIT = 150
SETTINGS = "/etc/vigie/agent.conf.d/pushed.conf"


def reload(stage):
    """Wrong settings: the reload fails with its reason, a restart comes up all the same; right ones heal it."""
    with stage.installed() as workstation:
        pid, since = workstation.pid("vigie-agent"), workstation.instant()
        workstation.write(SETTINGS, "[disks]\ninterval = 5 fortnights")
        status, printed = workstation.attempt("systemctl reload vigie-agent")
        assert status != 0, "systemctl reload says nothing of wrong settings"
        said = workstation.journal("vigie-agent", since)
        assert "pushed.conf" in said, f"the journal has no reason: {said}"
        _assert_refused(workstation)
        assert workstation.pid("vigie-agent") == pid, "the agent was restarted by a reload"
        workstation.run("systemctl restart vigie-agent")
        workstation.await_linked()
        _assert_refused(workstation)
        workstation.await_read(SATA)
        key = _await_settings_ticket(workstation, is_open=True)
        workstation.write(SETTINGS, "[disks]\ninterval = 6 s")
        workstation.run("systemctl reload vigie-agent")
        _await_settings_ticket(workstation, is_open=False)
        for command in ("vigie status", "vigie report"):
            assert "pushed.conf" not in workstation.attempt(command)[1], f"{command} still speaks of refused settings"
        workstation.assert_healthy_system()
        return f"{printed.splitlines()[0] if printed else 'the reload fails'}; ticket {key} closed by right settings"


def watchdog(stage):
    """An agent that is stopped, and then a desk, are started again by systemd's watchdog."""
    with stage.installed() as workstation:
        took = []
        for unit in ("vigie-agent", "vigie-desk"):
            workstation.write(f"/etc/systemd/system/{unit}.service.d/lab.conf", "[Service]\nWatchdogSec=15s")
            workstation.run(f"systemctl daemon-reload; systemctl restart {unit}")
            workstation.await_linked()
            pid, began = workstation.pid(unit), time.monotonic()
            workstation.run(f"kill -STOP {pid}")
            workstation.await_restarted(unit, pid, 120)
            workstation.await_linked()
            assert "watchdog" in workstation.run(f"journalctl -q --no-pager -o cat -b -u {unit} | grep -i watchdog; true").lower(), unit
            took.append(f"{unit} {time.monotonic() - began:.0f} s after it was stopped")
        return f"linked again: {', '.join(took)}"


def kills(stage):
    """Desk, agent and reader are killed while test tickets are on their way; no event is lost."""
    with stage.installed() as workstation:
        storm = Storm(workstation)
        for victim in ("vigie-desk", "vigie-agent", "vigie-desk", "vigie-agent"):
            storm.await_more()
            pid = workstation.pid(victim)
            if victim == "vigie-desk":
                # What breaks while there is no desk waits in the agent's journal.
                workstation.warn_of_nvme(RELIABILITY)
            time.sleep(random.uniform(0, 1))
            workstation.run(f"systemctl kill -s KILL {victim}")
            workstation.await_restarted(victim, pid)
        workstation.await_ticket("disk.failing", LINKED + POLLED, component=NVME)
        since = workstation.now()
        workstation.run("systemctl kill -s KILL vigie-reader")
        workstation.await_read(SATA, since=since)
        workstation.await_linked()
        result = storm.assert_nothing_lost()
        workstation.assert_healthy_system()
        return result


def power(stage):
    """The power is cut while test tickets are on their way; what was acknowledged is in the desk, one ticket a key."""
    with stage.installed(has_honest_flushes=True) as workstation:
        workstation.warn_of_nvme(RELIABILITY)
        workstation.await_ticket("disk.failing", POLLED, component=NVME)
        storm = Storm(workstation)
        storm.await_more(5)
        before = {each["number"]: each for each in workstation.tickets()}
        time.sleep(random.uniform(0, 2))
        told = storm.told()
        disk = workstation.cut_power()
        stage.say(f"power cut after {told} test tickets; the guest boots from its disk")
        again = type(workstation).booted(stage.folder, disk)
        try:
            again.plug_nvme()
            again.warn_of_nvme(RELIABILITY)
            again.run("systemctl start vigie-desk")
            again.await_linked()
            after = {each["number"]: each for each in again.tickets()}
            for number, ticket in before.items():
                assert after.get(number, {}).get("key") == ticket["key"], f"ticket {number} of {ticket['key']} is {after.get(number)}"
            count = counted(again)
            assert count >= told, f"{told} test tickets were acknowledged, the desk has {count}"
            again.assert_one_ticket_a_key()
            again.await_read(SATA)
            again.assert_healthy_system()
        finally:
            again.close()
        return f"{told} acknowledged before the cut, {count} at the desk after it; ticket of {NVME} kept"


def suspend(stage):
    """Suspend to RAM and wake: the desk, on this machine, is told; the link is soon up again."""
    with with_desk_outside(stage) as (workstation, desk):
        workstation.run("systemctl is-enabled vigie-sleep")
        before = workstation.now()
        workstation.fall_asleep()
        deadline = time.monotonic() + 60
        while desk.host("ws-17")["state"] != "away":
            assert time.monotonic() < deadline, f"the desk does not know that it sleeps: {desk.host('ws-17')}"
            time.sleep(0.5)
        workstation.wake()
        woken = time.monotonic()
        workstation.await_linked()
        took = time.monotonic() - woken
        deadline = time.monotonic() + 10
        while desk.host("ws-17")["state"] != "in-service":
            assert time.monotonic() < deadline, f"the desk takes it for {desk.host('ws-17')['state']} when the link is up"
            time.sleep(0.5)
        assert took <= WAKE_LIMIT, f"the link is up {took:.1f} s after waking, allowed are {WAKE_LIMIT} s"
        state = workstation.run("systemctl show --value -p ActiveState vigie-sleep")
        assert state == "inactive", f"vigie-sleep is {state} after waking"
        workstation.await_read(NVME, since=before)
        workstation.assert_healthy_system()
        tickets = list(desk.tickets())
        assert not tickets, f"tickets: {tickets}"
    # An agent that does not answer holds up nothing, and leaves no failed unit behind. In a guest of its own: QEMU's does not sleep twice.
    with stage.installed() as workstation:
        pid = workstation.pid("vigie-agent")
        workstation.run(f"kill -STOP {pid}")
        workstation.fall_asleep()
        workstation.wake()
        sleep_is_over = '[ "$(systemctl show --value -p ActiveState vigie-sleep)" != deactivating ] && ! pgrep -x vigie'
        workstation.await_that(sleep_is_over, 60, "vigie-sleep has ended")
        workstation.run(f"kill -CONT {pid}")
        workstation.assert_healthy_system()
    return f"the desk was told before it slept; link up {took:.1f} s after waking; no ticket"


def hotplug(stage):
    """A second NVMe disk of the same model is plugged in and pulled out."""
    with stage.installed() as workstation:
        serial = SECOND_NVME
        began = time.monotonic()
        workstation.plug_nvme("bay2", serial)
        workstation.await_read(serial)
        took = time.monotonic() - began
        for command in ("vigie disks", "vigie report"):
            listed = workstation.attempt(command)[1]
            assert NVME in listed and serial in listed, f"two disks of one model cannot be told apart: {listed}"
        workstation.warn_of_nvme(RELIABILITY, "bay2")
        workstation.await_ticket("disk.failing", POLLED, component=serial)
        workstation.pull_nvme("bay2", serial)
        workstation.await_that("vigie report --json | grep -q 'no longer there'", POLLED, "the report says that the disk is gone")
        gone = workstation.report()[f"disk/{serial}"]
        assert "QEMU NVMe" in gone["name"], f"the removed disk is called {gone['name']}"
        assert workstation.report()[f"disk/{NVME}"]["verdict"] == "good", "the other disk is no longer good"
        workstation.assert_one_ticket_a_key()
        return f"read {took:.1f} s after it was plugged in, told apart from the other; gone, it keeps its name and its ticket"


def fulldisk(stage):
    """The disk that holds the agent's state is full, and then the desk's; nothing is lost when there is room again."""
    with stage.installed(is_started=False) as workstation:
        for folder, owner in (("/var/lib/vigie", "vigie"), ("/var/lib/vigie-desk", "vigie-desk")):
            _put_on_small_disk(workstation, folder, owner)
        workstation.start()
        workstation.plug_nvme("bay2", SECOND_NVME)
        results = []
        for folder, bay, serial in (("/var/lib/vigie", "bay1", NVME), ("/var/lib/vigie-desk", "bay2", SECOND_NVME)):
            storm = Storm(workstation)
            storm.await_more(1)
            for filler, size in ((f"{folder}/filler", "64k"), (f"{folder}/filler2", "1k")):
                workstation.run(f"dd if=/dev/zero of={filler} bs={size} 2>/dev/null; true")
            workstation.warn_of_nvme(RELIABILITY, bay)
            # Some polls pass; the services live, and say what is wrong.
            said = "journalctl -q -b -u 'vigie*' -p warning -o cat | grep -qiE 'full|no space|room|memory'"
            workstation.await_that(said, 120, f"word that {folder} is full")
            assert workstation.run("systemctl is-active vigie-agent vigie-desk").split() == ["active", "active"]
            workstation.run(f"rm {folder}/filler {folder}/filler2")
            workstation.await_ticket("disk.failing", LINKED + POLLED, component=serial)
            workstation.await_linked(180)
            results.append(f"{folder}: {storm.assert_nothing_lost()}")
            journal = workstation.json("vigie status")["journal"]
            assert not journal["volatile"], "the agent's journal is still in memory"
            workstation.run("journalctl --rotate -q; journalctl -q --vacuum-time=1s")
        workstation.assert_healthy_system()
        return "; ".join(results)


def crowd(stage):
    """A user opens connections to the agent's control socket without end: root is answered meanwhile, others once he is quiet."""
    with stage.installed() as workstation:
        pid = workstation.pid("vigie-agent")
        workstation.write("/run/crowd", CROWD)
        workstation.run(f"{AS_USER.format('nobody')} perl /run/crowd >/run/crowd.log 2>&1 & echo $! >/run/crowd.pid")
        workstation.await_that(f"[ $(wc -l </run/crowd.log) -gt {CROWD_AT_LEAST // 100} ]", 60, f"{CROWD_AT_LEAST} connections of one user")
        slowest, refusals = _ask(workstation, "root")
        assert not refusals, f"{len(refusals)} of {QUESTIONS} questions of root were not answered: {refusals[0]}"
        # The sandbox of the agent (PrivateUsers) makes one user of all but root and its own, so what others have of it is only said.
        _, refused = _ask(workstation, "daemon")
        descriptors = int(workstation.run(f"ls /proc/{pid}/fd | wc -l"))
        opened = int(workstation.run("kill $(cat /run/crowd.pid); wc -l </run/crowd.log")) * 100
        assert descriptors < DESCRIPTORS_LIMIT, f"the agent has {descriptors} files open"
        for user in ("daemon", "nobody"):
            workstation.await_that(f"{AS_USER.format(user)} vigie status", 30, f"{user} is answered, once it is quiet")
        workstation.await_linked()
        assert workstation.pid("vigie-agent") == pid, "the agent was restarted"
        workstation.assert_healthy_system()
        return (
            f"{opened} connections, {descriptors} files of the agent open; root was answered within {slowest:.1f} s, "
            f"another user to {QUESTIONS - len(refused)} of {QUESTIONS} questions, and each user afterwards"
        )


def _ask(workstation, user):
    """Asks the agent as a user; returns the seconds of the slowest end, and what was said in place of answers."""
    slowest, refusals = 0, []
    for number in range(QUESTIONS):
        command = ("vigie status", "vigie report")[number % 2]
        began = time.monotonic()
        status, printed = workstation.attempt(f"{AS_USER.format(user)} {command} 2>&1")
        slowest = max(slowest, time.monotonic() - began)
        if status != 0:
            refusals.append(f"{command} ends with {status}: {printed}")
    return slowest, refusals


def _put_on_small_disk(workstation, folder, owner):
    """Moves a folder to a file system of its own, of 24 MB without room for root."""
    image = f"/root/{owner}.img"
    workstation.run(
        f"truncate -s 24M {image}; mke2fs -q -F -t ext4 -m 0 {image}; mount -o loop {image} /mnt; cp -a {folder}/. /mnt/; "
        f"rm -rf /mnt/lost+found; chown {owner}: /mnt; chmod 700 /mnt; umount /mnt; mount -o loop {image} {folder}"
    )


def _assert_refused(workstation):
    """Status and report say that settings are refused, and since when."""
    said = workstation.run("vigie status")
    assert "pushed.conf" in said, f"vigie status does not say which settings are wrong: {said}"
    words = "settings.*(refused|wrong)|(refused|wrong).*settings"
    for command in ("vigie status", "vigie report"):
        printed = workstation.attempt(command)[1]
        told = " ".join(line for line in printed.splitlines() if re.search(words, line, re.IGNORECASE))
        is_dated = re.search(r" ago|since |just now", told)
        assert is_dated, f"{command} does not say that settings are refused, and since when: {printed}"


def _await_settings_ticket(workstation, is_open):
    deadline = time.monotonic() + 60
    while True:
        found = [each for each in workstation.tickets() if "settings" in each["rule"]]
        if found and (found[0]["state"] != "closed") == is_open:
            return found[0]["key"]
        assert time.monotonic() < deadline, f"the ticket of refused settings: {found}, and it is {'' if is_open else 'not '}wanted"
        time.sleep(0.5)


@contextlib.contextmanager
def with_desk_outside(stage, is_enrolled=True):
    """The workstation and a desk on this machine, which goes on while the workstation sleeps, and has a clock of its own."""
    package = next(file for file in stage.packages if "/vigie-desk_" in file)
    programs = unpacked(package, f"{stage.folder}/desk-unpacked")
    shutil.rmtree(f"{stage.folder}/desk", ignore_errors=True)
    desk = Desk(f"{programs}/usr/bin/vigie-desk", stage.folder, "10.0.2.2")
    try:
        with stage.installed(is_started=False) as workstation:
            # The guest has the time at which its state was saved.
            workstation.run(f"date -s @{int(time.time())}; rm -rf /var/lib/vigie/*")
            workstation.give_address()
            if is_enrolled:
                workstation.plug_nvme()
                workstation.run(f"vigie enrol {desk.token()}; systemctl start vigie-agent")
                workstation.await_linked()
                workstation.await_read(NVME)
            yield workstation, desk
    finally:
        desk.close()
