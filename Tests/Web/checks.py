"""What every page is checked for; each check returns the faults that it found, as lines for people."""

import pathlib

from axe_playwright_python.sync_playwright import Axe

FOLDER = pathlib.Path(__file__).parent / "checks"
# WCAG 2.5.8 is off in axe-core unless it is asked for.
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
MOST_TABS = 600


def still(page):
    """All that needs no key to be pressed."""
    return axe(page) + reflow(page) + targets(page) + motion(page)


def axe(page):
    """Violations that axe-core finds."""
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"axe: {rule['id']} ({rule['impact']}): {rule['help']}: {' '.join(map(str, node['target']))}: {node['html'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


def reflow(page):
    """What makes the page wider than its window."""
    return _run(page, "reflow")


def targets(page):
    """What can be pressed and is smaller than 24 px (WCAG 2.5.8)."""
    return _run(page, "targets")


def motion(page):
    """What moves although reduced motion is wished for."""
    return _run(page, "motion")


def focus(page):
    """Goes through the page with Tab: what has the focus must show it, and must not be covered."""
    page.evaluate(f"window.focusCheck = ({_script('focus')})()")
    faults = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        step = page.evaluate("window.focusCheck.step()")
        if step == "end":
            left = page.evaluate("window.focusCheck.unreached()")
            return faults + [f"focus: Tab never reaches {each}" for each in left]
        faults += [f"focus: {each}" for each in step]
    return [*faults, f"focus: {MOST_TABS} times Tab do not go around the page"]


def _script(name):
    return (FOLDER / f"{name}.js").read_text()


def _run(page, name):
    return [f"{name}: {each}" for each in page.evaluate(_script(name))]
