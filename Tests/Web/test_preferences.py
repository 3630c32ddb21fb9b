"""Language and theme: chosen on a page, kept for the next session."""

import browsing
import markup
import pytest
from looks import Look

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


@SCRIPT
def test_language_and_theme_stick(desk, open_page, account, javascript):
    login = account()
    page = open_page(desk, javascript=javascript)
    browsing.sign_in(page, login)
    page.goto("/me")
    english = page.locator("h2").all_inner_texts()
    browsing.press(page, "/me/preferences", language="fr", theme="dark")
    assert page.locator(markup.DONE).count() > 0
    for each in (page, open_page(desk, javascript=javascript)):
        if each is not page:
            browsing.sign_in(each, login)
        each.goto("/me")
        root = each.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("data-theme")) == ("fr", "dark")
        french = each.locator("h2").all_inner_texts()
        assert len(french) == len(english) and french != english


def test_a_chosen_theme_looks_like_that_of_the_browser(desk, open_page, account):
    login = account()
    page = open_page(desk)
    browsing.sign_in(page, login)
    looks = {}
    for browser_theme in ("light", "dark"):
        for theme in ("automatic", "light", "dark"):
            page.emulate_media(color_scheme=browser_theme)
            page.goto("/me")
            browsing.press(page, "/me/preferences", theme=theme)
            page.goto("/me")
            looks[browser_theme, theme] = page.evaluate(
                "[document.body, document.querySelector('h1'), document.querySelector('main button')].map((each) => {"
                " const { color, backgroundColor, colorScheme } = getComputedStyle(each); return [color, backgroundColor, colorScheme] })"
            )
    assert looks["light", "automatic"][0] != looks["dark", "automatic"][0]
    for browser_theme in ("light", "dark"):
        # What the page says of its scheme may be worded otherwise; its colours may not.
        for theme in ("light", "dark"):
            colours = [each[:2] for each in looks[browser_theme, theme]]
            assert colours == [each[:2] for each in looks[theme, "automatic"]], f"{theme}, in a browser that is {browser_theme}"


def test_shortcuts_can_be_turned_off(desk, open_page, account):
    page = open_page(desk)
    browsing.sign_in(page, account())
    for wanted in (False, True):
        page.goto("/me")
        browsing.press(page, "/me/preferences", shortcuts=wanted)
        page.goto("/me")
        assert page.locator(f'{markup.form("/me/preferences")} [name="shortcuts"]').is_checked() == wanted


@pytest.mark.parametrize("language, locale", [("en", "de-DE"), ("fr", "fr-CA"), ("en", "en-GB")])
def test_before_signing_in_the_browser_chooses_the_language(browser, desk, language, locale):
    context = browser.new_context(base_url=desk.address, ignore_https_errors=True, locale=locale)
    page = context.new_page()
    page.goto("/sign-in")
    assert page.locator("html").get_attribute("lang") == language
    context.close()
