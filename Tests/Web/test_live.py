"""Pages that are open say what is new, who else is there, and that the session has ended; and nobody who does not read holds them up."""

import re
import time

import browsing
import markup
import pytest
import sample
from desk import Desk
from stream import Stream
from visitor import Visitor

BUTTON = ".live button"
PRESENT = "[data-present]"
STREAMS = 200
# Of one session; the oldest gives way to more.
SESSION_STREAMS = 16
STREAM_KIB = 64
# What the first pages take for good.
SLACK_KIB = 8192


@pytest.fixture(scope="module")
def live(programs, tmp_path_factory):
    """A desk with two technicians, and a ticket that nobody has."""
    desk = Desk(programs, tmp_path_factory.mktemp("live"))
    desk.start()
    try:
        Visitor(desk).accept(desk.link)
        for login in ("tess", "bo"):
            sample.account(desk, login, tier=1)
        desk.run("person", "add", "Rita Requester", "--email", "rita@example.org")
        filed(desk, "A screen flickers")
        yield desk
    finally:
        desk.stop()


def filed(desk, title, *options):
    said = desk.run("ticket", "file", "--requester", "rita@example.org", *options, "--json", "--", title)
    return int(re.search(r'"number":\s*(\d+)', said).group(1))


def opened(open_page, desk, login, path, **options):
    page = open_page(desk, **options)
    browsing.sign_in(page, login)
    page.goto(path)
    browsing.settled(page)
    return page


def offered(page, text):
    page.locator(BUTTON, has_text=text).wait_for()


@pytest.fixture(params=["worker", "alone"])
def without_worker(request):
    """Some browsers have no shared workers: then each page follows by itself."""
    return request.param == "alone"


def test_a_row_that_a_command_made_waits_for_a_key(live, open_page, without_worker):
    page = open_page(live)
    if without_worker:
        page.add_init_script("delete window.SharedWorker")
    browsing.sign_in(page, "tess")
    page.goto("/queue?tab=all")
    browsing.settled(page)
    first = page.locator("[data-row]").first
    first.locator("input[type=checkbox]").check()
    first.locator("a").focus()
    place = first.bounding_box()
    number = filed(live, "Urgent and new", "--urgency", "high", "--impact", "high")
    offered(page, "1 new")
    assert page.locator(f'[data-row="{number}"]').count() == 0 and first.bounding_box() == place
    page.keyboard.press("l")
    page.locator(f'[data-row="{number}"]').wait_for()
    assert page.locator(BUTTON).is_hidden()
    old = page.locator("[data-row]:has(input:checked)")
    assert old.count() == 1, "what was ticked stays ticked"
    assert old.evaluate("(row) => row.contains(document.activeElement)"), "the focus stays in its row"


def test_a_screen_reader_hears_what_is_urgent_and_what_is_mine(live, open_page):
    page = opened(open_page, live, "tess", "/queue?tab=all")
    speaker = page.locator(".live [aria-live]")
    calm = filed(live, "Calm", "--urgency", "low", "--impact", "low")
    offered(page, "1 new")
    assert speaker.inner_text() == ""
    urgent = filed(live, "Urgent", "--urgency", "high", "--impact", "high")
    offered(page, "2 new")
    assert str(urgent) in speaker.inner_text()
    live.run("ticket", "take", calm, "--for", "tess")
    page.locator(".live [aria-live]", has_text=f"Ticket {calm}").wait_for(state="attached")


def test_a_tab_says_nothing_of_others(live, open_page):
    page = opened(open_page, live, "tess", "/queue?tab=mine")
    filed(live, "Nobody's")
    number = filed(live, "Hers")
    live.run("ticket", "take", number, "--for", "tess")
    offered(page, "1 new")
    page.locator(BUTTON).click()
    page.locator(f'[data-row="{number}"]').wait_for()


def test_two_browsers_on_one_ticket(live, open_page):
    number = filed(live, "Looked at by two")
    tess = opened(open_page, live, "tess", f"/tickets/{number}")
    bo = opened(open_page, live, "bo", f"/tickets/{number}")
    tess.locator(PRESENT, has_text="Bo Example is reading").wait_for()
    bo.locator(PRESENT, has_text="Tess Example is reading").wait_for()
    form = bo.locator(markup.form(f"/tickets/{number}"), has=bo.locator("#reply-text"))
    browsing.opened(form)
    form.locator("textarea").fill("It is on its way.")
    tess.locator(PRESENT, has_text="Bo Example is writing").wait_for()
    note = tess.locator("#note-text")
    tess.locator("details.internal > summary").click()
    note.fill("mine")
    known = tess.locator(".story .entry").count()
    form.locator('button[value="reply"]').click()
    offered(tess, re.compile("new entr"))
    assert tess.locator(".story .entry").count() == known
    tess.locator(BUTTON).click()
    tess.locator(".story .entry", has_text="It is on its way.").wait_for()
    assert note.input_value() == "mine"
    # Whoever has seen the reply writes after it.
    tess.locator('button[value="note"]').click()
    tess.locator(markup.DONE).wait_for()
    bo.goto("/queue")
    tess.goto(f"/tickets/{number}")
    tess.wait_for_timeout(500)
    assert tess.locator(PRESENT).inner_text() == ""


