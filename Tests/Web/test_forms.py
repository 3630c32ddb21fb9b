"""Forms that no page of ours sent: forged, of another session, of another site, too late, too large. Nothing of them is done."""

import re
import urllib.parse

import pytest
import sample
from visitor import FORM_TYPE, SESSION, Visitor

PREFERENCES = "/me/preferences"
DARK = {"language": "en", "theme": "dark", "shortcuts": "yes"}


@pytest.fixture(scope="module")
def login(account):
    return account()


@pytest.fixture(scope="module")
def signed_in(desk, login):
    return Visitor(desk).signed_in(login)


@pytest.fixture(scope="module")
def technician(desk):
    return Visitor(desk).signed_in("tech.en")


@pytest.fixture
def visitor(signed_in):
    """Somebody whose theme is light."""
    visitor = signed_in.again()
    assert visitor.post(PREFERENCES, {**DARK, "theme": "light"}, page="/me").status == 303
    return visitor


@pytest.fixture
def send(visitor):
    """Sends the form that makes the theme dark, with a right token and origin unless told otherwise."""

    def send(**how):
        token = how.pop("form", None) or visitor.token("/me", PREFERENCES)
        return visitor.post(PREFERENCES, DARK, form=token, **how)

    return send


def test_a_form_of_our_own_is_obeyed(visitor, send):
    assert send().status == 303
    assert visitor.theme() == "dark"


@pytest.mark.parametrize(
    "origin",
    [
        "null", "", "https://evil.example", "https://127.0.0.1", "http://127.0.0.1:{port}", "https://127.0.0.1:{port}.evil.example",
        "https://127.0.0.1:{port}@evil.example", "https://evil.example/https://127.0.0.1:{port}",
    ],
)
def test_a_foreign_origin(desk, visitor, send, origin):
    answer = send(Origin=origin.format(port=desk.port))
    assert answer.is_refused and visitor.theme() == "light"


def test_what_a_browser_says_without_an_origin(visitor, send):
    for site in ("cross-site", "same-site", "planted"):
        assert send(Origin=None, **{"Sec-Fetch-Site": site}).is_refused and visitor.theme() == "light"
    assert send(Origin=None).is_refused and visitor.theme() == "light"
    assert send(Origin=None, **{"Sec-Fetch-Site": "same-origin"}).status == 303


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7118", "127.0.0.1.evil.example", "127.0.0.1:1"])
def test_a_foreign_host(desk, visitor, send, host):
    # As after DNS was rebound: the browser believes that both are the same site.
    answer = send(Host=host, Origin=f"https://{host}")
    assert answer.is_refused and visitor.theme() == "light"
    for path in ("/", "/sign-in", "/queue", "/people"):
        answer = visitor.get(path, Host=host)
        assert host not in answer.text and host not in str(answer.headers), f"{path} repeats a Host that is not ours"


@pytest.mark.parametrize("token", ["wrong", "A" * 43, "0" * 64, "\u0000", "\u00e9" * 20, "A" * 65_536])
def test_a_wrong_token(visitor, send, token):
    assert send(form=token).is_refused and visitor.theme() == "light"


def test_no_token(desk, visitor):
    body = urllib.parse.urlencode(DARK).encode()
    answer = visitor.send("POST", PREFERENCES, body, Origin=desk.address, **{"Content-Type": FORM_TYPE})
    assert answer.is_refused and visitor.theme() == "light"


def test_the_token_of_another_session(desk, visitor, send, login, account):
    for other in (login, account()):
        token = Visitor(desk).signed_in(other).token("/me", PREFERENCES)
        assert send(form=token).is_refused and visitor.theme() == "light"
    # Nor that of somebody who is not signed in, with which strangers could have filled the form.
    assert send(form=Visitor(desk).token("/sign-in", "/sign-in")).is_refused and visitor.theme() == "light"


def test_a_form_that_is_replayed_after_signing_out(desk, login):
    visitor = Visitor(desk).signed_in(login)
    assert visitor.post(PREFERENCES, {**DARK, "theme": "light"}, page="/me").status == 303
    token, cookie = visitor.token("/me", PREFERENCES), visitor.cookies[SESSION]
    assert visitor.post("/sign-out", page="/me").status == 303
    assert SESSION not in visitor.cookies, "the cookie stays in the browser"
    answer = visitor.post(PREFERENCES, DARK, form=token, Cookie=f"{SESSION}={cookie}")
    assert answer.is_refused
    assert visitor.get("/me", Cookie=f"{SESSION}={cookie}").status == 303
    assert Visitor(desk).signed_in(login).theme() == "light"


