"""Agent and desk as they are installed in the guest, and what they say of themselves there."""

import json
import os
import shlex
import time

from workstation import SATA, NVME, Workstation

INSTALL = "DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Dpkg::Use-Pty=0 install"
FAST = "[disks]\ninterval = 5 s\n[updates]\ninterval = 1 min"
DESK_ADDRESS = "localhost:7117"
RESTARTED = 60  # seconds within which systemd has brought back a service that ended, and it works
LINKED = 90  # and within which the link is up again: the longest back-off of a short silence


class InstalledWorkstation(Workstation):
    """A workstation with both packages; the desk is on its own loopback."""

    def json(self, command):
        """What a command of ours prints; the exit status of a report tells how the host is."""
        _, printed = self.attempt(f"{command} --json 2>/run/lab-errors")
        try:
            return json.loads(printed)
        except ValueError:
            raise AssertionError(f"{command} --json: {printed} {self.run('cat /run/lab-errors')}") from None

    def report(self):
        """The components of the host by id, as the agent knows them."""
        return {each["id"]: each for each in self.json("vigie report")["components"]}

    def tickets(self, rule=None):
        """The desk's tickets, closed ones too."""
        return [each for each in self.json("vigie-desk tickets --all") if rule in (None, each["rule"])]

    def await_ticket(self, rule, limit, is_closed=False, component=""):
        """Waits for a ticket of the rule, or for its end; returns it."""
        deadline = time.monotonic() + limit
        while True:
            found = [each for each in self.tickets(rule) if component in each["key"]]
            wanted = [each for each in found if (each["state"] == "closed") == is_closed]
            if wanted and (not is_closed or len(wanted) == len(found)):
                return wanted[0]
            wanted_state = "closed" if is_closed else "open"
            assert time.monotonic() < deadline, f"no {wanted_state} ticket {rule} {component} within {limit} s: {found}"
            time.sleep(0.5)

    def assert_one_ticket_a_key(self):
        keys = [each["key"] for each in self.tickets() if each["state"] != "closed"]
        assert len(keys) == len(set(keys)), f"several open tickets of one key: {sorted(keys)}"

    def install(self, files, options=""):
        """Brings packages and installs them; returns the exit status and what was said."""
        self.bring(files)
        return self.attempt(f"{INSTALL} {options} {self.names(files)}", 300)

    @staticmethod
    def names(files):
        """Packages that were brought, as apt-get takes them."""
        return " ".join(f"./packages/{os.path.basename(file)}" for file in files)

    def start(self):
        """Plugs the NVMe disk in, starts desk and agent, and waits until they are linked and have read the disks."""
        self.plug_nvme()
        self.run("systemctl start vigie-desk vigie-agent")
        self.await_linked()
        self.await_read(SATA, NVME)

    def enrol(self):
        """Enrols at the desk in the guest, whose services run."""
        token = self.run(f"vigie-desk token create --address {DESK_ADDRESS} 2>/dev/null").splitlines()[-1]
        self.run(f"vigie enrol {token}")

    def await_linked(self, limit=LINKED):
        """Waits until the link is up and nothing waits in the agent's journal; returns the seconds that it took."""
        began = time.monotonic()
        while True:
            status, printed = self.attempt("vigie status --json 2>&1")
            if status == 0:
                said = json.loads(printed)
                if said["link"]["state"] == "connected" and said["queue"]["count"] == 0:
                    return time.monotonic() - began
            assert time.monotonic() < began + limit, f"no link within {limit} s: {printed}"
            time.sleep(0.2)

    def await_read(self, *serials, limit=60, since=""):
        """Waits until disks are read and good, and were read later than the guest's time `since`."""
        deadline = time.monotonic() + limit
        while True:
            report = self.report()
            found = [report.get(f"disk/{serial}", {}) for serial in serials]
            if all(disk.get("verdict") == "good" and (disk["read_at"] or "") > since for disk in found):
                return
            assert time.monotonic() < deadline, f"{' and '.join(serials)}: not read within {limit} s: {found}"
            time.sleep(0.3)

    def now(self):
        """The guest's time as our programs print it."""
        return self.run("date -u +%Y-%m-%dT%H:%M:%S.%3NZ")

    def pid(self, unit):
        return self.run(f"systemctl show --value -p MainPID {unit}")

    def await_restarted(self, unit, pid, limit=RESTARTED):
        """Waits until the unit runs again, as another process than `pid`."""
        self.await_that(
            f'[ "$(systemctl show --value -p ActiveState {unit})" = active ] && '
            f'! systemctl show --value -p MainPID {unit} | grep -qxE "0|{pid}"', limit, f"{unit} runs again",
        )
        return self.pid(unit)

    def journal(self, unit, since=None, priority=None):
        """What the journal has of a unit, one message a line."""
        choice = (f"-S {shlex.quote(since)} " if since else "") + (f"-p {priority} " if priority else "")
        return self.run(f"journalctl --no-pager -q -o cat {choice}-u {shlex.quote(unit)}")

    def instant(self):
        """The guest's time as journalctl takes it."""
        return self.run("date '+%F %T.%6N'")

    def assert_healthy_system(self):
        state = self.attempt("systemctl is-system-running")[1]
        failed = self.run("systemctl --failed --no-legend --plain; true")
        assert state == "running" and not failed, f"the system is {state}: {failed}"

    def warn_of_nvme(self, bits, bay="bay1"):
        """Sets the critical warning of an NVMe disk: 4 is an unreliable one, 0 a healthy one."""
        self.guest.qmp("qom-set", path=f"/machine/peripheral/in-{bay}", property="smart_critical_warning", value=bits)

    def give_address(self):
        """Brings the network card up: 10.0.2.2 is the loopback of the host."""
        self.write("/etc/systemd/network/lab.network", "[Match]\nType=ether\n[Network]\nAddress=10.0.2.15/24\nGateway=10.0.2.2")
        self.run("systemctl start systemd-networkd")
        self.await_that("grep -q 10.0.2.15 /proc/net/fib_trie", 60, "the network card has its address")


