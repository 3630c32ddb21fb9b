import itertools
import os
import pathlib

import browsing
import pytest
import sample
from desk import Desk
from looks import Look
from office import Office
from playwright.sync_api import sync_playwright
from visitor import Visitor

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture(scope="session")
def programs():
    folder = pathlib.Path(os.environ.get("VIGIE_PROGRAMS", ROOT / ".build" / "debug"))
    assert (folder / "vigie-desk").exists(), f"{folder} has no vigie-desk: make test-web builds it"
    return folder


@pytest.fixture(scope="session")
def screenshots():
    folder = pathlib.Path(os.environ.get("VIGIE_SCREENSHOTS", ROOT / ".build" / "web"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = browsing.launched(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desk(programs, tmp_path_factory):
    """The desk that most tests share, with its sample. Who changes an account takes one of `account` for that."""
    desk = Desk(programs, tmp_path_factory.mktemp("desk"))
    desk.start()
    try:
        Visitor(desk).accept(desk.link)
        sample.fill(desk)
        yield desk
    finally:
        desk.stop()


@pytest.fixture
def new_desk(programs, tmp_path):
    """A desk on which nobody has signed in."""
    desk = Desk(programs, tmp_path)
    desk.start()
    yield desk
    desk.stop()


@pytest.fixture(scope="session")
def account(desk):
    """Makes an account that no other test has, and returns its login."""
    numbers = itertools.count(1)
    return lambda **options: sample.account(desk, f"guest.{next(numbers)}", **options)


@pytest.fixture
def office(desk):
    """An organisation of a test's own, so that its queue holds what the test has filed and nothing else."""
    return Office(desk)


@pytest.fixture(scope="session")
def signed_in(browser, desk):
    """The cookies of who has signed in by the form; once for each login, because a password's hash takes its time."""
    states = {}

    def state(login):
        if login not in states:
            context = browser.new_context(base_url=desk.address, ignore_https_errors=True)
            page = context.new_page()
            browsing.sign_in(page, login)
            assert browsing.is_signed_in(page), f"{login} is not let in"
            states[login] = context.storage_state()
            context.close()
        return states[login]

    return state


@pytest.fixture
def open_page(browser, request):
    """Opens a page of a desk in a context of its own. What the browser complains of fails the test."""
    contexts = []

    def open_(desk, look=Look(), login=None, javascript=True, expected=()):
        state = request.getfixturevalue("signed_in")(login) if login else None
        context = browser.new_context(
            base_url=desk.address, ignore_https_errors=True, java_script_enabled=javascript, storage_state=state, **look.options(),
        )
        context.set_default_timeout(browsing.LIMIT)
        complaints = browsing.Complaints(context)
        complaints.expected.update(expected)
        contexts.append((context, complaints))
        return context.new_page()

    yield open_
    for context, _ in contexts:
        context.close()
    found = [each for _, complaints in contexts for each in complaints.all]
    assert not found, "the browser complains:\n" + "\n".join(found)
