"""The four views with something in them: by axe-core, as narrow as a telephone, and as pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Browser, Page, expect

from tests.browser.pictures import smaller
from tests.browser.serving import Service
from tests.browser.shots import LOOKS, fill, first_paint, take
from tests.browser.shots import show as show_view
from tests.browser.steps import JINTAN, VIEWS, open_report
from tests.browser.watching import Watch

pytestmark = pytest.mark.slow

GRAVE = {"serious", "critical"}
PLACES = [*VIEWS, JINTAN]
"""The views, and a report opened in the library."""


@pytest.fixture(scope="module")
def filled(browser: Browser, service: Service) -> Iterator[Page]:
    """Filled once: what is looked at is not changed. Watched like every other page."""
    watch = Watch()
    context = browser.new_context(locale="zh-CN")
    watch.over(context, service.url)
    page = context.new_page()
    page.goto(service.url)
    fill(page)
    yield page
    context.close()
    assert watch.unexpected() == []


def put(page: Page, place: str, look: str) -> None:
    show_view(page, "报告库" if place == JINTAN else place, LOOKS[look])
    if place == JINTAN:
        open_report(page, JINTAN)


def grave(page: Page, **options: Any) -> list[str]:
    """Findings of axe-core. It comes in through the debugger, which the policy does not bind."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']]}"
        for one in found
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_grave(filled: Page, place: str) -> None:
    put(filled, place, "light")
    assert grave(filled) == []


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_enough_contrast_in_the_dark(filled: Page, place: str) -> None:
    """The other rules do not ask for colours."""
    put(filled, place, "dark")
    assert filled.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert grave(filled, runOnly=["color-contrast", "link-in-text-block"]) == []


def test_axe_finds_what_is_wrong(filled: Page) -> None:
    """Or the tests above would say nothing."""
    put(filled, "问答", "light")
    filled.evaluate("document.querySelector('.brand').style.color = '#ccc'")
    found = grave(filled, runOnly=["color-contrast"])
    filled.evaluate("document.querySelector('.brand').style.color = ''")
    assert len(found) == 1


@pytest.mark.parametrize("place", PLACES)
def test_a_narrow_page_is_not_scrolled_sideways(filled: Page, place: str) -> None:
    put(filled, place, "narrow")
    too_wide = """() => [...document.querySelectorAll("main *")]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 &&
          !one.closest(".scroll, .visually-hidden"))
        .map((one) => `${one.tagName}.${one.className}`)"""
    assert filled.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, filled.evaluate(too_wide)
    assert filled.evaluate(too_wide) == []


def test_the_narrow_reader_is_not_scrolled_sideways(filled: Page) -> None:
    put(filled, "问答", "narrow")
    filled.get_by_role("log").get_by_role("button", name="[1]").click()
    expect(filled.locator("mark")).to_be_in_viewport()
    body = filled.locator(".reader-body")
    assert body.evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0
    assert filled.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    filled.keyboard.press("Escape")


def test_nothing_gets_lost_on_paper(filled: Page) -> None:
    put(filled, "问答", "light")
    filled.emulate_media(media="print")
    expect(filled.get_by_role("log")).to_contain_text("239件")
    expect(filled.get_by_role("log")).to_contain_text("[1] 《常州市新北区人民政府2024年度法治政府建设情况报告》")
    expect(filled.get_by_label("问题", exact=True)).to_be_hidden()
    expect(filled.get_by_role("navigation")).to_be_hidden()
    filled.emulate_media(media="screen")


def test_pictures_are_taken(filled: Page, tmp_path: Path) -> None:
    taken = take(filled, tmp_path)
    assert len(taken) == len(VIEWS) * len(LOOKS) == 12
    sizes = {path.name: path.stat().st_size for path in taken}
    assert min(sizes.values()) > 10_000, sizes  # no empty page
    picture = smaller(taken[0].read_bytes(), filled)
    assert len(picture) < sizes[taken[0].name] / 2
    assert picture.startswith(b"\x89PNG")


def test_the_first_paint_is_told(browser: Browser, service: Service, show: Callable[[str], None]) -> None:
    """Told and no more: a machine that does other things besides is slow."""
    show(f"first contentful paint after {first_paint(browser, service.url):.0f} ms, of 300")
