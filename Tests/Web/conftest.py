import browsing
import pytest
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = browsing.launched(playwright)
        yield browser
        browser.close()
