"""Sessions: listed, ended here and elsewhere."""

import browsing
import markup
import pytest
from visitor import Visitor

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
END = "/me/sessions/end"


@SCRIPT
def test_a_session_that_is_ended_elsewhere_ends_there(desk, open_page, account, javascript):
    login = account()
    here, there = (open_page(desk, javascript=javascript) for _ in range(2))
    for page in (there, here):
        browsing.sign_in(page, login)
    here.goto("/me")
    # One for the other session, one for all others; this one ends by signing out.
    [number] = {each.get_attribute("value") for each in here.locator(f'{markup.form(END)} [name="session"]').all()} - {"others"}
    here.locator(f'{markup.form(END)}:has([name="session"][value="{number}"]) button').first.click()
    here.wait_for_load_state("load")
    assert here.locator(markup.DONE).count() > 0
    there.goto("/me")
    assert browsing.path(there) == "/sign-in"
    here.goto("/me")
    assert browsing.is_signed_in(here)


def test_all_others_are_ended_at_once(desk, account):
    login = account()
    here, *others = (Visitor(desk).signed_in(login) for _ in range(3))
    assert here.post(END, {"session": "others"}, page="/me").status == 303
    assert here.is_signed_in() and not any(each.is_signed_in() for each in others)


def test_a_session_of_somebody_else_is_not_ended(desk, account):
    victim, attacker = Visitor(desk).signed_in(account()), Visitor(desk).signed_in(account())
    token = attacker.token("/me", "/sign-out")
    for number in [*range(1, 60), -1, 2**63, "1 OR 1=1", ""]:
        assert attacker.post(END, {"session": number}, form=token).status < 500
    assert victim.is_signed_in()


def test_a_new_password_ends_the_other_sessions(desk, account):
    login = account()
    here, there = (Visitor(desk).signed_in(login) for _ in range(2))
    new = "some other four words"
    assert here.post("/me/password", {"old": "wrong", "password": new, "again": new}, page="/me").status == 422
    assert there.is_signed_in()
    assert here.post("/me/password", {"old": browsing.PASSWORD, "password": new, "again": new}, page="/me").status == 303
    assert here.is_signed_in() and not there.is_signed_in()
    assert Visitor(desk).sign_in(login).status == 422
    assert Visitor(desk).sign_in(login, new).status == 303


def test_who_is_locked_is_out_at_once(desk, account):
    login = account()
    there, chief = Visitor(desk).signed_in(login), Visitor(desk).signed_in("chief.en")
    way = f"/people/{login}"
    assert chief.post(f"{way}/lock", page=way).status == 303
    assert not there.is_signed_in()
    assert Visitor(desk).sign_in(login).status == 422


def test_a_session_outlives_the_desk(new_desk, open_page):
    visitor = Visitor(new_desk)
    visitor.accept(new_desk.link)
    # Chromium fetches the icon of a page when it likes.
    page = open_page(new_desk, expected=["net::ERR_CONNECTION_REFUSED"])
    browsing.sign_in(page, "admin")
    new_desk.kill()
    new_desk.start()
    page.reload()
    assert browsing.is_signed_in(page)
    # A form that was open while the desk was away is still good.
    browsing.press(page, "/sign-out")
    assert not browsing.is_signed_in(page)
