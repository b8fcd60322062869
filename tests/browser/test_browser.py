"""Whether the tests of this folder run at all."""

from collections.abc import Callable

import pytest

from tests.browser.chromium import MISSING, find_browser

pytestmark = pytest.mark.slow


def test_a_browser_is_there(show: Callable[[str], None]) -> None:
    if find_browser() is None:
        show(f"tests/browser was skipped. {MISSING}")
        pytest.skip(MISSING)
