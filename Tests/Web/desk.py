"""A desk of its own for tests: set up in a folder, served on free ports of the loopback, spoken to by its commands."""

import http.client
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import time

START_LIMIT = 30
STOP_LIMIT = 15
COMMAND_LIMIT = 30


class Desk:
    def __init__(self, programs, folder):
        """Sets a desk up; `link` is what its first administrator gets."""
        self.programs, self.folder = programs, folder
        self.state, self.config, self.log = folder / "state", folder / "desk.conf", folder / "desk.log"
        self.wire_port, self.port = _free_ports(2)
        self.address = f"https://127.0.0.1:{self.port}"
        ways = "[support ssh]\nlink = ssh://{login}@{host}\n[support screen]\nlink = vnc://{address}\n"
        self.config.write_text(f"[web]\nlisten = 127.0.0.1\nport = {self.port}\n{ways}")
        self.config.chmod(0o640)
        self._server = None
        said = self.run(
            "setup", "--config", self.config, "--address", self.address, "--organisation", "Example",
            "--administrator", "Ada Example", "--email", "ada@example.org", "--login", "admin",
        )
        found = re.search(r"https://\S+/welcome/\S+", said)
        assert found, f"vigie-desk setup prints no link:\n{said}"
        self.link = found.group()

    @property
    def authority(self):
        """The certificate that browsers of a first day are given."""
        return self.state / "authority" / "ca.pem"

    def run(self, *arguments, text=None):
        """What a command of vigie-desk prints; its failure is the test's."""
        ended = subprocess.run(
            [self.programs / "vigie-desk", *map(str, arguments)],
            input=text, stdin=None if text is not None else subprocess.DEVNULL,
            capture_output=True, text=True, timeout=COMMAND_LIMIT, env=self.environment,
        )
        assert ended.returncode == 0, f"vigie-desk {' '.join(map(str, arguments))[:200]}: {ended.stderr or ended.stdout}"
        return ended.stdout

    @property
    def environment(self):
        return {**os.environ, "VIGIE_DESK_STATE": str(self.state), "LC_ALL": "C.UTF-8"}

    def start(self):
        serve = ["serve", "--listen", "127.0.0.1", "--address", "127.0.0.1", "--port", str(self.wire_port), "--config", self.config]
        with open(self.log, "ab") as log:
            # It ends with this program, however that ends.
            self._server = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", self.programs / "vigie-desk", *serve],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment,
            )
        self._await_health()

    def kill(self):
        """As a crash ends it."""
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()

    def stop(self):
        if not self._server:
            return
        self._server.terminate()
        try:
            self._server.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the desk does not end within {STOP_LIMIT} s") from None

    def resident_kib(self):
        """The memory that the server has."""
        status = pathlib.Path(f"/proc/{self._server.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s*(\d+) kB", status).group(1))

    def said(self):
        """The end of what the desk printed."""
        return self.log.read_text(errors="replace")[-2000:]

    def _await_health(self):
        began = time.monotonic()
        while time.monotonic() - began < START_LIMIT:
            assert self._server.poll() is None, f"the desk has ended:\n{self.said()}"
            if self.is_healthy():
                return
            time.sleep(0.05)
        raise AssertionError(f"no /health within {START_LIMIT} s:\n{self.said()}")

    def is_healthy(self):
        """Whether it answers within two seconds."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=2, context=trusting())
        try:
            connection.request("GET", "/health")
            answer = connection.getresponse()
            return answer.status == 200 and answer.read().strip() == b"ok"
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def trusting():
    """Believes any certificate: one test looks at it, the others at what is behind it."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
