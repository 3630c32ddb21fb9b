"""Every page in every look: what axe finds, whether it flows at 320 px, targets, focus, and its picture."""

import browsing
import checks
import pytest
from looks import LOOKS, WIDEST, ZOOMED, Look
from pages import PLACES, named


def cases():
    """A sample has each page once and each look several times; WEB=all has all of them."""
    for number, place in enumerate(PLACES):
        for index, look in enumerate(LOOKS):
            is_sampled = index == number * 3 % len(LOOKS)
            if is_sampled or not place.is_once:
                yield pytest.param(place, look, marks=[] if is_sampled else pytest.mark.long, id=f"{place}-{look}")


def shown(open_page, desk, place, look):
    page = open_page(desk, look, place.login(look), expected=[place.status])
    place.reach(page, desk, look)
    browsing.settled(page)
    return page


@pytest.mark.parametrize("place, look", list(cases()))
def test_page(place, look, desk, open_page, screenshots):
    page = shown(open_page, desk, place, look)
    assert page.locator("html").get_attribute("lang") == look.language
    assert page.locator("h1").count() == 1
    page.screenshot(path=screenshots / f"{place}-{look}.png", full_page=True)
    faults = checks.still(page)
    if page.locator("main details:not([open])").count():
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true })")
        faults += [f"{each} (all opened)" for each in checks.still(page) if each not in faults]
    faults += checks.focus(page)
    if look.width == max(each.width for each in LOOKS):
        page.set_viewport_size({"width": WIDEST, "height": 1080})
        page.screenshot(path=screenshots / f"{place}-{look.language}-{look.theme}-{WIDEST}.png", full_page=True)
    assert not faults, "\n".join(faults)


ZOOM_SAMPLE = ["sign-in", "me", "queue-all", "ticket"]


@pytest.mark.parametrize(
    "place", [pytest.param(each, marks=[] if each.name in ZOOM_SAMPLE else pytest.mark.long, id=each.name) for each in PLACES if not each.is_once]
)
def test_at_400_percent(place, desk, open_page):
    page = shown(open_page, desk, place, ZOOMED)
    faults = checks.reflow(page) + checks.focus(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", ["sign-in", "me", "queue-all"])
def test_focus_is_seen_in_forced_colours(name, desk, open_page):
    # Shadows and backgrounds are not drawn there.
    look = Look(forced_colours=True)
    page = shown(open_page, desk, named(name), look)
    faults = checks.focus(page)
    assert not faults, "\n".join(faults)
