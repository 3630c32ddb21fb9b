"""Passwords cannot be tried for long, and nobody learns who has an account."""

import statistics
import time

import pytest
import sample
from visitor import Visitor

HERE, ELSEWHERE = "127.2.0.1", "127.2.0.2"


@pytest.fixture
def welcomed(new_desk):
    Visitor(new_desk).accept(new_desk.link)
    return new_desk


def tried(desk, login, source):
    answer = Visitor(desk, source).sign_in(login, "wrong")
    assert answer.status in (422, 429)
    return answer.status


def is_let_in(desk, source):
    return Visitor(desk, source).sign_in("admin").status == 303


def test_a_login_is_tried_from_one_address_for_a_while_only(welcomed):
    known = [tried(welcomed, "admin", HERE) for _ in range(12)]
    assert not is_let_in(welcomed, HERE), "the right password is found among many"
    assert is_let_in(welcomed, ELSEWHERE), "a stranger locks the administrator out"
    unknown = [tried(welcomed, "nobody", ELSEWHERE) for _ in range(12)]
    assert set(known) == set(unknown)


@pytest.mark.long
def test_many_logins_are_tried_from_one_address_for_a_while_only(welcomed):
    for number in range(30):
        tried(welcomed, f"nobody-{number}", HERE)
    assert not is_let_in(welcomed, HERE)
    assert is_let_in(welcomed, ELSEWHERE)


@pytest.mark.long
def test_a_login_is_tried_from_many_addresses_for_a_while_only(welcomed):
    assert is_let_in(welcomed, HERE)
    for number in range(1, 70):
        tried(welcomed, "admin", f"127.3.0.{number}")
    assert not is_let_in(welcomed, ELSEWHERE)
    assert is_let_in(welcomed, HERE), "strangers lock the administrator out of where he works"


def test_unknown_names_take_as_long(welcomed):
    sample.account(welcomed, "known")
    welcomed.run("person", "add", "Nora", "--email", "nora@example.org")
    welcomed.run("account", "add", "invited", "--person", "nora@example.org", "--role", "technician")

    def seconds(login):
        taken = []
        for _ in range(3):
            visitor = Visitor(welcomed)
            token = visitor.token("/sign-in", "/sign-in")
            began = time.monotonic()
            visitor.post("/sign-in", {"login": login, "password": "wrong"}, form=token)
            taken.append(time.monotonic() - began)
        return statistics.median(taken)

    known = seconds("known")
    for login in ("nobody", "invited", "\u00e9"):
        other = seconds(login)
        assert 0.6 < other / known < 1.7, f"{known:.3f} s for who has a password, {other:.3f} s for {login}"
