"""Every page, and how to get there. A new page is one line here, and is then checked and pictured in every look."""

import dataclasses
from collections.abc import Callable

import browsing
import markup
import sample
from visitor import Visitor


@dataclasses.dataclass(frozen=True)
class Place:
    name: str
    # A path, or what leads to the page.
    way: str | Callable
    # Whose page it is: one of the sample's logins without its language; None is nobody.
    who: str | None = None
    status: int = 200
    # A failed sign-in is counted, so it is not made in every look.
    is_once: bool = False

    def __str__(self):
        return self.name

    def login(self, look):
        return self.who and f"{self.who}.{look.language}"

    def reach(self, page, desk, look):
        if isinstance(self.way, str):
            answer = page.goto(self.way)
            assert answer.status == self.status, f"{self.way}: {answer.status}"
            assert page.url.endswith(self.way), f"{self.way} leads to {page.url}"
        else:
            self.way(page, desk, look)


def _wrong_password(page, desk, look):
    browsing.sign_in(page, "nobody", "wrong")
    assert page.locator(markup.MISTAKE).count() > 0


def _second_step(page, desk, look):
    browsing.sign_in(page, f"factor.{look.language}")
    assert browsing.path(page) == "/sign-in/code"


def _welcome(page, desk, look):
    # The page speaks the language of who is invited.
    login = f"invited.{look.language}"
    page.goto(Visitor(desk).signed_in("chief.en").invite(login))


def _person(page, desk, look):
    page.goto(f"/people/tech.{look.language}")


def _caller_found(page, desk, look):
    page.goto("/tickets/new?q=r")
    assert page.locator(markup.ROW).count() > 1


def _new_ticket(page, desk, look):
    page.goto("/tickets/new?q=rita")
    assert "requester=" in page.url


def _new_ticket_mistake(page, desk, look):
    _new_ticket(page, desk, look)
    browsing.file(page, host="planted", title=sample.MARKUP[1], description=sample.MARKUP[4])
    assert page.locator(markup.MISTAKE).count() > 0


def _ticket_closed(page, desk, look):
    # Of the sample's it is the one that no other test works on.
    page.goto(f"/tickets/{sample.CLOSED}")


def _ticket_refused(page, desk, look):
    page.goto("/tickets/15")
    browsing.act(page, "close")
    assert page.locator(markup.MISTAKE).count() > 0


def _host(page, desk, look):
    page.goto("/fleet?verdict=unknown")
    page.locator("main .hosts td.host a").first.click()
    assert browsing.path(page).startswith("/hosts/")


def _host_report(page, desk, look):
    _host(page, desk, look)
    page.locator('main a[href^="/reports/host/"]').click()


def _token(page, desk, look):
    page.goto("/tokens")
    browsing.press(page, "/tokens", uses="2", days="7")
    assert page.locator(markup.DONE).count() > 0


def _login_taken(page, desk, look):
    page.goto("/people")
    browsing.press(page, "/people/new", name=sample.MARKUP[0], email="again@example.org", login="tech.en", **browsing.role("technician"))
    assert page.locator(markup.MISTAKE).count() > 0


def _foreign_form(page, desk, look):
    page.goto("/me")
    page.locator('[name="form"]').evaluate_all("(all) => all.forEach((each) => { each.value = 'foreign' })")
    browsing.press(page, "/me/preferences")


PLACES = [
    Place("sign-in", "/sign-in"),
    Place("sign-in-mistake", _wrong_password, is_once=True),
    Place("sign-in-code", _second_step),
    Place("welcome", _welcome),
    Place("me", "/me", "tech"),
    Place("second-factor", "/me/second-factor", "tech"),
    Place("people", "/people", "chief"),
    Place("people-mistake", _login_taken, "chief"),
    Place("person", _person, "chief"),
    Place("organisations", "/organisations", "chief"),
    Place("fleet", "/fleet", "chief"),
    Place("fleet-models", "/fleet?by=model", "chief"),
    Place("fleet-empty", "/fleet", "idle"),
    Place("host", _host, "chief"),
    Place("tokens", _token, "chief"),
    Place("report-host", _host_report, "chief"),
    Place("report-fleet", "/reports/fleet", "chief"),
    Place("queue-mine", "/queue?tab=mine", "tech"),
    Place("queue-tier", "/queue?tab=tier", "tech"),
    Place("queue-unassigned", "/queue?tab=unassigned", "tech"),
    Place("queue-paused", "/queue?tab=paused", "tech"),
    Place("queue-all", "/queue?tab=all", "tech"),
    Place("queue-search", "/queue?tab=all&q=planted", "tech"),
    Place("queue-empty", "/queue?tab=all", "idle"),
    Place("ticket", "/tickets/3", "tech"),
    Place("ticket-long", "/tickets/15", "tech"),
    Place("ticket-machine", f"/tickets/{sample.WORN}", "tech"),
    Place("ticket-in-queue", "/tickets/15?tab=all&q=planted", "tech"),
    Place("ticket-closed", _ticket_closed, "tech"),
    Place("ticket-refused", _ticket_refused, "tech"),
    Place("caller", "/tickets/new", "tech"),
    Place("caller-found", _caller_found, "tech"),
    Place("new-ticket", _new_ticket, "tech"),
    Place("new-ticket-mistake", _new_ticket_mistake, "tech"),
    Place("refused", _foreign_form, "tech", status=403),
    Place("not-found", "/tickets/999999", "tech", status=404),
    Place("not-found-outside", "/nothing", status=404),
]


def named(name):
    return next(each for each in PLACES if each.name == name)
