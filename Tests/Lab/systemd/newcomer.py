"""What a newcomer and a careful administrator see: the README's lines, the first report, the sandboxes, and what it all costs."""

import json
import os
import re
import shlex
import time

from installed import FAST
from readme import lines
from stage import unpacked
from workstation import NVME, NVME_MODEL, SATA, SATA_MODEL

DESK, WORKSTATION = "Five minutes for a desk", "Five minutes for a workstation"
FIRST_REPORT_LIMIT, FIRST_REPORT_GOAL = 10, 5  # seconds
EXPOSURE_LIMIT = 1.5
EXPOSED = ["vigie-agent.service", "vigie-desk.service", "vigie-reader.service"]
PSS = [(20, 14, 10), (90, 11, 9)]  # seconds after the start, limit and goal in MB
QUIET_SECONDS, QUIET_INTERVAL = 130, 40  # the reader ends after 30 s without a request, as it does between real polls
DISK_POLLS_A_DAY = 86_400 / 600
LINES_LIMIT, LINES_GOAL = 50, 10
INSTALLED_LIMIT, INSTALLED_GOAL, PACKAGE_LIMIT, PACKAGE_GOAL = 55, 47, 14, 12  # MB


def readme(stage):
    """The README's lines, from the packages to a right first report."""
    with stage.bare() as workstation:
        workstation.plug_nvme()
        for line in lines(DESK):
            _replay(workstation, line)
        began = report = None
        for line in lines(WORKSTATION):
            if line.startswith("vigie enrol"):
                began = time.monotonic()
            if line == "vigie report":
                assert began, "the lines for a workstation report before they enrol"
                report = _first_report(workstation)
                took = time.monotonic() - began
            else:
                _replay(workstation, line)
        assert report, "the lines for a workstation have no 'vigie report'"
        status, unread = report
        while unread:
            time.sleep(1)
            assert time.monotonic() < began + 120, f"not read within 120 s: {unread}"
            _, unread = _report(workstation)
        whole = time.monotonic() - began
        workstation.await_linked()
        known = {each["id"] for each in workstation.json("vigie-desk report ws-17")["components"]}
        assert {f"disk/{SATA}", f"disk/{NVME}"} <= known, f"the desk knows {known}"
        workstation.assert_healthy_system()
        # The README enables the desk itself.
        _assert_presets(workstation, but="vigie-desk.service")
        # Last, so that what is late is known to be right.
        figure = stage.bench("first-report-s", took, "s", FIRST_REPORT_LIMIT, FIRST_REPORT_GOAL)
        return f"{figure}, from enrol to its end, exit status {status}; all was read after {whole:.0f} s"


def sandboxes(stage):
    """NVMe, SATA, apt and a upsd are read inside the sandboxes of the units."""
    with stage.installed(is_started=False) as workstation:
        since = workstation.instant()
        workstation.start()
        workstation.write("/etc/nut/nut.conf", "MODE=standalone")
        workstation.write("/etc/nut/ups.conf", '[lab]\ndriver = dummy-ups\nport = lab.dev\nmode = dummy-once')
        workstation.write("/etc/nut/upsd.conf", "LISTEN 127.0.0.1 3493")
        workstation.write("/etc/nut/lab.dev", "battery.charge: 100\nbattery.runtime: 1800\nups.load: 18\nups.status: OL")
        workstation.run("chown root:nut /etc/nut/*; chmod 640 /etc/nut/*; upsdrvctl start")
        workstation.run("systemctl unmask -q nut-server; systemctl start nut-server")
        workstation.await_that('vigie report --json | grep -q \'"ups/lab"\'', 60, "the UPS is in the report")
        report = workstation.report()
        disks = {NVME: NVME_MODEL, SATA: SATA_MODEL}
        for serial, model in disks.items():
            disk = report[f"disk/{serial}"]
            assert disk["identity"]["model"] == model and disk["readings"], f"{serial} is read as {disk}"
        for kind in ("ups", "updates"):
            found = [each for name, each in report.items() if name.split("/")[0] == kind]
            assert found and all(each["readings"] and each["verdict"] == "good" for each in found), f"{kind} is read as {found}"
        blind = [f"{name}: {each.get('reason')}" for name, each in report.items() if each["verdict"] == "not watched"]
        assert not blind, f"not watched: {', '.join(blind)}"
        said = workstation.json("vigie status")["probes"]
        assert not any(probe["failure"] for probe in said), f"probes fail: {said}"
        for unit in ("vigie-agent", "vigie-reader"):
            wrong = workstation.journal(unit, since, "warning")
            assert not wrong, f"{unit} complains: {wrong}"
        return ", ".join(sorted(report))


