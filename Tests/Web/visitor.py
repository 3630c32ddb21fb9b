"""Somebody without a browser: sends any bytes to the desk's pages, keeps cookies, and reads the forms of what comes back."""

import dataclasses
import html.parser
import http.client
import itertools
import re
import urllib.parse

import markup
import totp
from browsing import PASSWORD
from desk import trusting

LIMIT = 20
SESSION = "__Host-vigie"
FORM_TYPE = "application/x-www-form-urlencoded"
# All of the loopback.
_sources = (f"127.1.{number >> 8}.{number & 255}" for number in itertools.count(1))


@dataclasses.dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def location(self):
        return self.headers.get("Location", "")

    @property
    def forms(self):
        """The hidden fields of each form by its action, with their values."""
        return self._read().forms

    def codes(self, selector):
        """The texts of the elements `code` of a class, as `code.key`."""
        return self._read().codes.get(selector.removeprefix("code."), [])

    @property
    def inline(self):
        """Tags that hold a script or a style, which the policy does not let browsers take."""
        return self._read().inline

    def _read(self):
        reader = _PageReader()
        reader.feed(self.text)
        return reader

    @property
    def is_refused(self):
        """Neither done nor shown: a word of refusal, or the way to the sign-in."""
        return self.status in (400, 403, 413, 421, 422, 429, 431) or (self.status == 303 and self.location.startswith("/sign-in"))

    def attribute(self, name):
        """An attribute of <html>."""
        found = re.search(rf'<html\b[^>]*\s{name}="([^"]*)"', self.text)
        return found and found.group(1)


class Visitor:
    def __init__(self, desk, source=None, context=None):
        """Comes from an address of its own, for the desk counts what fails by address; or from `source`."""
        self.desk, self.source, self.cookies = desk, source or next(_sources), {}
        self._context = context or trusting()

    def get(self, path, **headers):
        return self.send("GET", path, **headers)

    def post(self, path, fields=None, form=None, page=None, **headers):
        """Sends a form with its hidden fields as `page` (else `path`) shows them now; or with the token `form` alone."""
        hidden = {"form": form} if form else self.hidden(page or path, path)
        body = urllib.parse.urlencode({**hidden, **(fields or {})}, doseq=True)
        headers = {"Origin": self.desk.address, "Content-Type": FORM_TYPE, **headers}
        return self.send("POST", path, body.encode(), **{name: value for name, value in headers.items() if value is not None})

    def hidden(self, page, action):
        forms = self.get(page).forms
        assert action in forms, f"{page} has no form for {action}, only {sorted(forms)}"
        return forms[action]

    def token(self, page, action):
        return self.hidden(page, action)["form"]

    def send(self, method, path, body=None, **headers):
        """Sends a request as it is told; cookies are kept, and sent along unless `Cookie` says others."""
        if self.cookies and "Cookie" not in headers:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.desk.port, timeout=LIMIT, context=self._context, source_address=(self.source, 0),
        )
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read().decode(errors="replace"))
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].strip().partition("=")
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def sign_in(self, login, password=PASSWORD, to=None):
        return self.post("/sign-in", {"login": login, "password": password, **({"to": to} if to is not None else {})})

    def signed_in(self, login):
        answer = self.sign_in(login)
        assert answer.status == 303, f"{login} is not let in: {answer.status}"
        return self

    def again(self):
        """The same browser once more: a password's hash takes its time."""
        other = Visitor(self.desk, self.source)
        other.cookies = dict(self.cookies)
        return other

    def is_signed_in(self):
        return self.get("/me").status == 200

    def theme(self):
        """The theme of the person, by which tests see whether a form was obeyed."""
        answer = self.get("/me")
        assert answer.status == 200
        return answer.attribute("data-theme")

    def accept(self, link, password=PASSWORD):
        """Sets the first password by a link."""
        path = urllib.parse.urlsplit(link).path
        return self.post(path, {"password": password, "again": password})

    def add_second_factor(self):
        """Turns the second factor on; returns its key in base 32."""
        [key] = self.get("/me/second-factor").codes(markup.KEY)
        key = re.sub(r"\s", "", key)
        answer = self.post("/me/second-factor", {"code": totp.fresh_code(key)})
        assert answer.status == 303, f"a right code is refused: {answer.status}"
        return key

    def invite(self, login):
        """The link that lets somebody set a first password; asked for by an administrator."""
        page = f"/people/{login}"
        answer = self.post(f"{page}/invite", page=page)
        if answer.status == 303:
            answer = self.get(answer.location)
        found = markup.WELCOME.search(answer.text)
        assert found, f"no link for {login}: {answer.status}"
        return found.group()


class _PageReader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.codes, self.inline = {}, {}, []
        self._fields, self._code, self._classes = {}, None, []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        is_script = tag == "style" or (tag == "script" and "src" not in attributes)
        if is_script or any(name == "style" or name.startswith("on") for name in attributes):
            self.inline.append(self.get_starttag_text())
        if tag == "form":
            self._fields = self.forms.setdefault(attributes.get("action"), {})
        elif tag == "input" and attributes.get("type") == "hidden" and attributes.get("name"):
            self._fields.setdefault(attributes["name"], attributes.get("value") or "")
        elif tag == "code":
            self._code = ""
            self._classes = (attributes.get("class") or "").split()

    def handle_data(self, text):
        if self._code is not None:
            self._code += text

    def handle_endtag(self, tag):
        if tag == "code" and self._code is not None:
            for name in self._classes:
                self.codes.setdefault(name, []).append(self._code)
            self._code = None