def test_a_form_that_is_sent_twice(visitor, send):
    token = visitor.token("/me", PREFERENCES)
    assert [send(form=token).status for _ in range(2)] == [303, 303]


def test_a_form_by_get_does_nothing(visitor):
    token = visitor.token("/me", PREFERENCES)
    answer = visitor.get(f"{PREFERENCES}?{urllib.parse.urlencode({**DARK, 'form': token})}")
    assert answer.status in (303, 404, 405) and visitor.theme() == "light"
    assert visitor.get("/sign-out").status in (303, 404, 405) and visitor.is_signed_in()


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", None])
def test_a_form_of_another_type(visitor, send, kind):
    assert send(**{"Content-Type": kind}).status < 500
    assert visitor.theme() in ("light", "dark")


@pytest.mark.parametrize(
    "body",
    [b"", b"&&&===", b"%", b"%zz=%", b"form=%ff%fe", b"theme=dark&theme=light", b"a=b&" * 20_000, b"\x00\xff" * 500, b"form[]=1&form[a]=2"],
    ids=lambda body: repr(body[:16]),
)
def test_a_body_that_is_no_form(desk, visitor, body):
    answer = visitor.send("POST", PREFERENCES, body, Origin=desk.address, **{"Content-Type": FORM_TYPE})
    assert answer.is_refused and visitor.theme() == "light"


def test_values_that_no_page_offers(visitor):
    token = visitor.token("/me", PREFERENCES)
    for fields in ({"theme": "pink"}, {"language": "xx"}, {"language": "e" * 65_536}, {"theme": ["dark", "light"]}):
        assert visitor.post(PREFERENCES, {**DARK, "theme": "light", **fields}, form=token).status in (303, 400, 413, 422)
        assert visitor.theme() in ("automatic", "light", "dark")
        assert visitor.get("/me").attribute("lang") in ("en", "fr")


ELSEWHERE = [
    "//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "/queue\r\nSet-Cookie: planted=1",
    "\\\\evil.example", "///evil.example", "javascript:alert(1)", "evil.example", "/%2f/evil.example", "https:evil.example", "/" + "a" * 65_536,
]


@pytest.mark.parametrize(
    "to", [pytest.param(to, id=repr(to[:24]), marks=[] if index < 5 else pytest.mark.long) for index, to in enumerate(ELSEWHERE)]
)
def test_nobody_is_sent_elsewhere(desk, account, to):
    visitor = Visitor(desk)
    shown = visitor.get("/sign-in?" + urllib.parse.urlencode({"to": to}))
    assert shown.status < 500
    if shown.status == 200:
        assert_is_ours(desk, shown.forms["/sign-in"].get("to", ""))
    answer = visitor.sign_in("tech.en", to=to)
    assert answer.status in (303, 400, 403, 413, 422)
    assert_is_ours(desk, answer.location)
    assert "planted" not in visitor.cookies


def assert_is_ours(desk, location):
    """A path as browsers understand it: they drop tabs and line ends, and take \\ for /."""
    read = location.translate({ord(each): None for each in "\t\r\n"}).replace("\\", "/")
    target = urllib.parse.urljoin(desk.address + "/sign-in", read)
    assert target.startswith(desk.address + "/") and "evil.example" not in urllib.parse.urlsplit(target).netloc, location


def test_a_password_of_64_kb(desk, account):
    visitor = Visitor(desk)
    answer = visitor.sign_in(account(), "p" * 65_536)
    assert answer.status in (400, 403, 413, 422)
    assert desk.is_healthy()


def test_a_body_that_is_too_large(desk, visitor):
    try:
        answer = visitor.post(PREFERENCES, {**DARK, "shortcuts": "y" * 10_000_000}, page="/me")
        assert answer.status in (400, 413)
    except OSError:
        pass  # It hangs up on who does not stop.
    assert desk.is_healthy() and visitor.theme() == "light"


