"""Packages over their life: an upgrade, one that fails, one that is killed, and a purge."""

import glob
import os
import random
import shutil
import subprocess
import time

from installed import FAST, INSTALL, LINKED, RESTARTED, Storm
from workstation import SATA

SERVICES = ["vigie-agent", "vigie-desk"]
# Of an upgrade to 9999, as dpkg logs them.
STEPS = ["status half-installed vigie-agent", "status unpacked vigie-desk:amd64 9999", " configure vigie-agent"]
# What installing and removing any package changes.
OTHERS = "/var/lib/(dpkg|apt|systemd)|/var/lib/ucf|/run/(systemd|udev|log|lab-|sudo)|/etc/(ld.so.cache|[a-z]+-$)|/var/cache|/var/log"


def upgrade(stage):
    """An upgrade from the package before: services restarted, no event lost, a conffile edited by hand kept."""
    # Begun with the older ones: a desk refuses a store that a newer one has written.
    with stage.bare() as workstation:
        _done(workstation.install(_before(stage)))
        old = _version(workstation)
        workstation.run("systemctl enable --now -q vigie-desk")
        workstation.enrol()
        workstation.write("/etc/vigie/agent.conf.d/lab.conf", FAST)
        workstation.run("echo '# by hand' >>/etc/vigie/agent.conf; systemctl restart vigie-desk vigie-agent")
        workstation.await_linked()
        pids = {unit: workstation.pid(unit) for unit in SERVICES}
        storm = Storm(workstation)
        storm.await_more()
        _done(workstation.install(stage.packages))
        now = _version(workstation)
        assert old != now, f"both packages are of version {now}"
        for unit, pid in pids.items():
            workstation.await_restarted(unit, pid)
        storm.await_more(limit=LINKED)
        workstation.await_linked()
        result = storm.assert_nothing_lost()
        assert "# by hand" in workstation.run("cat /etc/vigie/agent.conf"), "the edited conffile was replaced"
        workstation.await_read(SATA)
        workstation.assert_healthy_system()
        return f"{old} to {now}, both restarted; {result}"


def upgradefull(stage):
    """An upgrade on a full disk fails with the word; the agent goes on, the desk at the latest with room; then it goes through."""
    with stage.installed() as workstation:
        newer = _renamed(stage, "9999")
        workstation.bring(newer)
        # 6 MB are left: dpkg can begin, and not unpack a program. What ext4 counts as free it does not give away to the last block.
        workstation.run(
            "fallocate -l $(($(stat -f -c '%f * %S' /) - 64000000)) /filler; dd if=/dev/zero of=/filler2 bs=64k 2>/dev/null; "
            "truncate -s -6M /filler2; sync", 120,
        )
        upgrade = f"{INSTALL} {workstation.names(newer)}"
        status, printed = workstation.attempt(upgrade, 300)
        said = [line.strip() for line in printed.splitlines() if "space" in line.lower()]
        assert status != 0 and said, f"the upgrade on a full disk ends with {status}: {printed}"
        running = workstation.attempt(f"systemctl is-active {' '.join(SERVICES)}")[1].split()
        workstation.run("rm /filler /filler2; sync")
        # dpkg has the package that it leaves in place restart its service, and a desk does not open its store on a full disk.
        assert running[0] == "active" and running[1] != "failed", f"after the upgrade that failed agent and desk were {running}"
        both_run = " && ".join(f"systemctl is-active -q {unit}" for unit in SERVICES)
        workstation.await_that(both_run, RESTARTED, "both services run, now that there is room")
        workstation.await_linked()
        _done(workstation.attempt(f"dpkg --configure -a; {upgrade}", 300))
        workstation.await_that(both_run, RESTARTED, "both services run, upgraded")
        workstation.await_linked()
        workstation.await_read(SATA)
        workstation.assert_healthy_system()
        return f"'{said[0]}'; agent and desk were {' and '.join(running)}, and linked when there was room; then upgraded"