def mail(stage):
    """One line in desk.conf, and Debian's own mail server has the mail of a new ticket within a minute."""
    with stage.installed() as workstation:
        since = workstation.instant()
        assert workstation.run("stat -c '%a %U %G' /etc/vigie/desk.conf") == "640 root vigie-desk"
        workstation.run("systemctl unmask -q exim4; systemctl start exim4")
        workstation.await_that("grep -q ':0019 [0-9A-F:]* 0A ' /proc/net/tcp", 60, "exim listens")
        workstation.run("sed -i '/^\\[mail\\]/a to = root@localhost' /etc/vigie/desk.conf; systemctl restart vigie-desk", 120)
        said = workstation.run("vigie-desk outbox test root@localhost")
        assert "has taken the mail" in said, said
        workstation.run("vigie-desk ticket file 'The machine room is hot' --impact high --urgency high")
        arrived = "grep -rqs '^Subject: .*The machine room is hot' /var/mail"
        took = workstation.await_that(arrived, 60, "the mail is in the mailbox")
        workstation.await_that("vigie-desk outbox list --all --json | grep -q '\"sent\"'", 30, "the outbox says that it was sent")
        wrong = workstation.journal("vigie-desk", since, "warning")
        assert not wrong, f"the desk complains: {wrong}"
        return f"in the mailbox {took:.0f} s after it was filed"


def hardening(stage):
    """systemd-analyze security of the running units, and what they say of priority error after a quiet start."""
    with stage.installed() as workstation:
        exposures = []
        for unit in EXPOSED:
            # The reader runs, for disks have just been read.
            workstation.run(f"systemctl is-active {unit}")
            said = workstation.run(f"systemd-analyze security --no-pager {unit} | tail -1")
            exposures.append((unit, float(re.search(r": ([0-9.]+)", said).group(1))))
        errors = workstation.run("journalctl -b -q --no-pager -p err -u 'vigie*'")
        assert not errors, f"errors after a quiet start: {errors}"
        workstation.assert_healthy_system()
        _assert_presets(workstation)
        said = ", ".join(f"{unit} {exposure}" for unit, exposure in exposures)
        assert all(exposure <= EXPOSURE_LIMIT for _, exposure in exposures), f"{said}; the limit is {EXPOSURE_LIMIT}"
        return said


def memory(stage):
    """What the agent takes of memory, 20 and 90 s after its start, at the rates that it is installed with."""
    with stage.installed(is_started=False) as workstation:
        workstation.run("rm /etc/vigie/agent.conf.d/lab.conf")
        workstation.start()
        pid, figures = workstation.pid("vigie-agent"), []
        for seconds, limit, goal in PSS:
            age = float(workstation.run(f"ps -o etimes= -p {pid}"))
            time.sleep(max(0, seconds - age))
            kilobytes = int(workstation.run(f"awk '/^Pss:/ {{ print $2 }}' /proc/{pid}/smaps_rollup"))
            figures.append((f"agent-pss-{seconds}s-mb", kilobytes / 1000, "MB", limit, goal))
        # Both are printed before one of them ends the scenario.
        return _benches(stage, figures)


