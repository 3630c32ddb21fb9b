"""What a first page costs: requests and bytes, heads included, nothing in the browser's memory."""

import browsing
import pytest

REQUESTS = 6
BYTES = 60_000


# Nothing is compressed yet: the queue with 50 of the worst titles, its style and its scripts have 105 kB.
HEAVY = pytest.mark.xfail(reason="pages and files are not compressed yet", strict=True)


@pytest.mark.parametrize("path, login", [("/sign-in", None), pytest.param("/queue?tab=all", "tech.en", marks=HEAVY)])
def test_first_page(desk, open_page, capsys, path, login):
    page = open_page(desk, login=login)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    sizes = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path)
    browsing.settled(page)
    with capsys.disabled():
        print(f"\n   {path}: {len(sizes)} requests, {sum(sizes) / 1000:.1f} kB (limits {REQUESTS}, {BYTES / 1000:.0f} kB)")
    assert 1 < len(sizes) <= REQUESTS and sum(sizes) <= BYTES
