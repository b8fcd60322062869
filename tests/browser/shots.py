"""Pictures of the four views with something in them: light, dark, and as narrow as a telephone.

python -m tests.browser.shots build/screenshots    # what `make screenshots` runs; two of them go to docs/screenshots
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Literal

from platformdirs import user_cache_path
from playwright.sync_api import Browser, Page, ViewportSize, expect

from service.app import create_app
from service.http.logs import configure_logs
from tests.browser.chromium import launched
from tests.browser.pictures import smaller
from tests.browser.serving import Service, served
from tests.browser.steps import FIGURE_QUOTE, JINTAN, TWO_DISTRICTS, VIEWS, ask, compare, draft, go_to, open_report
from tests.parts import SEEDS
from tests.service.conftest import open_with
from vectorstore.build import ingest_all
from vectorstore.embedding.encoder import load_encoder
from vectorstore.reports.readers import read_report

DOCUMENTED = ("ask-light.png", "draft-light.png")
MOST_BYTES = 150_000
"""Of a picture in the documents."""
VISITS = 3


@dataclass(frozen=True)
class Look:
    viewport: ViewportSize
    scheme: Literal["light", "dark"]


LOOKS = {
    "light": Look({"width": 1280, "height": 800}, "light"),
    "dark": Look({"width": 1280, "height": 800}, "dark"),
    "narrow": Look({"width": 360, "height": 740}, "light"),
}


def fill(page: Page) -> None:
    """An answer, a table with bars, a draft with something filled in, a report with findings."""
    ask(page, TWO_DISTRICTS)
    result = compare(page, "行政复议收到申请数", "行政复议审结数", "负责人出庭应诉率", "行政诉讼一审案件数")
    result.get_by_role("button", name="看图：行政复议收到申请数").click()
    draft(page, "新北区")
    fields = page.get_by_role("complementary", name="待填项、承诺和可借鉴做法").get_by_role("textbox")
    fields.first.fill("《新北区2025年法治政府建设工作要点》")
    open_report(page, JINTAN)


def show(page: Page, view: str, look: Look) -> None:
    """The part of the view that has something to see; the reader beside the answer where there is room."""
    page.set_viewport_size(look.viewport)
    page.emulate_media(color_scheme=look.scheme)
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    place = go_to(page, view)
    page.evaluate("scrollTo(0, 0)")
    if view == "对比":
        page.get_by_role("region", name="对比结果").evaluate("(result) => result.scrollIntoView()")
    if view == "问答" and look.viewport["width"] > 1000:
        place.get_by_role("button", name="[1]").click()
        expect(page.locator("#reader mark")).to_have_text(FIGURE_QUOTE)


def take(page: Page, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for name, look in LOOKS.items():
        for view, stem in VIEWS.items():
            show(page, view, look)
            taken.append(folder / f"{stem}-{name}.png")
            page.screenshot(path=taken[-1], animations="disabled", caret="hide")
    return taken


def first_paint(browser: Browser, url: str) -> float:
    """Milliseconds from the navigation to the first contentful paint, nothing cached: the median of some visits."""
    return median(_paint_of_a_visit(browser, url) for _ in range(VISITS))


def _paint_of_a_visit(browser: Browser, url: str) -> float:
    entries = "performance.getEntriesByName('first-contentful-paint')"
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url)
        page.wait_for_function(f"{entries}.length > 0")
        return float(page.evaluate(f"{entries}[0].startTime"))


@contextmanager
def seeded_service() -> Iterator[Service]:
    """Over the five seeds, from nothing."""
    encoder = load_encoder(None, user_cache_path("fazhi"))
    with TemporaryDirectory() as folder:
        opened = open_with(encoder, Path(folder))
        reports = [read_report(path.read_bytes(), path.name) for path in sorted(SEEDS.glob("*.txt"))]
        ingest_all(reports, opened.store, encoder)
        with served(create_app(opened)) as service:
            yield service
        opened.store.close()


def main(folder: Path, documents: Path) -> None:
    configure_logs("warning")
    with seeded_service() as service, launched() as browser:
        page = browser.new_context(locale="zh-CN").new_page()
        page.goto(service.url)
        fill(page)
        taken = take(page, folder)
        documents.mkdir(parents=True, exist_ok=True)
        for name in DOCUMENTED:
            picture = smaller((folder / name).read_bytes(), page)
            assert len(picture) <= MOST_BYTES, f"{name} has {len(picture)} bytes; a document takes {MOST_BYTES}"
            (documents / name).write_bytes(picture)
        paint = first_paint(browser, service.url)
    sys.stdout.write(f"{len(taken)} pictures in {folder}; first contentful paint after {paint:.0f} ms\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
