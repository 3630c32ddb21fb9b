"""Chromium and what it shows: pages that note every complaint, waiting, and signing in by the form."""

import os
import re
import shutil
import sys

import markup

LIMIT = 15_000
PASSWORD = "four words nobody guesses"


def launched(playwright):
    program = shutil.which("chromium")
    if not program:
        sys.exit("Chromium cannot be found: apt-get install chromium")
    # What a context ignores of certificates its shared workers do not.
    options = ["--ignore-certificate-errors", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=program, args=options, timeout=60_000)


class Complaints:
    """What Chromium complains of in a context: words in its console, scripts that fail, requests and answers that fail, the policy."""

    # Statuses of pages, and words of failures. What is refused shows the page again.
    USUAL = {422}

    def __init__(self, context):
        self.all = []
        self.expected = set(self.USUAL)
        context.on("console", self._console)
        context.on("weberror", lambda each: self.all.append(f"script: {each.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _console(self, message):
        # Chromium says so of every answer of 400 and more: those are looked at below.
        is_status = message.text.startswith("Failed to load resource: the server responded with a status of")
        if message.type in ("error", "warning") and not is_status and not self._is_expected(message.text):
            self.all.append(f"console: {message.text}")

    def _failed(self, request):
        # What a page still waits for when it is left is given up.
        if request.failure != "net::ERR_ABORTED" and not self._is_expected(request.failure):
            self.all.append(f"request: {request.method} {request.url}: {request.failure}")

    def _is_expected(self, words):
        return any(isinstance(each, str) and each in words for each in self.expected)

    def _answered(self, response):
        is_page = response.request.is_navigation_request()
        if response.status >= 400 and not (is_page and response.status in self.expected):
            self.all.append(f"answer: {response.request.method} {response.url}: {response.status}")


def settled(page):
    """Waits until the page is drawn as it stays: loaded, with its fonts, and two frames later."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))")


def press(page, action, button="button", **fields):
    """Fills in the form of an action and sends it; menus that it stands in are opened first."""
    _send(page, page.locator(markup.form(action)).first, button, fields)


def act(page, word, **fields):
    """Does something with the ticket of the page, by the form for that."""
    _send(page, page.locator(markup.act(word)).first, f'button[value="{word}"]', fields)


def file(page, **fields):
    """Files the ticket of the form for a caller."""
    _send(page, page.locator(f'{markup.form("/tickets/new")}[method="post"]'), "button", fields)


def _send(page, form, button, fields):
    form.wait_for(state="attached")
    opened(form)
    for name, value in fields.items():
        fill(form, name, value)
    form.locator(button).first.click()
    page.wait_for_load_state("load")


def role(word, tier="1"):
    """The fields that give somebody a role in the first organisation."""
    return {"role-1[]": word, "tier-1": tier}


def fill(form, name, value):
    field = form.locator(f'[name="{name}"]')
    kind = field.first.get_attribute("type")
    if kind == "radio":
        form.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "checkbox" and isinstance(value, str):
        form.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "checkbox":
        field.first.set_checked(value)
    elif field.first.locator("option").count():
        field.first.select_option(value)
    else:
        field.first.fill(value)


def opened(locator):
    """Opens the menus around something that is not to be seen yet."""
    if not locator.locator("button").first.is_visible():
        for summary in locator.locator("xpath=ancestor::details[not(@open)]/summary").all():
            summary.click()


def sign_in(page, login, password=PASSWORD):
    """Signs in by the form, wherever the page is."""
    page.goto("/sign-in")
    press(page, "/sign-in", login=login, password=password)


def leads(page, key):
    """Presses a key that leads to another page, and waits for that."""
    with page.expect_navigation():
        page.keyboard.press(key)


def is_signed_in(page):
    return page.locator(markup.SIGN_OUT).count() > 0


def path(page):
    """The path of the page, without its words for searching."""
    return re.sub(r"^https?://[^/]*|[?#].*$", "", page.url)
