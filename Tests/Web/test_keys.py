"""Keys of one letter: from the queue to a closed ticket without a mouse, heard outside of fields alone, listed, and switched off."""

import browsing
import markup
import pytest

# Keys from the queue to the next ticket taken and answered, beside the text.
LIMIT = 4


def at(page):
    row = page.locator(markup.AT)
    return int(row.get_attribute("data-row")) if row.count() else None


def has_focus(page, selector):
    return page.locator(selector).first.evaluate("(each) => each === document.activeElement")


@pytest.fixture
def queue(desk, open_page, office):
    """A page of a queue with four tickets, and their numbers in its order."""
    for each in "abcd":
        office.file(f"Case {each}")
    page = open_page(desk, login=office.account(tier=1))
    page.goto("/queue?tab=tier")
    return page, [int(row.get_attribute("data-row")) for row in page.locator(markup.ROW).all()]


def test_from_the_queue_to_a_closed_ticket(queue, office, capsys):
    page, tickets = queue
    keys = []

    def press(*some, leads=False):
        for key in some[:-1] if leads else some:
            page.keyboard.press(key)
        if leads:
            browsing.leads(page, some[-1])
        keys.extend(some)

    press("n", leads=True)
    press("r")
    page.keyboard.type("We look at it.")
    press("Tab", "Enter", leads=True)
    assert page.locator(".entry.public", has_text="We look at it.").count() == 1
    with capsys.disabled():
        print(f"\n   from the queue to the next ticket taken and answered: {len(keys)} keys (limit {LIMIT})")
    assert len(keys) <= LIMIT
    press("i")
    page.keyboard.type("Cable?")
    press("Tab", "Tab", "Enter", leads=True)
    press("s")
    page.keyboard.type("A loose cable")
    press("Tab")
    page.keyboard.type("Plugged in")
    press("Tab", "Enter", leads=True)
    press("e")
    press("Enter", leads=True)
    assert page.locator(".head .state").inner_text() == "closed"
    assert office.log(tickets[0]) == ["filed", "assigned", "replied", "noted", "solved", "closed"]
    # And on to the next one, from here.
    press("n", leads=True)
    assert browsing.path(page) == f"/tickets/{tickets[1]}"


def test_a_cursor_walks_the_rows(queue):
    page, tickets = queue
    assert at(page) is None
    for key, place in (("j", 0), ("j", 1), ("k", 0), ("k", 0), ("j", 1), ("j", 2), ("j", 3), ("j", 3)):
        page.keyboard.press(key)
        assert at(page) == tickets[place]
        # A screen reader follows the focus.
        assert has_focus(page, f"{markup.AT} a")
    browsing.leads(page, "o")
    assert browsing.path(page) == f"/tickets/{tickets[3]}"
    browsing.leads(page, "k")
    assert browsing.path(page) == f"/tickets/{tickets[2]}"
    browsing.leads(page, "j")
    browsing.leads(page, "Escape")
    assert browsing.path(page) == "/queue"
    page.keyboard.press("j")
    browsing.leads(page, "Enter")
    assert browsing.path(page) == f"/tickets/{tickets[0]}"


def test_rows_are_ticked_as_far_as_the_cursor(queue):
    page, tickets = queue

    def ticked():
        return [int(box.get_attribute("value")) for box in page.locator(f"{markup.ROW} input:checked").all()]

    page.keyboard.press("x")
    assert ticked() == []
    for key in "jxjj":
        page.keyboard.press(key)
    assert ticked() == tickets[:1]
    page.keyboard.press("Shift+X")
    assert ticked() == tickets[:3]
    page.keyboard.press("x")
    assert ticked() == tickets[:2]


def test_the_row_at_the_cursor_is_taken(queue, office):
    page, tickets = queue
    page.keyboard.press("j")
    page.keyboard.press("j")
    browsing.leads(page, "t")
    assert browsing.path(page) == f"/tickets/{tickets[1]}"
    assert [office.log(each).count("assigned") for each in tickets] == [0, 1, 0, 0]


