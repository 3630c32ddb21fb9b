"""Texts of people and machines that are markup, or turn the text around, or never end: shown as text."""

import browsing
import markup
import pytest
import sample
from looks import Look
from pages import named

LOOK = Look()
PLACES = ["queue-all", "queue-search", "ticket", "ticket-long", "ticket-machine", "ticket-in-queue", "ticket-closed", "caller-found", "new-ticket", "new-ticket-mistake", "people", "person", "organisations"]
# `planted` is an attribute only where a text became markup.
STATE = """
    () => ({
        elements: [...document.querySelectorAll('[planted], img[src="x"]')].map((each) => each.outerHTML.slice(0, 300)),
        ran: 'planted' in window,
        loose: [...(function* () {
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let node = texts.nextNode(); node; node = texts.nextNode()) {
                if (/planted/.test(node.data) && !node.parentElement.closest('bdi, [dir=auto], option, textarea')) yield node.data.slice(0, 200);
            }
        })()],
    })
"""


def assert_is_text(page):
    found = page.evaluate(STATE)
    assert found == {"elements": [], "ran": False, "loose": []}


@pytest.mark.parametrize("name", PLACES)
def test_a_page_shows_them_as_text(name, desk, open_page):
    place = named(name)
    page = open_page(desk, login=place.login(LOOK))
    place.reach(page, desk, LOOK)
    browsing.settled(page)
    assert_is_text(page)


def test_the_queue_shows_each_title_whole(desk, open_page):
    page = open_page(desk, login="tech.en")
    page.goto("/queue?tab=all")
    text = page.locator("main").evaluate("(main) => main.textContent")
    missing = [title for title in sample.TITLES if title not in text]
    assert not missing


@pytest.mark.parametrize("words", [*sample.MARKUP, *sample.COMBINED, "\u202e", "\u0000", "W" * 65_536, '"', "host:", "NEAR(", "*"], ids=lambda words: ascii(words[:20]))
def test_words_for_searching(desk, open_page, words):
    page = open_page(desk, login="tech.en", expected=[400, 413, 414, 431, "net::ERR_HTTP_RESPONSE_CODE_FAILURE"])
    page.goto("/queue?tab=all")
    search = page.locator('#q')
    search.fill(words)
    search.press("Enter")
    page.wait_for_load_state("load")
    assert_is_text(page)


def test_what_is_typed_into_forms_and_refused(desk, open_page):
    page = open_page(desk, login="chief.en")
    for name in (*sample.MARKUP, *sample.COMBINED, "\u202eplanted", "planted" * 10_000):
        page.goto("/people")
        # A login that is taken, so that the page comes back with what was typed.
        browsing.press(page, "/people/new", name=name, email="again@example.org", login="tech.en", **browsing.role("technician"))
        assert page.locator(markup.MISTAKE).count() > 0
        assert_is_text(page)
