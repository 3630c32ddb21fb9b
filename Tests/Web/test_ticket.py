"""A ticket from its first minute to its last, with and without JavaScript, and with two who work on it."""

import browsing
import markup
import pytest

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def done(page, word, **fields):
    browsing.act(page, word, **fields)
    assert page.locator(markup.DONE).count() == 1, page.locator(markup.MISTAKE).all_inner_texts()


def refused(page, word, **fields):
    """What the page says when it is refused."""
    browsing.act(page, word, **fields)
    return page.locator(markup.MISTAKE).inner_text()


def state(page):
    return page.locator(".head .state").inner_text()


@SCRIPT
def test_from_the_first_minute_to_the_last(desk, open_page, office, javascript):
    ticket, other = office.file(), office.file("The other one")
    login, colleague = office.account(tier=1), office.account("colleague", tier=2)
    page = open_page(desk, login=login, javascript=javascript)
    page.goto(f"/tickets/{ticket}")
    assert state(page) == "new"
    done(page, "take")
    done(page, "reply", text="We look at it.")
    assert page.locator(".entry.public", has_text="We look at it.").count() == 1
    done(page, "note", text="Cable?")
    assert page.locator(".entry.internal", has_text="Cable?").count() == 1
    done(page, "wait", reason="parts", until="2099-01-31T08:30")
    assert state(page) == "pending" and office.ticket(ticket)["waits_for"] == "parts"
    done(page, "resume", text="it has come")
    done(page, "pass", tier="2", reason="no rights")
    assert office.ticket(ticket)["tier"] == 2 and office.ticket(ticket)["assignee"] is None
    second = open_page(desk, login=colleague, javascript=javascript)
    second.goto(f"/tickets/{ticket}")
    done(second, "take")
    done(second, "pass", tier="1", reason="done")
    page.goto(f"/tickets/{ticket}")
    # It is theirs again, who had it at that tier.
    assert page.locator(markup.act("take")).count() == 0
    done(page, "assign", person=page.locator("#person option").first.get_attribute("value"))
    done(page, "link", link="related", ticket=str(other))
    assert page.locator(f'.entry a[href="/tickets/{other}"]').count() == 1
    done(page, "rate", impact="high", urgency="high")
    done(page, "categorise", category="hardware")
    done(page, "spend", minutes="15")
    done(page, "solve", cause="A loose cable", solution="Plugged in")
    assert state(page) == "resolved"
    done(page, "close")
    assert state(page) == "closed"
    done(page, "dispute", text="It is dark again.")
    assert state(page) == "open"
    assert office.log(ticket)[:4] == ["filed", "assigned", "replied", "noted"] and office.ticket(ticket)["minutes"] == 15


@SCRIPT
def test_closing_names_what_is_missing(desk, open_page, office, javascript):
    ticket = office.file()
    page = open_page(desk, login=office.account(tier=1), javascript=javascript)
    page.goto(f"/tickets/{ticket}")
    said = refused(page, "close")
    assert "Nothing was done." in said and "Cause and solution are wanted" in said
    # The form is open, and says the same before one tries.
    assert page.locator("#close-text").is_visible()
    done(page, "close", text="the user has left")
    assert state(page) == "closed"


@SCRIPT
def test_what_is_refused_stays_where_it_was_typed(desk, open_page, office, javascript):
    page = open_page(desk, login=office.account(tier=1), javascript=javascript)
    page.goto(f"/tickets/{office.file()}")
    said = refused(page, "wait", reason="parts", until="2001-01-01T08:30", text="ordered")
    assert "a time that is over" in said
    assert page.locator("#until").is_visible()
    assert page.locator("#wait-reason").input_value() == "parts" and page.locator("#wait-text").input_value() == "ordered"
    assert page.locator("#solution").input_value() == ""


@SCRIPT
def test_what_cannot_be_done_says_why(desk, open_page, office, javascript):
    ticket = office.file()
    desk.run("ticket", "close", ticket, "--reason", "x")
    page = open_page(desk, login=office.account(tier=1), javascript=javascript)
    page.goto(f"/tickets/{ticket}")
    blocked = page.locator("summary.blocked")
    assert blocked.count() == 7
    for summary in blocked.all():
        reason = summary.locator("xpath=following-sibling::p")
        if not reason.is_visible():
            summary.click()
        assert "clos" in reason.inner_text(), summary.inner_text()
    # A note may be written at any time.
    done(page, "note", text="the old one is in the workshop")


@SCRIPT
def test_in_the_place_of_another(desk, open_page, office, javascript):
    ticket = office.file()
    desk.run("ticket", "take", ticket, "--for", office.account("colleague", tier=1))
    page = open_page(desk, login=office.account(tier=1), javascript=javascript)
    page.goto(f"/tickets/{ticket}")
    assert "Someone has it." in refused(page, "take")
    assert office.log(ticket).count("assigned") == 1
    done(page, "take", instead=True)
    assert office.log(ticket).count("assigned") == 2


@SCRIPT
def test_two_write_and_the_second_sees_both_texts(desk, open_page, office, javascript):
    ticket = office.file()
    first, second = (open_page(desk, login=office.account(each, tier=1), javascript=javascript) for each in ("first", "second"))
    for page in (first, second):
        page.goto(f"/tickets/{ticket}")
    done(first, "note", text="I have called her.")
    said = refused(second, "reply", text="We will call you.")
    assert "Someone else changed this ticket" in said
    new = second.locator(".entry.new")
    assert new.count() == 1 and "I have called her." in new.inner_text()
    assert second.locator("#reply-text").input_value() == "We will call you."
    assert second.locator(f"{markup.MISTAKE} a").get_attribute("href") == f"#{new.get_attribute('id')}"
    # Having read it, one sends it as it stands.
    second.locator(f'{markup.act("reply")} button').click()
    second.wait_for_load_state("load")
    assert second.locator(markup.DONE).count() == 1
    assert office.log(ticket)[-2:] == ["noted", "replied"]


def test_links_that_lead_nowhere_are_refused(desk, open_page, office):
    ticket = office.file()
    page = open_page(desk, login=office.account(tier=1))
    page.goto(f"/tickets/{ticket}")
    assert "cannot be linked with itself" in refused(page, "link", ticket=str(ticket))
    assert "There is no ticket 999999." in refused(page, "link", ticket="999999")
    # Of another organisation, and so not there.
    assert "There is no ticket 3." in refused(page, "link", ticket="3")


def test_in_french(desk, open_page, office):
    page = open_page(desk, login=office.account(tier=1, language="fr"))
    page.goto(f"/tickets/{office.file()}")
    said = refused(page, "close")
    assert "Rien n'a été fait." in said and "Il faut la cause et la solution" in said
    done(page, "solve", cause="Câble", solution="Branché")
    done(page, "close")
    assert state(page) == "clos"
    page.locator("summary.blocked", has_text="Passer").click()
    assert page.locator("details[open] > p.hint", has_text="Il est clos").count() == 1
