"""A workstation that tells a desk what it wants, by the wire: an agent's own machine would have to age for months."""

import datetime
import json
import socket
import ssl
import time

LIMIT = 20
# The digest with which every journal begins.
NOTHING = "cbf29ce484222325"


class Agent:
    def __init__(self, desk, state, name):
        """Opens a session as the host that has enrolled in a folder."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.set_alpn_protocols(["vigie/1"])
        context.check_hostname = False
        context.load_verify_locations(state / "identity" / "ca.pem")
        context.load_cert_chain(state / "identity" / "host.pem", state / "identity" / "host.key")
        plain = socket.create_connection(("127.0.0.1", desk.wire_port), timeout=LIMIT)
        self._socket = context.wrap_socket(plain)
        self._lines = self._socket.makefile("r", encoding="utf-8", newline="\n")
        self._number = 0
        self._await("VIGIE")
        self._send("HELLO 1", agent="0.1.0", name=name, **{"class": "laptop"}, boot="b0a7e6c2", journal="0f3a9c1e55d2", first="1", last="0", base=NOTHING)
        self._await("OK")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._send("BYE 221", reason="suspend")
        self._socket.close()

    def tell(self, component, days_ago, **fields):
        """The state of a component as it was read on a day."""
        self._send("FACT", component=component, read=_time(days_ago), **fields)
        # The desk keeps only the last one of those that arrive together.
        time.sleep(0.02)

    def open(self, key, value, limit, name, unit=None):
        """Begins a condition, and returns when the desk has it."""
        self._number += 1
        self._send(
            f"OPEN {self._number}", key=key, severity="warning", value=str(value), limit=str(limit), **({"unit": unit} if unit else {}),
            at=_time(0), boot="b0a7e6c2", up=str(100 + self._number), name=name,
        )
        self._await("ACK")

    def _send(self, verb, **fields):
        words = [f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
        self._socket.sendall((" ".join([verb, *words]) + "\n").encode())

    def _await(self, verb):
        for line in self._lines:
            if line.split()[0] == verb:
                return
            assert line.split()[0] in ("HAVE", "TICKET", "BEAT"), line
        raise AssertionError(f"the desk ended the session before {verb}")


def _time(days_ago):
    time = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days_ago)
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z")