def quiet(stage):
    """Lines in the journal on a quiet day, from some polls that are closer together; and the sizes of the packages."""
    with stage.installed(is_started=False) as workstation:
        workstation.write("/etc/vigie/agent.conf.d/lab.conf", FAST.replace("5 s", f"{QUIET_INTERVAL} s"))
        workstation.start()
        polls = "vigie status --json | sed -n '/\"disks\"/,/}/s/.*\"polls\": *\\([0-9]*\\).*/\\1/p'"
        before, since = int(workstation.run(polls)), workstation.instant()
        time.sleep(QUIET_SECONDS)
        after = int(workstation.run(polls))
        said = workstation.run(f"journalctl -q --no-pager -o cat -S '{since}' -u 'vigie*'").splitlines()
        assert after > before, f"no disk was polled in {QUIET_SECONDS} s"
        stage.say(f"{len(said)} lines in {after - before} polls of disks")
        lines_a_day = len(said) / (after - before) * DISK_POLLS_A_DAY
        package = next(file for file in stage.packages if "/vigie-agent_" in file)
        folder = unpacked(package, f"{stage.folder}/unpacked")
        size = sum(os.lstat(os.path.join(at, name)).st_size for at, _, names in os.walk(folder) for name in names)
        figures = [
            ("journal-lines-a-day", lines_a_day, "lines", LINES_LIMIT, LINES_GOAL),
            ("installed-size-mb", size / 1e6, "MB", INSTALLED_LIMIT, INSTALLED_GOAL),
            ("package-size-mb", os.path.getsize(package) / 1e6, "MB", PACKAGE_LIMIT, PACKAGE_GOAL),
        ]
        shown = "".join(f"\n  {line}" for line in said[:12])
        return _benches(stage, figures) + shown


def _replay(workstation, line):
    """Types a line of the README where the packages lie."""
    status, printed = workstation.attempt(f"cd /root/packages; DEBIAN_FRONTEND=noninteractive bash -c {shlex.quote(line)}", 300)
    assert status == 0, f"the README's line ends with {status}: {line}\n{printed}"
    return printed


def _first_report(workstation):
    """Asks for the report until both disks are read in it; apt thinks for long under emulation."""
    deadline = time.monotonic() + 60
    while True:
        status, unread = _report(workstation)
        if not any(name.startswith("disk/") for name in unread):
            return status, unread
        assert time.monotonic() < deadline, f"not read after 60 s: {unread}"


def _report(workstation):
    """The exit status of `vigie report`, and what it says of what must be in it; a report that says too much fails."""
    status, printed = workstation.attempt("vigie report --json > /run/report; status=$?; cat /run/report; exit $status")
    assert status in (0, 1, 3), f"vigie report ends with {status}: {printed}"
    components = {each["id"]: each for each in json.loads(printed)["components"]}
    expected = [f"disk/{SATA}", f"disk/{NVME}", "updates/apt"]
    # Of a kind of which nothing was ever read there is one row.
    said = {name: components.get(name) or components.get(f"{name.split('/')[0]}/none") for name in expected}
    missing = [name for name, each in said.items() if not each]
    assert not missing, f"nothing is said of {missing}, and the exit status is {status}: {sorted(components)}"
    unread = [name for name, each in said.items() if each["verdict"] != "good"]
    wrong = [said[name] for name in unread if said[name].get("reason") != "not read yet"]
    assert not wrong, f"of what is good or not read yet it is said: {wrong}"
    assert (status == 3) == bool(unread), f"the exit status is {status}, and not read yet is {unread}"
    return status, unread


def _assert_presets(workstation, but=""):
    """Units are enabled as their presets say, `but` for one that was enabled by hand."""
    listed = workstation.run("systemctl list-unit-files 'vigie*' --no-legend --plain --no-pager")
    for unit, state, preset in (line.split() for line in listed.splitlines()):
        assert unit == but or state == preset or state in ("static", "indirect") or preset == "-", f"{unit} is {state}, its preset says {preset}"


def _benches(stage, figures):
    """Prints all figures; fails when one is beyond its limit."""
    results, failed = [], []
    for figure in figures:
        try:
            results.append(stage.bench(*figure))
        except AssertionError as error:
            failed.append(str(error))
    assert not failed, "; ".join(failed)
    return ", ".join(results)
