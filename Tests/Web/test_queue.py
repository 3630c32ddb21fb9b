"""The queue: what is next is taken, a row leads to its ticket and on, and several are done at once."""

import browsing
import markup
import pytest

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
NEXT, BULK = "/queue/next", "/queue/bulk"


def number(page):
    """The number of the ticket whose page it is."""
    return int(browsing.path(page).removeprefix("/tickets/"))


@SCRIPT
def test_the_next_is_taken(desk, open_page, office, javascript):
    tickets = [office.file(), office.file("Nothing works", "--urgency", "high", "--impact", "high")]
    page = open_page(desk, login=office.account(tier=1), javascript=javascript)
    page.goto("/queue?tab=tier")
    assert [int(row.get_attribute("data-row")) for row in page.locator(markup.ROW).all()] == tickets[::-1]
    browsing.press(page, NEXT)
    assert number(page) == tickets[1] and "tab=tier" in page.url
    # From there on to the next one, and then there is none.
    browsing.press(page, NEXT)
    assert number(page) == tickets[0]
    browsing.press(page, NEXT)
    assert browsing.path(page) == "/queue" and page.locator(markup.DONE).count() == 1
    assert all(office.ticket(each)["assignee"] for each in tickets)


@SCRIPT
def test_from_row_to_row_as_the_tab_has_them(desk, open_page, office, javascript):
    for urgency in ("low", "high", "medium"):
        office.file(f"A case of {urgency} urgency", "--urgency", urgency)
    office.file("Something else")
    page = open_page(desk, login=office.account(tier=1), javascript=javascript)
    page.goto("/queue?tab=all&q=urgency")
    rows = [int(row.get_attribute("data-row")) for row in page.locator(markup.ROW).all()]
    assert len(rows) == 3
    page.locator(f"{markup.ROW} a").first.click()
    seen = [number(page)]
    while page.locator("a[rel=next]").count():
        page.locator("a[rel=next]").click()
        page.wait_for_load_state("load")
        seen.append(number(page))
    assert seen == rows
    page.locator("a[rel=prev]").click()
    page.wait_for_url(f"**/tickets/{rows[1]}?*")
    # What one does leaves one on the ticket, and the way as it was.
    browsing.act(page, "note", text="seen")
    assert number(page) == rows[1] and page.locator(markup.DONE).count() == 1
    page.locator("nav.way a").first.click()
    page.wait_for_url("**/queue?tab=all&q=urgency")


@SCRIPT
def test_several_at_once_and_each_refusal_is_named(desk, open_page, office, javascript):
    first, second, third = (office.file(f"Case {each}") for each in "abc")
    other = office.account("other", tier=1)
    desk.run("ticket", "take", second, "--for", other)
    page = open_page(desk, login=office.account(tier=1), javascript=javascript)
    page.goto("/queue?tab=all")
    for each in (first, second):
        page.locator(f'{markup.ROW} input[value="{each}"]').check()
    page.locator("#bulk-action").select_option("take")
    page.locator("button[form=bulk]").click()
    page.wait_for_load_state("load")
    refusal = page.locator(markup.MISTAKE)
    assert refusal.count() == 1
    assert refusal.locator("a").get_attribute("href") == f"/tickets/{second}" and "Someone has it" in refusal.inner_text()
    assert [bool(office.ticket(each)["assignee"]) for each in (first, second, third)] == [True, True, False]
    assert office.log(second).count("assigned") == 1


def test_nothing_is_ticked(desk, open_page, office):
    office.file()
    page = open_page(desk, login=office.account(tier=1))
    page.goto("/queue?tab=all")
    page.locator("button[form=bulk]").click()
    page.wait_for_load_state("load")
    assert "Tick the tickets first." in page.locator(markup.MISTAKE).inner_text()


def test_in_french(desk, open_page, office):
    ticket = office.file("Écran noir")
    page = open_page(desk, login=office.account(tier=1, language="fr"))
    page.goto("/queue?tab=all&q=ecran")
    page.locator(f"{markup.ROW} a").first.click()
    page.wait_for_url(f"**/tickets/{ticket}?*")
    assert "Retour à la file\u00a0: Tous" in page.locator("nav.way").inner_text()
    browsing.act(page, "take")
    assert "Fait." in page.locator(markup.DONE).inner_text()
