"""Packages over their life: an upgrade, one that fails, one that is killed, and a purge."""

import glob
import os
import random
import shutil
import subprocess
import time

from installed import LINKED, Storm, counted
from workstation import SATA

INSTALL = "DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Dpkg::Use-Pty=0 install"
BOTH = "vigie-agent vigie-desk"
# What installing and removing any package changes.
OTHERS = "/var/lib/(dpkg|apt|systemd)|/var/lib/ucf|/run/(systemd|udev|log|lab-|sudo)|/etc/(ld.so.cache|[a-z]+-$)|/var/cache|/var/log"


def upgrade(stage):
    """An upgrade from the package before: services restarted, no event lost, a conffile edited by hand kept."""
    with stage.installed() as workstation:
        now = workstation.run("dpkg-query -W -f '${Version}' vigie-agent")
        workstation.run("echo '# by hand' >>/etc/vigie/agent.conf")
        before = _before(stage)
        workstation.bring(before)
        names = " ".join(f"./packages/{os.path.basename(file)}" for file in before)
        workstation.run(f"{INSTALL} --allow-downgrades {names}", 300)
        old = workstation.run("dpkg-query -W -f '${Version}' vigie-agent")
        assert old != now, f"both packages are of version {now}"
        workstation.run("systemctl restart vigie-desk vigie-agent")
        workstation.await_linked()
        pids = {unit: workstation.pid(unit) for unit in ("vigie-agent", "vigie-desk")}
        storm = Storm(workstation)
        storm.await_more()
        workstation.bring(stage.packages)
        names = " ".join(f"./packages/{os.path.basename(file)}" for file in stage.packages)
        workstation.run(f"{INSTALL} {names}", 300)
        assert workstation.run("dpkg-query -W -f '${Version}' vigie-agent") == now
        for unit, pid in pids.items():
            workstation.await_restarted(unit, pid)
        storm.await_more(limit=LINKED)
        workstation.await_linked()
        count, (tried, told) = None, storm.end()
        count = counted(workstation)
        assert told <= count <= tried, f"{tried} test tickets were tried, {told} acknowledged, the desk has {count}"
        workstation.assert_one_ticket_a_key()
        assert "# by hand" in workstation.run("cat /etc/vigie/agent.conf"), "the edited conffile was replaced"
        workstation.await_read(SATA)
        workstation.assert_healthy_system()
        return f"{old} to {now}, both restarted; {tried} test tickets tried, {told} acknowledged, {count} at the desk"


def upgradefull(stage):
    """An upgrade on a full disk fails with the word, leaves what ran, and goes through when there is room."""
    with stage.installed() as workstation:
        newer = _renamed(stage, "9999")
        workstation.bring(newer)
        names = " ".join(f"./packages/{os.path.basename(file)}" for file in newer)
        pids = {unit: workstation.pid(unit) for unit in ("vigie-agent", "vigie-desk")}
        # 6 MB are left: dpkg can begin, and not unpack a program.
        workstation.run("fallocate -l $(($(stat -f -c '%a * %S' /) - 6000000)) /filler")
        status, printed = workstation.attempt(f"{INSTALL} {names}", 300)
        assert status != 0 and "space" in printed.lower(), f"the upgrade on a full disk ends with {status}: {printed}"
        running = workstation.attempt("systemctl is-active vigie-agent vigie-desk")[1].split()
        workstation.run("rm /filler")
        repaired = workstation.attempt(f"dpkg --configure -a; {INSTALL} {names}", 300)
        assert repaired[0] == 0, f"with room again it ends with {repaired}"
        workstation.run("systemctl start vigie-agent vigie-desk")
        workstation.await_linked()
        workstation.await_read(SATA)
        workstation.assert_healthy_system()
        assert running == ["active", "active"], f"after the failed upgrade the services were {running}, before it {pids}"
        said = next(line for line in printed.splitlines() if "space" in line.lower())
        return f"'{said.strip()}'; both services went on; upgraded when there was room"


