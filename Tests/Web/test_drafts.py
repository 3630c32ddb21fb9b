"""Drafts: what was typed survives a reload and the end of a session, for who typed it alone, until it is sent."""

import browsing
import markup
from visitor import Visitor

TEXT = "Half a thought"
REPLY = "#reply-text"


def typed(page, path, text=TEXT):
    """Types a reply and waits until it is kept."""
    page.goto(path)
    page.locator(REPLY).fill(text)
    page.locator("details.public .kept.shown").wait_for()


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter((each) => each.startsWith('vigie-draft '))")


def test_a_reload_keeps_it(desk, open_page, office):
    page = open_page(desk, login=office.account(tier=1))
    path = f"/tickets/{office.file()}"
    page.goto(path)
    page.locator(REPLY).fill(TEXT)
    # At once: the page that is left keeps it.
    page.reload()
    assert page.locator(REPLY).input_value() == TEXT
    assert page.locator("details.public .kept").is_visible()
    # Of another ticket, and in another field, there is none.
    assert page.locator("#note-text").input_value() == ""
    page.goto(f"/tickets/{office.file()}")
    assert page.locator(REPLY).input_value() == ""
    # What is emptied is gone.
    page.goto(path)
    page.locator(REPLY).fill("")
    page.reload()
    assert page.locator(REPLY).input_value() == "" and drafts(page) == []


def test_it_outlives_the_session_for_its_writer_alone(desk, open_page, office):
    login, other = office.account(tier=1), office.account("other", tier=1)
    path = f"/tickets/{office.file()}"
    page = open_page(desk)
    browsing.sign_in(page, login)
    typed(page, path)
    # The session ends elsewhere, while the page is open.
    elsewhere = Visitor(desk).signed_in(login)
    assert elsewhere.post("/me/sessions/end", {"session": "others"}, page="/me").status == 303
    page.goto(path)
    assert browsing.path(page) == "/sign-in"
    browsing.sign_in(page, other)
    page.goto(path)
    assert page.locator(REPLY).input_value() == "" and not page.locator("details.public .kept").is_visible()
    browsing.press(page, "/sign-out")
    browsing.sign_in(page, login)
    page.goto(path)
    assert page.locator(REPLY).input_value() == TEXT


def test_it_goes_when_it_was_sent_and_stays_when_it_was_refused(desk, open_page, office):
    ticket = office.file()
    path = f"/tickets/{ticket}"
    page = open_page(desk, login=office.account(tier=1))
    typed(page, path)
    Visitor(desk).signed_in(office.account("other", tier=1)).post(path, {"action": "note", "text": "meanwhile"})
    browsing.act(page, "reply")
    assert page.locator(markup.MISTAKE).count() == 1 and page.locator(REPLY).input_value() == TEXT
    page.goto(path)
    assert page.locator(REPLY).input_value() == TEXT and len(drafts(page)) == 1
    browsing.act(page, "reply")
    assert page.locator(markup.DONE).count() == 1
    assert page.locator(REPLY).input_value() == "" and drafts(page) == []
    assert office.log(ticket).count("replied") == 1


def test_a_ticket_that_is_filed_leaves_none(desk, open_page, office):
    page = open_page(desk, login=office.account(tier=1))
    way = "/tickets/new?q=olga"
    page.goto(way)
    page.locator("#title").fill("Half a title")
    page.locator("#description").fill(TEXT)
    page.goto(way)
    assert page.locator("#title").input_value() == "Half a title" and page.locator("#description").input_value() == TEXT
    browsing.file(page)
    assert page.locator(markup.DONE).count() == 1
    page.goto(way)
    assert page.locator("#title").input_value() == "" and drafts(page) == []


def test_an_old_one_is_forgotten(desk, open_page, office):
    path = f"/tickets/{office.file()}"
    page = open_page(desk, login=office.account(tier=1))
    typed(page, path)
    page.evaluate(
        """(days) => {
            const [key] = Object.keys(localStorage).filter((each) => each.startsWith("vigie-draft "));
            const draft = JSON.parse(localStorage.getItem(key));
            localStorage.setItem(key, JSON.stringify({ ...draft, at: Date.now() - days * 86400000 }));
        }""",
        31,
    )
    page.goto(path)
    assert page.locator(REPLY).input_value() == "" and drafts(page) == []


def test_nothing_moves_when_it_is_kept(desk, open_page, office):
    page = open_page(desk, login=office.account(tier=1))
    path = f"/tickets/{office.file()}"
    page.goto(path)
    browsing.settled(page)
    place = "(each) => each.getBoundingClientRect().top + scrollY"
    before = page.locator(".acts").evaluate(place)
    typed(page, path)
    assert page.locator(".acts").evaluate(place) == before


def test_the_sign_is_worded_by_the_server(desk, open_page, office):
    page = open_page(desk, login=office.account(tier=1, language="fr"))
    typed(page, f"/tickets/{office.file()}")
    assert page.locator("details.public .kept").inner_text() == "brouillon gardé dans ce navigateur"


def test_a_browser_that_keeps_nothing(desk, open_page, office):
    page = open_page(desk, login=office.account(tier=1))
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } })")
    page.goto(f"/tickets/{office.file()}")
    page.locator(REPLY).fill(TEXT)
    browsing.act(page, "reply")
    assert page.locator(markup.DONE).count() == 1
    page.keyboard.press("i")
    assert page.locator("#note-text").evaluate("(each) => each === document.activeElement")
