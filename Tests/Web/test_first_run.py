"""From `vigie-desk setup` to the first person who is in."""

import browsing
import markup
import pytest
from visitor import Visitor

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


@SCRIPT
def test_the_link_lets_the_first_administrator_in_once(new_desk, open_page, javascript):
    page = open_page(new_desk, javascript=javascript)
    page.goto(new_desk.link)
    browsing.press(page, browsing.path(page), password=browsing.PASSWORD, again=browsing.PASSWORD)
    if not browsing.is_signed_in(page):
        browsing.sign_in(page, "admin")
    assert browsing.is_signed_in(page)
    assert page.goto("/people").status == 200

    again = open_page(new_desk, javascript=javascript, expected=[403, 404, 410])
    answer = again.goto(new_desk.link)
    assert answer.status in (403, 404, 410, 422)
    assert again.locator("[type=password]").count() == 0 and not browsing.is_signed_in(again)
    assert Visitor(new_desk).sign_in("admin").status == 303, "the link's second use has changed the password"


def test_a_link_that_was_shown_twice_is_used_once(new_desk):
    # Two have the form open; the second one sends it later.
    first, second = Visitor(new_desk), Visitor(new_desk)
    path = new_desk.link.removeprefix(new_desk.address)
    token = second.token(path, path)
    assert first.accept(new_desk.link).status == 303
    answer = second.post(path, {"password": "words of somebody else", "again": "words of somebody else"}, form=token)
    assert answer.status != 303 or answer.location.startswith("/sign-in")
    assert Visitor(new_desk).sign_in("admin", "words of somebody else").status == 422
    assert Visitor(new_desk).sign_in("admin").status == 303


def test_a_wrong_code_is_no_link(new_desk, open_page):
    page = open_page(new_desk, expected=[403, 404, 410])
    answer = page.goto("/welcome/" + "A" * 26)
    assert answer.status in (403, 404, 410, 422) and page.locator("[type=password]").count() == 0


def test_passwords_that_differ_or_are_short_keep_the_link(new_desk, open_page):
    page = open_page(new_desk)
    page.goto(new_desk.link)
    way = browsing.path(page)
    for password, again in ((browsing.PASSWORD, browsing.PASSWORD + "x"), ("x", "x")):
        page.goto(new_desk.link)
        # The browser's own checks would keep the desk's from being tried.
        page.locator(markup.form(way)).evaluate("(form) => { form.noValidate = true }")
        browsing.press(page, way, password=password, again=again)
        assert page.locator(markup.MISTAKE).count() > 0
    page.goto(new_desk.link)
    browsing.press(page, way, password=browsing.PASSWORD, again=browsing.PASSWORD)
    assert page.locator(markup.MISTAKE).count() == 0


def test_the_command_never_prints_the_link_into_the_log(new_desk):
    assert new_desk.link.rsplit("/", 1)[1] not in new_desk.said()


def test_an_empty_desk_is_usable(new_desk, open_page):
    page = open_page(new_desk)
    page.goto(new_desk.link)
    browsing.press(page, browsing.path(page), password=browsing.PASSWORD, again=browsing.PASSWORD)
    if not browsing.is_signed_in(page):
        browsing.sign_in(page, "admin")
    for path in ("/queue?tab=all", "/people", "/organisations", "/me"):
        assert page.goto(path).status == 200
    page.goto("/queue?tab=all")
    assert len(page.locator("main").inner_text().split()) > 5, "an empty list says why it is empty"
