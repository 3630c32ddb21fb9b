"""French pages hold French, set as French is set."""

import re

import browsing
import pytest
from looks import Look
from pages import PLACES

FRENCH = Look("fr", "light", 1280)
# Texts that people and machines wrote stand in <bdi>; code is no language.
OURS = """
    [...(function* () {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            if (!node.parentElement.closest('bdi, code, kbd, pre, textarea, script, style')) yield node.data;
        }
        for (const name of ['title', 'aria-label', 'placeholder', 'alt']) {
            for (const each of document.querySelectorAll(`[${name}]`)) yield each.getAttribute(name);
        }
        yield document.title;
    })()]
"""
# A space that may break before these, or none.
BADLY_SET = re.compile(r"[^\W\d_)»][ \n]?[:;?!»](?:\s|$)|«[ \n]?\w")
ENGLISH = re.compile(
    r"\b(?:the|and|of|with|without|your|is|are|not|sign|password|ticket has|since|until|by|from|people|account|settings|search)\b", re.IGNORECASE
)


@pytest.mark.parametrize("place", [each for each in PLACES if not each.is_once], ids=str)
def test_french(place, desk, open_page):
    page = open_page(desk, FRENCH, place.login(FRENCH), expected=[place.status])
    place.reach(page, desk, FRENCH)
    browsing.settled(page)
    faults = []
    for text in page.evaluate(OURS):
        words = " ".join(text.split(" ")).strip()
        if BADLY_SET.search(words):
            faults.append(f"no space that holds: {words!r}")
        if ENGLISH.search(words):
            faults.append(f"English: {words!r}")
    assert not faults, "\n".join(dict.fromkeys(faults))


@pytest.mark.parametrize(
    "text, is_bad", [("Mot de passe\u00a0:", False), ("Mot de passe :", True), ("Mot de passe:", True), ("10:18", False), ("Vraiment\u202f?", False), ("Vraiment?", True)]
)
def test_the_rule_for_spaces(text, is_bad):
    assert bool(BADLY_SET.search(text)) == is_bad
