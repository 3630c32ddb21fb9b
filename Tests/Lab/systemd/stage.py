"""Where a scenario plays: guests in a state to begin from, what they are given, and the figures that are printed."""

import contextlib
import glob
import os
import subprocess

import figure
from guest import GuestError, tail
from installed import FAST, INSTALL, InstalledWorkstation
from workstation import BOOTED, INSTALLED


class Stage:
    def __init__(self, folder, packages, previous, say):
        """`packages` and `previous` are folders of packages: those to play with, and perhaps those of the commit before."""
        self.folder, self.packages, self.previous, self.say = folder, _debs(packages), _debs(previous), say

    @contextlib.contextmanager
    def bare(self):
        """A guest that has never seen Vigie; the packages lie in /root/packages."""
        with self._ending(InstalledWorkstation.restored(self.folder, BOOTED)) as workstation:
            workstation.bring(self.packages)
            yield workstation

    @contextlib.contextmanager
    def installed(self, is_started=True, has_honest_flushes=False):
        """A guest with both packages, enrolled at its own desk, that polls often. Started, it is linked and has read two disks."""
        if not os.path.exists(f"{self.folder}/{INSTALLED}.memory"):
            self._install()
        with self._ending(InstalledWorkstation.restored(self.folder, INSTALLED, has_honest_flushes)) as workstation:
            if is_started:
                workstation.start()
            yield workstation

    def bench(self, name, value, unit, limit, goal):
        """Prints a figure as the bench reads it; one beyond its limit fails the scenario."""
        is_held = figure.bench(name, value, unit, limit, goal)
        assert is_held, f"{name} is {value:.1f} {unit}, the limit is {limit}"
        return f"{name} {value:.1f} {unit}"

    def _install(self):
        self.say("both packages are installed once, for this and the other scenarios")
        with self.bare() as workstation:
            workstation.run(f"{INSTALL} {workstation.names(self.packages)}", 300)
            workstation.run("systemctl start vigie-desk")
            workstation.enrol()
            workstation.write("/etc/vigie/agent.conf.d/lab.conf", FAST)
            workstation.run("systemctl restart vigie-agent")
            workstation.await_linked()
            workstation.run("systemctl stop vigie-agent vigie-reader vigie-desk")
            workstation.save(INSTALLED)

    @contextlib.contextmanager
    def _ending(self, workstation):
        try:
            yield workstation
        except Exception:
            self._show_logs(workstation)
            raise
        finally:
            workstation.close()

    def _show_logs(self, workstation):
        try:
            workstation.guest.qmp("cont")
            said = workstation.run("journalctl --no-pager -b -q -n 60 -o short-precise -u 'vigie*'; systemctl --failed --no-legend")
        except (GuestError, OSError, ValueError) as error:
            said = f"{error}\n{tail(workstation.guest.console, 20)}"
        print(f"--- the guest's journal\n{said}\n---", flush=True)


def _debs(folder):
    return sorted(glob.glob(f"{folder}/*.deb")) if folder else []


def unpacked(package, folder):
    """Unpacks a package on this machine; returns where it lies."""
    subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    return folder
