"""The checks themselves: each finds the fault that is planted for it, and none in a page without faults."""

import http.server
import threading

import browsing
import checks
import pytest
from looks import Look

STYLE = """
    body { margin: 8px; background: #fff; color: #111; font: 16px sans-serif; }
    a, button, input { min-height: 24px; min-width: 24px; }
    :focus-visible { outline: 2px solid #05c; outline-offset: 2px; }
"""
GOOD = """
    <p>A sentence with <a href="/other">a link</a> in it.</p>
    <form><label for=name>Name</label> <input id=name> <button>Send</button></form>
    <form><label><input type=checkbox> Keep me</label> <label for=day>Day</label> <input type=date id=day></form>
    <div style="overflow-x: auto" tabindex=0 role=region aria-label=Wide><div style="width: 2000px">wide, and scrolls by itself</div></div>
"""


class StandIn(http.server.BaseHTTPRequestHandler):
    """Serves one page, with the policy that the desk's pages have but for its style, which stands in it."""

    page = GOOD
    style = ""

    def do_GET(self):
        if self.path == "/missing.css":
            return self.send_error(404)
        body = f"""<!DOCTYPE html><html lang=en><title>Stand-in</title><meta name=viewport content="width=device-width">
            <style>{STYLE}{self.style}</style><body><main><h1>Stand-in</h1>{self.page}</main>"""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def shown(browser):
    """Shows a page of this markup and style in a window of 320 px; returns it with its complaints."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    contexts = []

    def show(body=GOOD, style=""):
        StandIn.page, StandIn.style = body, style
        context = browser.new_context(**Look(width=320).options())
        contexts.append(context)
        complaints = browsing.Complaints(context)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        browsing.settled(page)
        return page, complaints

    yield show
    for context in contexts:
        context.close()
    server.shutdown()
    server.server_close()


def test_a_page_without_faults_has_none(shown):
    page, complaints = shown()
    assert checks.still(page) + checks.focus(page) == []
    assert complaints.all == []


@pytest.mark.parametrize(
    "check, body, style, said",
    [
        (checks.axe, GOOD + '<img src="data:,">', "", "image-alt"),
        (checks.axe, GOOD + "<p style='color: #bbb'>pale</p>", "", "color-contrast"),
        (checks.axe, GOOD + "<input>", "", "label"),
        (checks.reflow, GOOD + "<div style='width: 400px'>too wide</div>", "", "too wide"),
        (checks.reflow, GOOD + "<div style='width: 400px'>cut off</div>", "html { overflow-x: clip }", "cut off"),
        (checks.targets, GOOD + "<nav><a href='/small'>x</a> <a href='/other'>and more</a></nav>", "nav a { min-height: 0 }", "/small"),
        (checks.targets, GOOD + "<a href='/ten' id=ten>x</a>", "#ten { display: block; min-height: 0; min-width: 0; width: 10px; height: 10px }", "10.0 x 10.0"),
        (checks.targets, GOOD + "<input type=checkbox aria-label=Tick>", "input[type=checkbox] { min-height: 0; min-width: 0 }", "checkbox"),
        (checks.motion, GOOD, "button { transition: color 120ms }", "Send"),
        (checks.focus, GOOD, "button:focus-visible { outline: none }", "not seen: <button>Send"),
        (checks.focus, GOOD, "button:focus-visible { outline-color: #fff0 }", "not seen: <button>Send"),
        (checks.focus, GOOD, "button:focus-visible { outline-color: #eee }", "not seen: <button>Send"),
        (checks.focus, GOOD, "button, button:focus-visible { outline: 2px solid #05c }", "not seen: <button>Send"),
        (checks.focus, GOOD + "<div id=over>covers</div>", "#over { position: fixed; inset: 0 }", "covered: <button>Send"),
    ],
)
def test_a_planted_fault_is_found(shown, check, body, style, said):
    page, _ = shown(body, style)
    found = check(page)
    assert any(said in each for each in found), found


@pytest.mark.parametrize(
    "trap, said",
    [
        ("each.preventDefault()", "do not go around"),
        ("each.preventDefault(); document.querySelector('a').focus()", "Tab never reaches <input type=\"checkbox\""),
    ],
)
def test_a_trap_for_the_focus_is_found(shown, trap, said):
    page, _ = shown()
    page.evaluate(f"document.querySelector('button').addEventListener('keydown', (each) => {{ {trap} }})")
    found = checks.focus(page)
    assert any(said in each for each in found), found


def test_an_order_of_its_own_is_followed(shown):
    page, _ = shown(GOOD + "<a href='/first' tabindex=5>first</a>")
    assert checks.focus(page) == []


@pytest.mark.parametrize(
    "body, said",
    [
        ("<script>alert(1)</script>", "Content Security Policy"),
        ("<a href='/' onclick='alert(1)'>press</a>", "Content Security Policy"),
        ("<link rel=stylesheet href='/missing.css'>", "404"),
        ("<link rel=stylesheet href='http://127.0.0.1:9/away.css'>", "Content Security Policy"),
    ],
)
def test_a_complaint_of_the_browser_is_noted(shown, body, said):
    page, complaints = shown(GOOD + body)
    if "onclick" in body:
        page.get_by_text("press").click()
    assert any(said in each for each in complaints.all), complaints.all


def test_a_script_that_fails_is_noted(shown):
    page, complaints = shown()
    page.evaluate("setTimeout(() => { throw new Error('planted') }, 0)")
    page.wait_for_timeout(100)
    assert any("planted" in each for each in complaints.all), complaints.all