def upgradekilled(stage):
    """An upgrade is killed while dpkg unpacks and configures; dpkg goes on from there, and nothing is lost."""
    with stage.installed() as workstation:
        newer = _renamed(stage, "9999")
        workstation.bring(newer)
        upgrade = f"dpkg --configure -a; {INSTALL} --reinstall {workstation.names(newer)}"
        identity = "find /var/lib/vigie -type f -not -name '*journal*' | sort | xargs sha256sum"
        before = workstation.run(identity)
        storm, moments, broken = Storm(workstation), [], 0
        storm.await_more(1)
        workstation.write("/run/upgrade", upgrade)
        for step in STEPS:
            workstation.run(": >/var/log/dpkg.log; setsid sh /run/upgrade >/run/upgrade.log 2>&1 & echo $! >/run/upgrade.pid")
            workstation.await_that(f"grep -q '{step}' /var/log/dpkg.log", 120, f"'{step}' in dpkg's log")
            moment = random.uniform(0, 1)
            time.sleep(moment)
            workstation.run("kill -KILL -$(cat /run/upgrade.pid) 2>/dev/null; pkill -KILL -x 'dpkg|dpkg-deb'; true")
            left = int(workstation.run("dpkg --audit | grep -c '^ vigie'; true"))
            broken += left
            moments.append(f"{moment:.1f} s after '{step.strip()}', {left} packages left broken")
        assert broken, f"the upgrade was never killed half-way: {'; '.join(moments)}"
        _done(workstation.attempt(upgrade, 300))
        workstation.await_linked()
        storm.await_more(limit=LINKED)
        result = storm.assert_nothing_lost()
        assert workstation.run(identity) == before, "the identity has changed"
        assert not workstation.run("dpkg --audit"), "dpkg finds something half-installed"
        workstation.assert_healthy_system()
        return f"killed {'; '.join(moments)}; then {result}"


def purge(stage):
    """Removed, the packages leave their data; purged, they leave nothing."""
    with stage.bare() as workstation:
        listing = (
            f"{{ find /etc /usr /var /run -xdev; getent passwd; getent group; }} | grep -vE '^({OTHERS})' | sort >/run/lab-list; "
            "grep -v '^/run/lab-list' /run/lab-list"
        )
        before = set(workstation.run(listing, 120).splitlines())
        workstation.run(f"{INSTALL} {workstation.names(stage.packages)}", 300)
        workstation.run("systemctl start vigie-desk")
        workstation.enrol()
        workstation.run("systemctl enable --now -q vigie-smartctl.socket")
        workstation.await_linked()
        workstation.run("vigie test-ticket")
        workstation.run("DEBIAN_FRONTEND=noninteractive apt-get -y -qq remove vigie-agent vigie-desk", 300)
        left = workstation.run("ls -d /var/lib/vigie/* /var/lib/vigie-desk/* /etc/vigie/agent.conf")
        assert len(left.splitlines()) >= 3, f"removing has taken data: {left}"
        assert not workstation.run("pgrep -l vigie; true"), "a removed program runs"
        workstation.run("DEBIAN_FRONTEND=noninteractive apt-get -y -qq purge vigie-agent vigie-desk", 300)
        after = set(workstation.run(listing, 120).splitlines())
        extra = sorted(after - before)
        assert not extra, f"a purge leaves: {', '.join(extra)}"
        units = workstation.run("for what in units unit-files; do systemctl list-$what --all --no-legend 'vigie*'; done; true")
        assert not units, f"a purge leaves units: {units}"
        workstation.assert_healthy_system()
        return f"{len(before)} files, users and groups before, {len(after)} after; removing had kept {len(left.splitlines())} of the data"


def _done(outcome):
    status, printed = outcome
    assert status == 0, f"apt-get ends with {status}: {printed}"


def _version(workstation):
    return workstation.run("dpkg-query -W -f '${Version}' vigie-agent")


def _before(stage):
    """The packages of the commit before where they were given, else the same under a lower version."""
    if stage.previous:
        return stage.previous
    stage.say("no VIGIE_PREVIOUS: the same packages under a lower version stand for those of the commit before")
    return _renamed(stage, "0.0.1~before")


def _renamed(stage, version):
    """The packages made anew with another version."""
    done = f"{stage.folder}/version-{version}"
    if not os.path.exists(done):
        folder = f"{done}.new"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for package in stage.packages:
            tree = f"{folder}/tree"
            subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
            with open(f"{tree}/DEBIAN/control") as file:
                control = [f"Version: {version}" if line.startswith("Version:") else line for line in file.read().splitlines()]
            with open(f"{tree}/DEBIAN/control", "w") as file:
                file.write("\n".join(control) + "\n")
            name = os.path.basename(package).split("_")[0]
            build = ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "-b", tree, f"{folder}/{name}_{version}.deb"]
            subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
            shutil.rmtree(tree)
        os.rename(folder, done)
    return sorted(glob.glob(f"{done}/*.deb"))
