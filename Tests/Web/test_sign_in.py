"""Signing in and out, in a browser."""

import browsing
import markup
import pytest

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


@SCRIPT
def test_in_and_out(desk, open_page, javascript):
    page = open_page(desk, javascript=javascript)
    page.goto("/")
    assert browsing.path(page) == "/sign-in"
    browsing.sign_in(page, "tech.en")
    assert browsing.is_signed_in(page) and browsing.path(page) == "/queue"
    browsing.press(page, "/sign-out")
    assert not browsing.is_signed_in(page)
    page.goto("/queue")
    assert browsing.path(page) == "/sign-in"
    # What was shown before is not shown again by the browser's own memory.
    page.go_back()
    assert not browsing.is_signed_in(page)


def test_who_asked_for_a_page_gets_there(desk, open_page):
    page = open_page(desk)
    page.goto("/queue?tab=unassigned")
    assert browsing.path(page) == "/sign-in"
    browsing.press(page, "/sign-in", login="tech.en", password=browsing.PASSWORD)
    assert page.url.endswith("/queue?tab=unassigned")


@SCRIPT
def test_a_wrong_password_and_an_unknown_login_are_told_alike(desk, open_page, account, javascript):
    login = account()
    said = []
    for name in (login, "nobody-here"):
        page = open_page(desk, javascript=javascript)
        browsing.sign_in(page, name, "wrong")
        assert not browsing.is_signed_in(page)
        assert page.locator('[name="login"]').input_value() == name, "the login must be typed again"
        assert page.locator('[name="password"]').input_value() == ""
        said.append(page.locator(markup.MISTAKE).first.inner_text().replace(name, ""))
    assert said[0] == said[1] != ""


def test_by_keyboard_alone(desk, open_page):
    page = open_page(desk)
    page.goto("/sign-in")
    reach(page, "login")
    page.keyboard.type("tech.en")
    reach(page, "password")
    page.keyboard.type(browsing.PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert browsing.is_signed_in(page)
    # The skip link leads past the head of the page.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('#main'))")


def reach(page, name):
    """Presses Tab until a field has the focus."""
    for _ in range(12):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def test_a_field_for_a_password_tells_password_managers_what_it_is(desk, open_page):
    page = open_page(desk)
    page.goto("/sign-in")
    assert page.locator('[name="login"]').get_attribute("autocomplete") == "username"
    assert page.locator('[name="password"]').get_attribute("autocomplete") == "current-password"