def test_keys_are_heard_outside_of_fields_alone(queue, office):
    page, tickets = queue
    page.keyboard.press("/")
    assert has_focus(page, "#q")
    page.keyboard.type("njt?x")
    assert page.locator("#q").input_value() == "njt?x" and at(page) is None
    page.keyboard.press("Escape")
    assert not has_focus(page, "#q")
    page.keyboard.press("j")
    assert at(page) == tickets[0]
    for key in ("Alt+n", "Control+j", "Meta+j"):
        page.keyboard.press(key)
        assert at(page) == tickets[0] and browsing.path(page) == "/queue"
    page.locator("#bulk-action").focus()
    page.keyboard.press("t")
    page.locator("#bulk-text").focus()
    page.keyboard.press("n")
    assert browsing.path(page) == "/queue" and page.locator("#bulk-text").input_value() == "n"
    assert all(office.log(each) == ["filed"] for each in tickets)


def test_two_keys_lead_to_a_section(queue):
    page, _ = queue
    page.keyboard.press("g")
    browsing.leads(page, "p")
    assert browsing.path(page) == "/people"
    page.keyboard.press("g")
    browsing.leads(page, "q")
    assert browsing.path(page) == "/queue"
    # What does not go on is heard by itself.
    page.keyboard.press("g")
    page.keyboard.press("j")
    assert at(page) is not None


def test_the_help_lists_them(queue):
    page, _ = queue
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keys")
    assert help_.is_visible()
    caps = {" ".join(line.locator("kbd").all_inner_texts()) for line in help_.locator("li").all()}
    named = page.locator("[data-key]").evaluate_all("(all) => all.map((each) => each.dataset.key)")
    spoken = {"Escape": "Esc", "X": "Shift x"}
    assert {spoken.get(each, each) for each in named} <= caps
    # Nothing behind it hears a key.
    page.keyboard.press("j")
    assert at(page) is None
    page.keyboard.press("Escape")
    assert not help_.is_visible() and browsing.path(page) == "/queue"


def test_the_help_opens_without_a_script(desk, open_page):
    page = open_page(desk, login="tech.fr", javascript=False)
    page.goto("/queue")
    page.get_by_role("button", name="Touches").click()
    assert page.get_by_role("dialog", name="Touches").is_visible()
    page.get_by_role("button", name="Fermer").click()
    assert not page.get_by_role("dialog").is_visible()


def test_controls_say_their_keys(queue):
    page, tickets = queue

    def says(selector):
        return page.locator(selector).first.get_attribute("aria-keyshortcuts")

    assert says(markup.form("/queue/next") + " button") == "n" and says("#q") == "/"
    assert says(f"{markup.ROW} a") is None
    page.keyboard.press("j")
    assert says(f"{markup.AT} a") == "o" and says(f"{markup.AT} input") == "x"


def test_they_are_switched_off(desk, open_page, office):
    office.file()
    page = open_page(desk)
    browsing.sign_in(page, office.account(tier=1))
    page.goto("/me")
    browsing.press(page, "/me/preferences", shortcuts=False)
    page.goto("/queue?tab=tier")
    for key in "jnt?":
        page.keyboard.press(key)
    assert at(page) is None and browsing.path(page) == "/queue"
    assert page.locator("[aria-keyshortcuts]").count() == 0 and page.get_by_role("button", name="Keys").count() == 0


def test_what_cannot_be_done_is_shown_by_its_key_too(desk, open_page, office):
    ticket = office.file()
    desk.run("ticket", "close", ticket, "--reason", "x")
    page = open_page(desk, login=office.account(tier=1))
    page.goto(f"/tickets/{ticket}")
    page.keyboard.press("p")
    assert page.locator("details[open] > .hint").inner_text().startswith("It is closed")
