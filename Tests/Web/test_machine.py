"""The machine beside its ticket: what it says now, the course of its value, what helped before, and the ways to it."""

import re

import browsing
import markup
import pytest
import sample
from visitor import Visitor

TICKET = f"/tickets/{sample.WORN}"
SUPPORT = "section[aria-labelledby=support]"


def test_what_is_known_stands_beside_it(desk, open_page):
    page = open_page(desk, login="tech.en")
    page.goto(TICKET)
    aside = page.locator("aside.machine")
    for words in (sample.DISK, "failing", "used 97 %", "What to do", "Cause the battery of the controller", "Solution firmware 2.0"):
        assert words in re.sub(r"\s+", " ", aside.inner_text()), words


def test_the_picture_says_in_words_what_it_shows(desk, open_page):
    page = open_page(desk, login="tech.en")
    page.goto(TICKET)
    picture = page.get_by_role("img", name=re.compile("Course of the value"))
    words = picture.locator("desc").text_content()
    assert re.search(r"warning 95 %; critical 100 %", words), words
    assert re.search(r"reaches 100 % \(critical\) about \d{4}-\d\d-\d\d", words), words
    assert picture.locator("path.ahead, path.limit, path.told").count() >= 4
    figure = page.locator("figure.chart")
    figure.locator("summary").click()
    rows = figure.locator("tbody tr").all_inner_texts()
    assert len(rows) > 50 and "97 %" in rows[0], rows[:3]


def test_it_is_reached_after_consent_and_without_javascript(desk, open_page):
    page = open_page(desk, login="tech.en", javascript=False)
    page.goto(TICKET)
    assert page.locator(f"{SUPPORT} a").count() == 0, "nothing opens before consent is written down"
    form = page.locator(f"{SUPPORT} form", has=page.locator("[name=way]"))
    page.locator(f"{SUPPORT} summary").click()
    browsing.fill(form, "way", "ssh")
    browsing.fill(form, "agreed", True)
    browsing.fill(form, "text", "Rita, by telephone")
    form.locator("button").click()
    link = page.locator(f"{SUPPORT} a")
    assert link.get_attribute("href") == "ssh://tech.en@ws-17"
    assert "reached by ssh, with consent" in page.locator(".entries").inner_text()
    other = open_page(desk, login="second.en")
    other.goto(TICKET)
    assert other.locator(f"{SUPPORT} .session").count() == 1 and other.locator(f"{SUPPORT} a").count() == 0
    page.locator(f"{SUPPORT} .session button").click()
    assert page.locator(f"{SUPPORT} .session").count() == 0
    story = page.locator(".entries").inner_text()
    assert "Rita, by telephone" in story and "left ssh" in story and "time spent" in story


@pytest.mark.parametrize("fields", [
    {"way": "ssh", "agreed": "yes", "text": " "}, {"way": "ssh", "text": ""}, {"way": "telnet", "agreed": "yes", "text": "Rita"},
    {"agreed": "yes", "text": "Rita"},
])
def test_without_consent_or_way_nothing_opens(desk, fields):
    visitor = Visitor(desk).signed_in("tech.en")
    answer = visitor.post(TICKET, {"action": "reach", **fields})
    assert answer.status == 422 and "ssh://" not in answer.text


def test_nobody_else_reaches_it(desk):
    stranger = Visitor(desk).signed_in("idle.en")
    assert stranger.get(TICKET).status == 404
    form = stranger.token("/me", "/me/preferences")
    answer = stranger.post(TICKET, {"action": "reach", "way": "ssh", "agreed": "yes", "text": "me"}, form=form)
    assert answer.status == 404


def test_in_french(desk, open_page):
    page = open_page(desk, login="tech.fr")
    page.goto(TICKET)
    aside = page.locator("aside.machine").inner_text()
    assert "Le poste" in aside and "défaillant" in aside and "À ce rythme, il atteint" in aside
    assert page.locator(markup.MISTAKE).count() == 0
