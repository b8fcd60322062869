"""The browser that the page is tried in: Debian's Chromium through Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

VARIABLE = "FAZHI_BROWSER"
"""Names another one."""
NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
MISSING = f"No Chromium was found: install Debian's chromium and fonts-noto-cjk, or name one in {VARIABLE}."
# Of these the first two let it run as root and without a graphics card; the others keep it from calling anybody.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

_named = os.environ.get(VARIABLE)


def find_browser() -> str | None:
    """The path of its program."""
    return next(filter(None, map(shutil.which, [_named] if _named else NAMES)), None)


@contextmanager
def launched() -> Iterator[Browser]:
    program = find_browser()
    assert program is not None, MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
