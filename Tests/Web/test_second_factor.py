"""One-time codes (RFC 6238), computed here as a telephone does, and recovery codes."""

import re

import browsing
import markup
import pytest
import totp
from visitor import Visitor


def test_our_codes_are_those_of_the_specification():
    # RFC 6238, appendix B; the last six digits.
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert [totp.code(key, at) for at in (59, 1111111109, 20000000000)] == ["287082", "081804", "353130"]


@pytest.mark.parametrize("javascript", [pytest.param(True, marks=pytest.mark.long), False], ids=["script", "no-script"])
def test_from_setting_it_up_to_a_recovery_code(desk, open_page, account, javascript):
    login = account()
    page = open_page(desk, javascript=javascript)
    browsing.sign_in(page, login)
    page.goto("/me/second-factor")
    assert page.locator("main svg, main img").count() > 0, "there is no QR code"
    key = re.sub(r"\s", "", page.locator(markup.KEY).inner_text())
    assert re.fullmatch(r"[A-Z2-7]{26,}", key), f"128 bits at least: {key}"
    recovery = set(page.locator(markup.RECOVERY_CODE).all_inner_texts())

    # A wrong code turns nothing on.
    browsing.press(page, "/me/second-factor", code="000000")
    assert page.locator(markup.MISTAKE).count() > 0
    assert re.sub(r"\s", "", page.locator(markup.KEY).inner_text()) == key, "the telephone has the key of before"
    first = totp.fresh_code(key)
    browsing.press(page, "/me/second-factor", code=first)
    assert page.locator(markup.MISTAKE).count() == 0
    recovery |= set(page.locator(markup.RECOVERY_CODE).all_inner_texts())
    assert len(recovery) >= 8

    # A code counts once, also where it turned the factor on.
    assert not second_step(open_page(desk, javascript=javascript), login, first)
    code = totp.next_code(key)
    assert second_step(open_page(desk, javascript=javascript), login, code)
    assert not second_step(open_page(desk, javascript=javascript), login, code)

    one, other = sorted(recovery)[:2]
    assert second_step(open_page(desk, javascript=javascript), login, one)
    assert not second_step(open_page(desk, javascript=javascript), login, one)
    assert second_step(open_page(desk, javascript=javascript), login, other.lower().replace("-", " "))


def second_step(page, login, code):
    """Signs in with password and code; whether that lets somebody in."""
    browsing.sign_in(page, login)
    assert browsing.path(page) == "/sign-in/code"
    browsing.press(page, "/sign-in/code", code=code)
    return browsing.is_signed_in(page)


def test_half_signed_in_is_not_signed_in(desk):
    visitor = Visitor(desk)
    answer = visitor.sign_in("factor.en")
    assert (answer.status, answer.location) == (303, "/sign-in/code")
    for path in ("/queue", "/me", "/me/second-factor", "/tickets/3"):
        answer = visitor.get(path)
        assert answer.status == 303 and answer.location.startswith("/sign-in"), f"{path}: {answer.status} {answer.location}"
    token = visitor.token("/sign-in/code", "/sign-in/code")
    for path in ("/me/preferences", "/me/second-factor/remove", "/me/password"):
        assert visitor.post(path, {"password": browsing.PASSWORD, "theme": "dark"}, form=token).is_refused


def test_it_is_removed_by_the_password_alone(desk, account):
    login = account()
    visitor = Visitor(desk).signed_in(login)
    visitor.add_second_factor()
    action = "/me/second-factor/remove"
    page = next(each for each in ("/me/second-factor", "/me") if action in visitor.get(each).forms)
    assert visitor.post(action, {"password": "wrong"}, page=page).status == 422
    assert Visitor(desk).sign_in(login).location == "/sign-in/code"
    assert visitor.post(action, {"password": browsing.PASSWORD}, page=page).status == 303
    assert Visitor(desk).sign_in(login).location == "/"


def test_a_key_that_is_in_use_is_shown_no_more(desk, account):
    visitor = Visitor(desk).signed_in(account())
    key = visitor.add_second_factor()
    for path in ("/me", "/me/second-factor"):
        text = visitor.get(path).text
        assert key not in re.sub(r"\s", "", text)
