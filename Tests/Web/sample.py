"""What fills a desk: people in two organisations, and tickets with the worst texts that people and machines send."""

import subprocess

from agent import Agent
from browsing import PASSWORD
from visitor import Visitor

OTHER = "Other & <b planted>Sons</b>"
# A role, its tier, its organisation; each once in English and once in French: tech.en, tech.fr.
ROLES = {
    "chief": ("administrator", None, None),
    "tech": ("technician", 1, None),
    "second": ("technician", 2, None),
    "idle": ("technician", 1, OTHER),
}
# `planted` becomes an attribute, or a script runs, wherever a page escapes less than it must.
MARKUP = [
    "<b planted>bold</b>",
    "<script>window.planted = 1</script>",
    '"><img planted src=x onerror="window.planted = 1">',
    "' planted='1",
    "</textarea></title></script><b planted>",
    "&lt;b planted&gt; &amp; &#60;b planted&#62;",
    "{{planted}} {{{planted}}} {{#planted}}",
    "javascript:window.planted=1 //planted",
]
# A character and the U+0301 after it are one Character of Swift.
COMBINED = [
    "<\u0301b planted>", '"\u0301 planted="\u03011', "'\u0301 planted='\u03011", "&\u0301lt;b planted&\u0301gt;", ">\u0301<\u200db planted>",
]
TITLES = [
    *MARKUP, *COMBINED,
    "planted " + "W" * 190,
    "planted " + "\u05d0\u05d1\u05d2 " * 20,
    "planted " + "\U0001f469\u200d\U0001f469\u200d\U0001f467 " * 7,
    "planted " + "e" + "\u0301" * 90,
]
TEXTS = [
    *MARKUP, *COMBINED,
    "planted \u202egnp.exe \u2066both\u2069 ways",
    "W" * 65_536,
    "planted line\n" * 500,
]
# The longest host name, and those that no machine should have.
HOSTS = ["w" * 200, "<b planted>host</b>", '"\u0301 planted="\u03011']
TICKETS = 60
# After those of people come those of a disk: one that was mended, and one that wears out.
MENDED, WORN = TICKETS + 1, TICKETS + 2
DISK = "Demonstration SSD 500GB"
CLOSED = 7


def fill(desk):
    """Fills a desk that runs, whose administrator `admin` has signed in once."""
    desk.run("organisation", "add", OTHER)
    for name, (role, tier, organisation) in ROLES.items():
        for language in ("en", "fr"):
            account(desk, f"{name}.{language}", role, tier, language, organisation)
    for language in ("en", "fr"):
        Visitor(desk).signed_in(account(desk, f"factor.{language}", language=language)).add_second_factor()
        account(desk, f"invited.{language}", language=language)
    desk.run("person", "add", "Rita Requester", "--email", "rita@example.org")
    desk.run("person", "add", "<b planted>Roger</b>", "--email", "roger@example.org", "--language", "fr")
    for number, name in enumerate(HOSTS):
        enrol(desk, name, number)
    for number in range(TICKETS):
        file(desk, number)
    for number, login in ((3, "tech.en"), (4, "tech.fr"), (5, "tech.en"), (6, "tech.fr")):
        desk.run("ticket", "take", number, "--for", login)
    desk.run("ticket", "close", CLOSED, "--reason", MARKUP[0])
    for number, reason in ((5, "parts"), (6, "parts")):
        desk.run("ticket", "wait", number, reason, MARKUP[0], "--until", "1d")
    wear_out(desk)


def wear_out(desk):
    """A disk whose endurance has been used up for two months, and that was mended once before."""
    disk = "disk/VGDEMO0001"
    with Agent(desk, enrol(desk, "ws-17", len(HOSTS)), "ws-17") as agent:
        for days_ago in range(60, -1, -1):
            used = round(97 - days_ago * 17 / 60)
            agent.tell(
                disk, days_ago, name=DISK, verdict="failing",
                **{"i.model": DISK, "i.serial": "VGDEMO0001", "i.firmware": '"\u0301 planted="\u03011', "r.percentage-used": f"{used} %", "r.temperature": "41 °C"},
            )
        agent.open(f"{disk}/disk.media-errors", 3, 1, DISK)
        desk.run("ticket", "solve", MENDED, "--cause", "the battery of the controller", "--solution", "firmware 2.0")
        desk.run("ticket", "close", MENDED)
        agent.open(f"{disk}/disk.wear", 97, 95, DISK, "%")


def account(desk, login, role="technician", tier=None, language="en", organisation=None):
    """Makes a person with an account that can sign in."""
    place = ["--organisation", organisation] if organisation else []
    email = f"{login}@example.org"
    desk.run("person", "add", f"{login.title()} Example", "--email", email, "--language", language, *place)
    desk.run("account", "add", login, "--person", email, "--role", role, *(["--tier", tier] if tier else []), *place)
    desk.run("account", "password", login, text=PASSWORD + "\n")
    return login


def enrol(desk, name, number):
    """Makes a host known by its real program, and returns its folder; no agent runs."""
    token = desk.run("token", "create", "--address", f"127.0.0.1:{desk.wire_port}")
    folder = desk.folder / f"host-{number}"
    subprocess.run(
        [desk.programs / "vigie", "enrol", "-", "--state", folder, "--name", name, "--class", "laptop", "--socket", folder / "none"],
        input=token, text=True, check=True, capture_output=True, timeout=30, env=desk.environment,
    )
    return folder


def file(desk, number):
    def pick(values):
        return values[number % len(values)]

    host = ["--host", HOSTS[0]] if number % 3 == 0 else []
    desk.run(
        "ticket", "file", "--text", pick(TEXTS), "--requester", pick(["rita@example.org", "roger@example.org"]),
        "--urgency", pick(["low", "medium", "high"]), "--impact", pick(["high", "medium", "low", "low"]), *host, "--", pick(TITLES),
    )