def upgradekilled(stage):
    """An upgrade is killed half-way, at random moments; dpkg goes on from there, and nothing is lost."""
    with stage.installed() as workstation:
        newer = _renamed(stage, "9999")
        workstation.bring(newer)
        names = " ".join(f"./packages/{os.path.basename(file)}" for file in newer)
        key = workstation.run("cat /var/lib/vigie/identity/* 2>/dev/null | sha256sum; ls /var/lib/vigie | tr '\\n' ' '")
        storm = Storm(workstation)
        storm.await_more(1)
        moments = []
        for _ in range(3):
            workstation.run(f"setsid sh -c '{INSTALL} --reinstall {names}' >/run/upgrade.log 2>&1 & echo $! >/run/upgrade.pid")
            moment = random.uniform(1, 12)
            time.sleep(moment)
            workstation.run("kill -KILL -$(cat /run/upgrade.pid) 2>/dev/null; pkill -KILL -x dpkg; pkill -KILL -x dpkg-deb; true")
            moments.append(f"{moment:.0f} s ({workstation.run('dpkg --audit | wc -l')} lines of dpkg --audit)")
        repaired = workstation.attempt(f"dpkg --configure -a; {INSTALL} -f && {INSTALL} --reinstall {names}", 300)
        assert repaired[0] == 0, f"after being killed it ends with {repaired}"
        workstation.await_linked()
        storm.await_more(limit=LINKED)
        tried, told = storm.end()
        count = counted(workstation)
        assert told <= count <= tried, f"{tried} test tickets were tried, {told} acknowledged, the desk has {count}"
        assert key == workstation.run("cat /var/lib/vigie/identity/* 2>/dev/null | sha256sum; ls /var/lib/vigie | tr '\\n' ' '"), "the identity has changed"
        assert not workstation.run("dpkg --audit"), "dpkg finds something half-installed"
        workstation.assert_healthy_system()
        return f"killed after {', '.join(moments)}; {tried} test tickets tried, {told} acknowledged, {count} at the desk"


def purge(stage):
    """Removed, the packages leave their data; purged, they leave nothing."""
    with stage.bare() as workstation:
        listing = (
            f"{{ find /etc /usr /var /run -xdev; getent passwd; getent group; }} | grep -vE '^({OTHERS})' | sort >/run/lab-list; "
            "grep -v '^/run/lab-list' /run/lab-list"
        )
        before = set(workstation.run(listing, 120).splitlines())
        workstation.run(f"{INSTALL} ./packages/*.deb", 300)
        workstation.run("systemctl start vigie-desk")
        workstation.enrol()
        workstation.run("systemctl restart vigie-agent; systemctl enable --now -q vigie-smartctl.socket")
        workstation.await_linked()
        workstation.run("vigie test-ticket")
        workstation.run(f"DEBIAN_FRONTEND=noninteractive apt-get -y -qq remove {BOTH}", 300)
        left = workstation.run("ls -d /var/lib/vigie/* /var/lib/vigie-desk/* /etc/vigie/agent.conf")
        assert len(left.splitlines()) >= 3, f"removing has taken data: {left}"
        assert not workstation.run("pgrep -l vigie; true"), "a removed program runs"
        workstation.run(f"DEBIAN_FRONTEND=noninteractive apt-get -y -qq purge {BOTH}", 300)
        after = set(workstation.run(listing, 120).splitlines())
        extra = sorted(after - before)
        assert not extra, f"a purge leaves: {', '.join(extra)}"
        units = workstation.run("systemctl list-units --all --no-legend --plain 'vigie*'; systemctl list-unit-files --no-legend 'vigie*'; true")
        assert not units, f"a purge leaves units: {units}"
        workstation.assert_healthy_system()
        return f"{len(before)} files, users and groups before, {len(after)} after; removing had kept {len(left.splitlines())} of the data"


def _before(stage):
    """The packages of the commit before where they were given, else the same under a lower version."""
    if stage.previous:
        return stage.previous
    stage.say("no VIGIE_PREVIOUS: the same packages under a lower version stand for those of the commit before")
    return _renamed(stage, "0.0.1~before")


def _renamed(stage, version):
    """The packages made anew with another version."""
    folder = f"{stage.folder}/version-{version}"
    if not os.path.exists(folder):
        os.makedirs(folder)
        for package in stage.packages:
            tree = f"{folder}/tree"
            subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
            with open(f"{tree}/DEBIAN/control") as file:
                control = [f"Version: {version}" if line.startswith("Version:") else line for line in file.read().splitlines()]
            with open(f"{tree}/DEBIAN/control", "w") as file:
                file.write("\n".join(control) + "\n")
            name = os.path.basename(package).split("_")[0]
            subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "-b", tree, f"{folder}/{name}_{version}_all.deb"], check=True, stdout=subprocess.DEVNULL)
            shutil.rmtree(tree)
    return sorted(glob.glob(f"{folder}/*.deb"))
