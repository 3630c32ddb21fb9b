"""Filing a ticket for who calls: found by a few letters, with their host and open tickets at once."""

import browsing
import markup
import pytest
from test_hostile_texts import assert_is_text
from visitor import Visitor

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
# Keys beside the text of title and description.
GOAL, LIMIT = 10, 15


def test_a_known_caller_takes_ten_keys(desk, open_page, capsys):
    page = open_page(desk, login="tech.en")
    page.goto("/queue")
    keys = []

    def press(*some):
        for key in some:
            page.keyboard.press(key)
        keys.extend(some)

    with page.expect_navigation():
        press("c")
    press("r", "i", "t")
    page.locator(markup.OPTION).first.wait_for()
    with page.expect_navigation():
        press("Enter")
    # The host is there, for it is known, and so the focus is on the category.
    press("h", "Tab")
    page.keyboard.type("No mail since this morning")
    press("Tab")
    page.keyboard.type("Since the update.")
    press("Tab")
    with page.expect_navigation():
        press("Enter")
    assert page.locator(markup.DONE).count() == 1 and page.locator("h1").inner_text() == "No mail since this morning"
    facts = page.locator("aside dl").inner_text()
    assert "Rita Requester" in facts and "hardware" in facts and "w" * 200 in facts
    with capsys.disabled():
        print(f"\n   filing for a known caller: {len(keys)} keys (goal {GOAL}, limit {LIMIT})")
    assert len(keys) <= LIMIT


def test_suggestions_are_a_combobox(desk, open_page):
    page = open_page(desk, login="tech.en")
    page.goto("/tickets/new")
    field = page.get_by_role("combobox")
    assert field.evaluate("(field) => field === document.activeElement")
    page.keyboard.type("r")
    options = page.locator(markup.OPTION)
    options.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true" and options.count() > 1
    ids = [each.get_attribute("id") for each in options.all()]
    for key, place in (("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", len(ids) - 1), ("ArrowDown", 0)):
        page.keyboard.press(key)
        assert field.get_attribute("aria-activedescendant") == ids[place]
        assert options.nth(place).get_attribute("aria-selected") == "true"
    assert page.locator("#q-said").inner_text().startswith(str(len(ids)))
    assert_is_text(page)
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false" and field.input_value() == "r"
    page.keyboard.type("zzz")
    page.locator("[role=option][aria-disabled]").wait_for()
    assert options.count() == 0


def test_without_letters_and_arrows(desk, open_page, office):
    page = open_page(desk, login=office.account(tier=1), javascript=False)
    page.goto("/tickets/new")
    page.locator("#q").fill("exa")
    page.locator("#q").press("Enter")
    page.locator("main").get_by_role("link", name=office.caller).click()
    page.wait_for_load_state("load")
    assert "None is open." in page.locator("aside").inner_text()
    browsing.file(page, title="The screen is dark", description="Since noon", type="request", impact="high", urgency="low")
    [number] = office.tickets()
    assert browsing.path(page) == f"/tickets/{number}"
    ticket = office.ticket(number)
    assert (ticket["type"], ticket["impact"], ticket["urgency"]) == ("request", "high", "low")
    # Whom alone the letters mean needs no list, and now has a ticket.
    page.goto("/tickets/new?q=olga")
    assert "requester=" in page.url
    assert page.locator(f'aside a[href="/tickets/{number}"]').count() == 1


@SCRIPT
def test_hosts_by_their_names(desk, open_page, javascript):
    page = open_page(desk, login="tech.en", javascript=javascript)
    page.goto("/tickets/new?q=rita")
    # Their tickets were all about the same one.
    assert page.locator("#host").input_value() == "w" * 200
    typed = {"title": "Planted title", "description": "planted text"}
    for host, reason in (("planted", "Several hosts may be meant."), ("nowhere", "No host of the organisation")):
        browsing.file(page, host=host, **typed)
        assert reason in page.locator(markup.MISTAKE).inner_text()
        if javascript:
            assert_is_text(page)
        for name, value in {**typed, "host": host}.items():
            assert page.locator(f'[name="{name}"]').input_value() == value, f"{name} must be typed again"
    browsing.file(page, host="www", **typed)
    assert page.locator(markup.DONE).count() == 1 and "w" * 200 in page.locator("aside").inner_text()