class Storm:
    """Test tickets, one after the other, that go on while things break; what was acknowledged is counted outside the guest too."""

    def __init__(self, workstation):
        self._workstation, self._before = workstation, counted(workstation)
        workstation.write("/run/storm", """
while [ ! -e /run/storm.end ]; do
    echo >>/run/storm.tried
    if vigie test-ticket >>/run/storm.log 2>&1; then echo >>/run/storm.told; fi
    sleep 0.5
done
echo >/run/storm.over""")
        workstation.run("rm -f /run/storm.*; touch /run/storm.tried /run/storm.told; setsid sh /run/storm >/dev/null 2>&1 &")

    def told(self):
        """How many the desk has acknowledged."""
        return int(self._workstation.run("wc -l </run/storm.told"))

    def await_more(self, count=3, limit=120):
        self._workstation.await_that(f"[ $(wc -l </run/storm.told) -ge {self.told() + count} ]", limit, f"{count} more test tickets")

    def assert_nothing_lost(self):
        """Ends it; every ticket that was acknowledged must be at the desk, and none twice. Says how many there were."""
        self._workstation.run("touch /run/storm.end")
        self._workstation.await_that("[ -e /run/storm.over ]", 120, "the last test ticket")
        self._workstation.await_linked()
        tried, told = int(self._workstation.run("wc -l </run/storm.tried")), self.told()
        count = counted(self._workstation) - self._before
        assert told <= count <= tried, f"{tried} test tickets were tried, {told} acknowledged, the desk has {count}"
        self._workstation.assert_one_ticket_a_key()
        return f"{tried} test tickets tried, {told} acknowledged, {count} at the desk"


def counted(workstation):
    """How many test tickets the desk has counted."""
    return sum(each["count"] for each in workstation.tickets("host.test"))
