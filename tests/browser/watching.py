"""What no test of the page may see: an error in the console, a request to elsewhere, a dialog that nobody expects."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request

# Chromium tells most violations in the console as well, but not all.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error(`policy violated: ${violatedDirective} ${blockedURI}`));
"""


@dataclass
class Watch:
    faults: list[str] = field(default_factory=list)
    _expected: list[str] = field(default_factory=list)
    _accepting: bool = False
    _asked: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext, origin: str) -> None:
        def requested(request: Request) -> None:
            place = urlsplit(request.url)
            if place.scheme != "blob" and f"{place.scheme}://{place.netloc}" != origin:
                self.faults.append(f"request to {request.url}")

        context.add_init_script(REPORT_VIOLATIONS)
        context.on("request", requested)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))
        context.on("page", self._over_page)

    def expect(self, message: str) -> None:
        """An error of the console that belongs to the test."""
        self._expected.append(message)

    @contextmanager
    def accepting(self) -> Iterator[list[str]]:
        """Dialogs are agreed to meanwhile; gives what they ask."""
        self._accepting, self._asked = True, []
        yield self._asked
        self._accepting = False

    def unexpected(self) -> list[str]:
        return [fault for fault in self.faults if not any(re.search(one, fault) for one in self._expected)]

    def _over_page(self, page: Page) -> None:
        page.on("dialog", self._asks)
        page.on("crash", lambda _: self.faults.append("the page crashed"))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type}: {message.text}")

    def _asks(self, dialog: Dialog) -> None:
        self._asked.append(dialog.message)
        if self._accepting:
            dialog.accept()
        else:
            self.faults.append(f"dialog: {dialog.message}")
            dialog.dismiss()
