"""TLS by the desk's own authority, and nothing in clear."""

import socket
import ssl

import pytest
from visitor import Visitor


def test_the_certificate_is_of_the_desks_authority(desk):
    context = ssl.create_default_context(cafile=desk.authority)
    answer = Visitor(desk, context=context).get("/health")
    assert (answer.status, answer.text.strip()) == (200, "ok")
    with pytest.raises(ssl.SSLCertVerificationError):
        Visitor(desk, context=ssl.create_default_context()).get("/health")


def test_old_versions_of_tls_are_refused(desk):
    context = ssl.create_default_context(cafile=desk.authority)
    with socket.create_connection(("127.0.0.1", desk.port), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname="127.0.0.1") as secure:
            assert secure.version() == "TLSv1.3"
    old = ssl.create_default_context(cafile=desk.authority)
    old.set_ciphers("DEFAULT@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("127.0.0.1", desk.port), timeout=10) as plain, pytest.raises((ssl.SSLError, ConnectionError)):
        old.wrap_socket(plain, server_hostname="127.0.0.1")


def test_nothing_is_answered_in_clear(desk):
    with socket.create_connection(("127.0.0.1", desk.port), timeout=10) as plain:
        plain.sendall(b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        try:
            said = plain.recv(65_536)
        except ConnectionError:
            said = b""
    assert b"<form" not in said and not said.startswith(b"HTTP/1.1 200")


def test_the_pages_are_not_served_on_the_agents_port(desk):
    with socket.create_connection(("127.0.0.1", desk.wire_port), timeout=10) as plain:
        plain.sendall(b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        try:
            assert b"<form" not in plain.recv(65_536)
        except ConnectionError:
            pass
    assert desk.is_healthy()
