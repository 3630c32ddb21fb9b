"""Accounts, roles and organisations, made and changed on their pages."""

import browsing
import markup
import pytest
from visitor import Visitor

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


@SCRIPT
def test_somebody_new_comes_in_by_a_link(desk, open_page, javascript):
    login = f"new-{'script' if javascript else 'plain'}"
    chief = open_page(desk, login="chief.en", javascript=javascript)
    chief.goto("/people")
    browsing.press(
        chief, "/people/new", name="Nora New", email=f"{login}@example.org", login=login, language="fr",
        **browsing.role("technician", "2"),
    )
    assert chief.locator(markup.DONE).count() > 0
    chief.goto(f"/people/{login}")
    browsing.press(chief, f"/people/{login}/invite")
    [link] = set(markup.WELCOME.findall(chief.content()))

    page = open_page(desk, javascript=javascript)
    page.goto(link)
    browsing.press(page, browsing.path(page), password=browsing.PASSWORD, again=browsing.PASSWORD)
    if not browsing.is_signed_in(page):
        browsing.sign_in(page, login)
    page.goto("/me")
    assert browsing.is_signed_in(page) and page.locator("html").get_attribute("lang") == "fr"


def test_an_account_is_changed(desk, open_page, account):
    login = account()
    page = open_page(desk, login="chief.en")
    way = f"/people/{login}"
    page.goto(way)
    browsing.press(page, way, name="Changed Name", **browsing.role("technician", "3"))
    assert page.locator(markup.DONE).count() > 0
    page.goto(way)
    form = page.locator(markup.form(way))
    assert form.locator('[name="name"]').input_value() == "Changed Name"
    assert form.locator('[name="tier-1"]').input_value() == "3"
    assert "Changed Name" in desk.run("person", "list")


def test_a_mistake_is_named_and_nothing_is_typed_again(desk, open_page):
    page = open_page(desk, login="chief.en")
    page.goto("/people")
    form = markup.form("/people/new")
    page.locator(form).first.evaluate("(form) => { form.noValidate = true }")
    typed = {"name": "Known Name", "email": "known@example.org", "login": "known.name"}
    said = []
    for field, wrong in (("email", "no address"), ("login", "Not A Login"), ("login", "tech.en")):
        browsing.press(page, "/people/new", **{**typed, field: wrong}, **browsing.role("technician", "3"))
        said.append(page.locator(markup.MISTAKE).inner_text())
        for name, value in {**typed, field: wrong, "tier-1": "3"}.items():
            assert page.locator(f'{form} [name="{name}"]').input_value() == value, f"{name} must be typed again"
        page.locator(form).first.evaluate("(form) => { form.noValidate = true }")
    assert len(set(said)) == 3


def test_a_lock_is_taken_off(desk, account):
    login, chief = account(), Visitor(desk).signed_in("chief.en")
    way = f"/people/{login}"
    for is_in in (False, True):
        assert chief.post(f"{way}/lock", page=way).status == 303
        assert (Visitor(desk).sign_in(login).status == 303) == is_in


def test_organisations(desk, open_page):
    page = open_page(desk, login="chief.en")
    page.goto("/organisations")
    browsing.press(page, "/organisations/new", name="Third Ltd")
    assert page.locator(markup.DONE).count() > 0
    assert "Third Ltd" in desk.run("organisation", "list")
    browsing.press(page, "/organisations/new", name="Third Ltd")
    assert page.locator(markup.MISTAKE).count() > 0
