"""Pictures of a desk's pages for people: pictures.py ADDRESS LOGIN PASSWORD FOLDER NAME=PATH..."""

import pathlib
import sys

import browsing
from playwright.sync_api import sync_playwright


def taken(address, login, password, folder, pages):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = browsing.launched(playwright)
        page = browser.new_page(base_url=address, ignore_https_errors=True, viewport={"width": 1280, "height": 860})
        browsing.sign_in(page, login, password)
        for name, path in pages:
            page.goto(path)
            browsing.settled(page)
            page.screenshot(path=f"{folder}/{name}.png")
        browser.close()


if __name__ == "__main__":
    _, address, login, password, folder, *pages = sys.argv
    taken(address, login, password, folder, [each.split("=", 1) for each in pages])