def test_a_desk_that_was_killed_goes_on(live, open_page):
    page = opened(open_page, live, "tess", "/queue?tab=all", expected=["net::ERR_"])
    live.kill()
    filed(live, "Filed while nothing was served")
    live.start()
    page.locator(BUTTON).wait_for(timeout=40_000)
    assert re.match("1 new|Much is new", page.locator(BUTTON).inner_text())
    page.locator(BUTTON).click()
    page.locator("[data-row]", has_text="Filed while nothing was served").wait_for()


def test_a_session_that_ends_elsewhere_ends_its_stream(live, open_page):
    here, there = (Visitor(live).signed_in("bo") for _ in range(2))
    page = opened(open_page, live, "bo", "/queue")
    stream = Stream(there)
    assert stream.head()[0] == 200
    assert here.post("/me/sessions/end", {"session": "others"}, page="/me").status == 303
    began = time.monotonic()
    assert next(stream.events) == (None, "ended", {}) and next(stream.events, None) is None
    assert time.monotonic() - began < 8
    offered(page, "Your session has ended")
    page.locator(BUTTON).click()
    page.wait_for_url("**/sign-in**")


def test_only_who_is_signed_in_is_told(live):
    stream = Stream(Visitor(live))
    status, fields = stream.head()
    assert status == 303 and fields["location"].startswith("/sign-in")


def test_nothing_of_another_organisation_is_told(live):
    live.run("organisation", "add", "Elsewhere")
    sample.account(live, "stranger", tier=1, organisation="Elsewhere")
    stranger, tess = Visitor(live).signed_in("stranger"), Visitor(live).signed_in("tess")
    foreign, own = Stream(stranger), Stream(tess)
    for each in (foreign, own):
        assert each.head()[0] == 200
    number = filed(live, "Not theirs")
    assert next(own.events)[2]["ticket"] == number
    told = stranger.post("/live/presence", {"ticket": number, "doing": "reading"}, form=stranger.token("/me", "/sign-out"))
    assert told.status == 404
    assert stranger.post("/sign-out", page="/me").status == 303
    assert next(foreign.events) == (None, "ended", {}), "and nothing before"


@pytest.mark.parametrize("after", ["0", "999999999", "-1"])
def test_who_missed_too_much_is_told_to_read_again(live, after):
    visitor = Visitor(live).signed_in("tess")
    stream = Stream(visitor, after)
    assert stream.head()[0] == 200
    kind = next(stream.events)[1]
    assert kind == ("change" if after == "0" else "reload"), "a short log is told from its beginning"


def test_who_comes_back_goes_on_where_they_were(live):
    visitor = Visitor(live).signed_in("tess")
    stream = Stream(visitor)
    stream.head()
    first = filed(live, "First")
    place, _, told = next(stream.events)
    assert told["ticket"] == first
    stream.close()
    second = filed(live, "Second")
    again = Stream(visitor, place)
    again.head()
    for _, kind, told in again.events:
        assert kind == "change"
        if told["ticket"] == second:
            break


def test_nonsense_is_harmless(live):
    visitor = Visitor(live).signed_in("tess")
    token = visitor.token("/me", "/sign-out")
    for ticket, doing in [("1", ""), ("1", "dancing"), ("", "reading"), ("9" * 30, "reading"), ("999999", "reading"), ("-1", "gone")]:
        assert visitor.post("/live/presence", {"ticket": ticket, "doing": doing}, form=token).status == 404
    assert visitor.post("/live/presence", {"ticket": "1", "doing": "reading"}, form="forged").is_refused
    for after in ("x", "9" * 40, "1e3"):
        stream = Stream(visitor, after)
        assert stream.head()[0] == 200
        stream.close()


def test_streams_that_nobody_reads_hold_up_nobody(live, capsys):
    sessions = [Visitor(live).signed_in("bo") for _ in range(-(-STREAMS // SESSION_STREAMS))]
    before = live.resident_kib()
    idle = [Stream(sessions[number // SESSION_STREAMS], small=True) for number in range(STREAMS)]
    reader = Stream(Visitor(live).signed_in("tess"))
    assert reader.head()[0] == 200
    visitor = Visitor(live).signed_in("tess")
    waits = []
    for number in range(10):
        ticket = filed(live, f"Told to many {number}")
        began = time.monotonic()
        while next(reader.events)[2]["ticket"] != ticket:
            pass
        waits.append(time.monotonic() - began)
        began = time.monotonic()
        assert visitor.get("/queue?tab=all").status == 200
        assert time.monotonic() - began < 2, "a page waits for those who do not read"
    cost = (live.resident_kib() - before) / STREAMS
    with capsys.disabled():
        print(f"\n   {STREAMS} streams that nobody reads: {cost:.0f} KiB each (limit {STREAM_KIB}), told within {max(waits):.2f} s")
    assert max(waits) < 1.5
    assert cost < STREAM_KIB + SLACK_KIB / STREAMS
    for each in idle:
        each.close()