@pytest.mark.parametrize(
    "cookie",
    [
        f"{SESSION}=", f"{SESSION}=nonsense", f"{SESSION}=\u00e9\u00ff", f"{SESSION}={'A' * 4_000}", ";;;=;", f"{SESSION}", f'{SESSION}="\\"',
        f"{SESSION}=a; {SESSION}=b; __Host-vigie-visit=%00",
    ],
    ids=lambda cookie: repr(cookie[:24]),
)
def test_a_cookie_of_nonsense(desk, cookie):
    visitor = Visitor(desk)
    cookie = cookie.encode("latin-1")
    answer = visitor.get("/me", Cookie=cookie)
    assert answer.status in (303, 400, 431)
    assert visitor.get("/sign-in", Cookie=cookie).status in (200, 400, 431)


def test_a_session_that_a_stranger_chose_is_not_taken_over(desk):
    visitor = Visitor(desk)
    visitor.cookies[SESSION] = chosen = "A" * 43
    visitor.signed_in("tech.en")
    assert visitor.cookies[SESSION] != chosen


@pytest.mark.parametrize("number", ["0", "-1", "999999", "9" * 30, "1e3", "%31", "1%00", "..%2f..%2fetc", "\u0664", "<b planted>"])
def test_tickets_that_are_none(technician, number):
    answer = technician.get("/tickets/" + urllib.parse.quote(number, safe="%"))
    assert answer.status in (400, 404) or (number == "%31" and answer.status in (200, 404))
    assert "<b planted>" not in answer.text


def test_tickets_of_another_organisation(desk):
    visitor = Visitor(desk).signed_in("idle.en")
    there, nowhere = (visitor.get(f"/tickets/{number}") for number in (3, 999999))
    assert there.status == nowhere.status == 404
    said = [re.sub(r"<[^>]*>|\d", "", each.text) for each in (there, nowhere)]
    assert said[0] == said[1]


@pytest.mark.parametrize("path", ["/people", "/people/admin", "/organisations"])
def test_pages_of_administrators(desk, technician, path):
    answer = Visitor(desk).get(path)
    assert answer.status == 303 and answer.location.startswith("/sign-in")
    answer = technician.get(path)
    offered = [each for each in answer.forms if each and each.startswith(("/people", "/organisations"))]
    assert answer.status in (200, 403, 404) and offered == []
    # Of another organisation there is nothing to be read either.
    assert "Ada Example" not in Visitor(desk).signed_in("idle.en").get(path).text


def test_forms_of_administrators(desk, technician):
    token = technician.token("/me", PREFERENCES)
    fields = {
        "name": "Planted", "email": "planted@example.org", "login": "planted", "role-1[]": "administrator", "tier-1": "4",
        "language": "en", "experience": "0", "limit": "5", "skills": "", "locked": "yes", "policy": "standard",
    }
    for path in (
        "/people/new", "/people/tech.en", "/people/admin", "/people/admin/invite", "/people/admin/lock", "/people/factor.en/second-factor",
        "/organisations/new", "/organisations/1", "/organisations/2",
    ):
        assert technician.post(path, fields, form=token).status in (403, 404), path
    assert "Planted" not in desk.run("person", "list") and "planted" not in desk.run("organisation", "list").lower().replace("<b planted>", "")
    assert Visitor(desk).sign_in("admin").status == 303
    assert Visitor(desk).sign_in("factor.en").location == "/sign-in/code"


def test_an_administrator_of_one_organisation_has_that_one_only(desk, account):
    chief = Visitor(desk).signed_in(account(role="administrator", organisation=sample.OTHER))
    token = chief.token("/me", PREFERENCES)
    fields = {
        "name": "Planted", "email": "planted@example.org", "login": "planted", "role-1[]": "administrator", "tier-1": "1",
        "language": "en", "experience": "0", "limit": "5", "skills": "", "locked": "yes",
    }
    for path in ("/people/new", "/people/admin", "/people/admin/lock", "/people/admin/invite", "/organisations/1", "/organisations/new"):
        assert chief.post(path, fields, form=token).status in (403, 404, 422), path
    assert "Planted" not in desk.run("person", "list")
    assert Visitor(desk).sign_in("admin").status == 303
