"""The desk on this machine: vigie-desk serve, and a watch that notes when each ticket was first seen and first seen closed."""

import json
import os
import re
import subprocess
import threading
import time

WATCH_INTERVAL = 0.2


class Desk:
    def __init__(self, program, folder, address):
        """Starts the desk on a free port of the loopback; agents reach it under `address`."""
        self.log = f"{folder}/desk.log"
        self._program, self._address = program, address
        self._environment = {**os.environ, "VIGIE_DESK_STATE": f"{folder}/desk", "LC_ALL": "C.UTF-8"}
        self._tickets, self._opened, self._closed = {}, {}, {}
        self._failure = None
        self._changed = threading.Condition()
        self._is_ending = threading.Event()
        serve = ["serve", "--listen", "127.0.0.1", "--port", "0", "--address", address, "--name", "lab"]
        with open(self.log, "wb") as log:
            self._server = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", program, *serve],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True, env=self._environment,
            )
        listening = re.search(r":(\d+)$", self._server.stdout.readline().strip())
        if not listening:
            self.close()
            raise RuntimeError(f"the desk does not start; see {self.log}")
        self.port = int(listening.group(1))
        threading.Thread(target=self._watch_tickets, daemon=True).start()

    def token(self):
        return self._desk("token", "create", "--address", f"{self._address}:{self.port}").strip()

    def report(self, host):
        """The components of a host by id, as the desk knows them."""
        report = json.loads(self._desk("report", host, "--json"))
        return {component["id"]: component for component in report["components"]}

    def host(self, name):
        """What the desk knows of a host that has enrolled."""
        return next(each for each in json.loads(self._desk("hosts", "--json")) if each["name"] == name)

    def tickets(self):
        """Every ticket by its key, the newest of each."""
        with self._changed:
            return dict(self._tickets)

    def await_opened(self, key, limit):
        """The time at which the ticket was first seen; None when that is not within `limit` seconds."""
        return self._await(self._opened, key, limit)

    def await_closed(self, key, limit):
        return self._await(self._closed, key, limit)

    def close(self):
        self._is_ending.set()
        self._server.terminate()
        try:
            self._server.wait(10)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def _await(self, times, key, limit):
        with self._changed:
            self._changed.wait_for(lambda: key in times or self._failure, limit)
            if self._failure:
                raise self._failure
            return times.get(key)

    def _watch_tickets(self):
        while not self._is_ending.wait(WATCH_INTERVAL):
            try:
                listed, now = json.loads(self._desk("tickets", "--all", "--json")), time.time()
            except (RuntimeError, OSError, ValueError, subprocess.TimeoutExpired) as error:
                with self._changed:
                    self._failure = error
                    self._changed.notify_all()
                return
            with self._changed:
                for ticket in reversed(listed):
                    key = ticket["key"]
                    self._tickets[key] = ticket
                    self._opened.setdefault(key, now)
                    if ticket["state"] == "closed":
                        self._closed.setdefault(key, now)
                self._changed.notify_all()

    def _desk(self, *arguments):
        done = subprocess.run([self._program, *arguments], capture_output=True, text=True, env=self._environment, timeout=30)
        # The exit status of a report tells how the host is; an error prints nothing there.
        if not done.stdout:
            raise RuntimeError(f"vigie-desk {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout
