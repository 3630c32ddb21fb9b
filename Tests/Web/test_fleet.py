"""The fleet, a host's page, tokens, and the reports for paper."""

import re

import browsing
import markup
import pytest
import sample
from pages import _host
from visitor import Visitor


def test_the_fleet_counts_and_leads_to_its_hosts(desk, open_page):
    page = open_page(desk, login="chief.en")
    page.goto("/fleet")
    assert str(len(sample.HOSTS)) in page.locator(".summary").inner_text()
    for link in page.locator("main .tabs a").all():
        assert Visitor(desk).signed_in("chief.en").get(link.get_attribute("href")).status == 200
    _host(page, desk, None)
    assert page.locator("h1").inner_text() in sample.HOSTS


@pytest.mark.parametrize("query", ["by=nothing", "group=%22%3E", "verdict=x", "page=-1", "page=99999999999999999999", "by=site&group=999"])
def test_what_nobody_offers_is_harmless(desk, query):
    answer = Visitor(desk).signed_in("chief.en").get(f"/fleet?{query}")
    assert answer.status == 200


def test_a_host_is_renamed_and_placed(desk, open_page):
    desk.run("site", "add", "Lyon", "--organisation", "Example")
    page = open_page(desk, login="chief.en")
    _host(page, desk, None)
    way, before = browsing.path(page), page.locator("h1").inner_text()
    browsing.press(page, way, name="renamed")
    assert page.locator("h1").inner_text() == "renamed"
    form = page.locator(markup.form(way))
    form.locator('[name="place"]').select_option(label="Example, Lyon")
    form.locator('[name="impact"]').select_option("high")
    form.locator("button").click()
    assert page.locator(markup.DONE).count() > 0
    assert "Lyon" in page.locator("aside.machine dl").inner_text()
    browsing.press(page, way, name=before)


def test_a_token_is_shown_once_and_lets_a_host_in(desk, open_page):
    page = open_page(desk, login="chief.en")
    page.goto("/tokens")
    assert page.locator('[name="address"]').input_value() == f"127.0.0.1:{desk.wire_port}"
    browsing.press(page, "/tokens", uses="1", days="1")
    token = page.locator(f"{markup.DONE} code").inner_text()
    assert re.fullmatch(r"vigie1:127\.0\.0\.1:\d+:[0-9a-f]{64}:[0-9a-f]{64}", token)
    page.goto("/tokens")
    assert token not in page.content()
    browsing.press(page, "/tokens", uses="1", days="1", address="no address")
    assert page.locator(markup.MISTAKE).count() > 0


def test_who_is_no_administrator_makes_no_token_and_changes_no_host(desk):
    technician, chief = Visitor(desk).signed_in("tech.en"), Visitor(desk).signed_in("chief.en")
    assert technician.get("/tokens").status == 403
    fields = {"place": "1", "uses": "1", "days": "1", "address": "desk"}
    assert technician.post("/tokens", fields, form=technician.token("/queue", "/sign-out")).status in (403, 422)
    assert chief.get("/hosts/nobody").status == 404
    stranger = Visitor(desk).signed_in("idle.en")
    assert stranger.get("/reports/host/nobody").status == 404
    assert stranger.get("/reports/site/1").status == 404


def test_a_report_on_paper_is_black_on_white_and_has_no_buttons(desk, open_page):
    page = open_page(desk, login="chief.en")
    page.goto("/reports/fleet")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("article.paper").evaluate("(paper) => getComputedStyle(paper).color") == "rgb(0, 0, 0)"
    assert not page.locator("header.top").is_visible() and not page.locator("article .button").first.is_visible()
    assert "no promise" in page.locator("article").inner_text()
