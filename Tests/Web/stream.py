"""The stream of a desk's pages, read without a browser; or not read at all."""

import json
import socket

from desk import trusting

LIMIT = 20


class Stream:
    """Begins to follow what a visitor may see; after an entry of the log, where one is given."""

    def __init__(self, visitor, after=None, small=False):
        plain = socket.socket()
        if small:
            # The kernel keeps little for who does not read.
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.settimeout(LIMIT)
        plain.connect(("127.0.0.1", visitor.desk.port))
        self._socket = trusting().wrap_socket(plain, server_hostname="127.0.0.1")
        cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        lines = ["GET /live HTTP/1.1", f"Host: 127.0.0.1:{visitor.desk.port}", f"Cookie: {cookies}"]
        if after is not None:
            lines.append(f"Last-Event-ID: {after}")
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self._file = self._socket.makefile("rb")
        # To be read after the head.
        self.events = self._read()

    def head(self):
        """The status, and the fields of the head."""
        status = int(self._file.readline().split()[1])
        fields = {}
        while line := self._file.readline().strip():
            name, _, value = line.decode().partition(":")
            fields[name.lower()] = value.strip()
        return status, fields

    def _read(self):
        """Each event as its id, its type and its data, until the stream ends. Chunks are of whole events."""
        while size := int(self._file.readline() or b"0", 16):
            text = self._file.read(size).decode()
            self._file.readline()
            for block in text.split("\n\n"):
                fields = dict(line.split(": ", 1) for line in block.split("\n") if line)
                if "event" in fields:
                    yield fields.get("id"), fields["event"], json.loads(fields["data"])

    def close(self):
        self._socket.close()
