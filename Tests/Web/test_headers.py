"""What goes with every answer: what browsers may do with it, and for how long they may keep it."""

import re

import markup
import pytest
from visitor import SESSION, Visitor

PAGES = ["/sign-in", "/me", "/me/second-factor", "/people", "/people/tech.en", "/organisations", "/queue?tab=all", "/tickets/3", "/nothing"]


@pytest.fixture(scope="module")
def chief(desk):
    return Visitor(desk).signed_in("chief.en")


def policy(answer):
    """The directives of the policy by their names."""
    words = [each.split() for each in answer.headers["Content-Security-Policy"].split(";") if each.strip()]
    return {name: values for name, *values in words}


@pytest.mark.parametrize("path", PAGES)
def test_every_page(chief, path):
    answer = (Visitor(chief.desk) if path == "/sign-in" else chief).get(path)
    directives = policy(answer)
    assert directives["default-src"] == ["'self'"] and directives["frame-ancestors"] == ["'none'"]
    # Neither falls back to default-src.
    assert directives["form-action"] == ["'self'"] and directives["base-uri"] in (["'none'"], ["'self'"])
    sources = {each for values in directives.values() for each in values}
    assert sources <= {"'self'", "'none'"}, "nothing inline, nothing from elsewhere"
    headers = answer.headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    # With no-referrer browsers send no origin with a form.
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Content-Type"].lower() == "text/html; charset=utf-8"
    assert not re.search(r"\d", headers.get("Server", "")), "its version is nobody's business"
    assert answer.inline == []


def test_redirections_and_refusals_too(chief):
    for answer in (Visitor(chief.desk).get("/queue"), chief.post("/me/preferences", {"theme": "pink"}, page="/me"), chief.post("/me/preferences", form="x")):
        assert "no-store" in answer.headers["Cache-Control"] and answer.headers["X-Content-Type-Options"] == "nosniff"


def test_cookies(desk):
    visitor = Visitor(desk)
    shown = visitor.get("/sign-in")
    answer = visitor.sign_in("tech.en")
    lines = shown.headers.get_all("Set-Cookie", []) + answer.headers.get_all("Set-Cookie", [])
    assert any(line.startswith(f"{SESSION}=") for line in lines)
    for line in lines:
        (name, _), *attributes = [each.strip().partition("=")[::2] for each in line.split(";")]
        known = {name.lower(): value.lower() for name, value in attributes}
        assert name.startswith("__Host-")
        assert known.keys() >= {"secure", "httponly"} and "domain" not in known
        assert (known["samesite"], known["path"]) == ("lax", "/")


def test_assets_are_kept_for_a_year_under_their_hash(desk):
    visitor = Visitor(desk)
    assets = set(markup.ASSET.findall(visitor.get("/sign-in").text))
    assert any(each.endswith(".css") for each in assets)
    for path in assets:
        answer = visitor.get(path)
        assert answer.status == 200
        assert {"max-age=31536000", "immutable"} <= {each.strip() for each in answer.headers["Cache-Control"].split(",")}
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        name, digest, ending = path.rsplit(".", 2)
        kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
        assert answer.headers["Content-Type"].startswith(kinds[ending])
        for other in (f"{name}.{'0' * len(digest)}.{ending}", f"{name}.{ending}", f"{name}.{digest[:-1]}.{ending}", "/assets/../desk.conf", "/assets/"):
            assert visitor.get(other).status == 404, other


def test_methods_that_nobody_uses(desk):
    for method in ("PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "BREW"):
        assert Visitor(desk).send(method, "/sign-in").status in (400, 403, 404, 405, 501)


def test_a_head_of_a_page(desk):
    answer = Visitor(desk).send("HEAD", "/sign-in")
    assert answer.status in (200, 404, 405) and answer.text == ""