def test_hosts_while_one_types(desk, open_page):
    page = open_page(desk, login="tech.en")
    page.goto("/tickets/new?q=rita")
    page.locator("#host").fill("")
    page.locator("#host").press("ArrowDown")
    page.locator(markup.OPTION).first.wait_for()
    assert page.locator(markup.OPTION).all_inner_texts() == ["w" * 200]
    page.locator("#host").press_sequentially("planted")
    page.locator(markup.OPTION).nth(1).wait_for()
    page.keyboard.press("Enter")
    assert "planted" in page.locator("#host").input_value()
    assert_is_text(page)


@SCRIPT
def test_a_template_fills_the_form(desk, open_page, office, javascript):
    desk.run(
        "template", "add", "New colleague", "--organisation", office.name, "--title", "A workstation", "--category", "installation",
        "--item", "order", "--item", "install",
    )
    page = open_page(desk, login=office.account(tier=1), javascript=javascript)
    page.goto("/tickets/new?q=olga")
    page.locator("#template").select_option("New colleague")
    page.locator("form[method=get] button").last.click()
    page.wait_for_load_state("load")
    assert page.locator("#title").input_value() == "A workstation" and page.locator("#category").input_value() == "installation"
    browsing.file(page, description="Paul comes on Monday")
    assert page.locator("main li", has_text="install").count() > 0
    assert office.ticket(office.tickets()[0])["type"] == "request"


def test_a_title_is_wanted(desk, open_page, office):
    page = open_page(desk, login=office.account(tier=1))
    page.goto("/tickets/new?q=olga")
    page.locator("form[method=post]").evaluate_all("(all) => all.forEach((each) => { each.noValidate = true })")
    browsing.file(page, title=" ", description="no title")
    assert page.locator(markup.MISTAKE).count() == 1 and page.locator("#description").input_value() == "no title"
    assert office.tickets() == []


@SCRIPT
def test_a_requester_files_their_own(desk, open_page, office, javascript):
    page = open_page(desk, login=office.account("asks", role="requester"), javascript=javascript)
    page.goto("/tickets/new")
    assert page.locator("#q").count() == 0 and page.locator("#host").count() == 0
    browsing.file(page, title="My own ticket")
    assert page.locator(markup.DONE).count() == 1 and "My own ticket" in page.locator("h1").inner_text()


def test_nobody_of_another_organisation(desk, office):
    stranger = Visitor(desk).signed_in(office.account(tier=1))
    for query in ("rita", "r", "rita@example.org"):
        for page in ("/tickets/new/people", "/tickets/new"):
            said = stranger.get(f"{page}?q={query}")
            # What was typed stands in its field again.
            found = said.text.replace(f'value="{query}"', "")
            assert said.status == 200 and "Rita Requester" not in found and "rita@example" not in found
    # All persons of the sample come before those of this office.
    for number in range(1, 12):
        assert "requester\" value" not in stranger.get(f"/tickets/new?requester={number}").text
        assert stranger.get(f"/tickets/new/hosts?requester={number}&q=w").text.replace('role="option" aria-disabled', "").count('role="option"') == 0
        answer = stranger.post("/tickets/new", {"requester": number, "title": "x"}, page="/me", form=stranger.token("/me", "/sign-out"))
        assert answer.status == 422


def test_who_only_looks_files_nothing(desk, office):
    observer = Visitor(desk).signed_in(office.account("looks", role="observer"))
    assert "/tickets/new" not in observer.get("/queue").text
    answer = observer.post("/tickets/new", {"title": "x"}, form=observer.token("/me", "/sign-out"))
    assert answer.status == 422 and "Only a technician files for others." in answer.text
