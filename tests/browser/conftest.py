"""The real page of the real service in a real browser; where there is no browser, these tests are skipped.

The browser and the service live as long as the tests of this folder run: Playwright keeps an event loop in the main
thread, in which no other test could start one.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.types import ASGIApp

from service.app import create_app
from tests.browser.chromium import MISSING, VARIABLE, find_browser, launched
from tests.browser.serving import Service, served
from tests.browser.watching import Watch
from tests.service.conftest import open_with
from vectorstore.types import Encoder

PATIENCE = 30_000
"""Milliseconds for what takes one on an idle machine: the suite keeps all cores busy."""

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The services that other tests start refuse a variable FAZHI_… that they don't know.
    os.environ.pop(VARIABLE, None)
    if find_browser() is None:
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents and item.name != "test_a_browser_is_there":
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with launched() as browser:
        yield browser


@pytest.fixture(scope="package")
def app(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ASGIApp]:
    """Over the five seeds."""
    opened = open_with(encoder, Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("browser") / "home")))
    yield create_app(opened)
    opened.store.close()


@pytest.fixture(scope="package")
def service(app: ASGIApp) -> Iterator[Service]:
    """For tests that leave its reports as they are."""
    with served(app) as service:
        yield service


@pytest.fixture
def mortal(app: ASGIApp, service: Service) -> Iterator[Service]:
    """Another door to the same service, that a test may let die."""
    with served(app, lifespan=False) as door:
        yield door


@pytest.fixture
def own_service(home: Path, encoder: Encoder) -> Iterator[Service]:
    """Over the five seeds, for a test that changes them."""
    opened = open_with(encoder, home)
    with served(create_app(opened)) as service:
        yield service
    opened.store.close()


@pytest.fixture(autouse=True)
def watch() -> Iterator[Watch]:
    """No error in the console, no request to elsewhere, no violated policy, no dialog: in any test."""
    watch = Watch()
    yield watch
    assert watch.unexpected() == []


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[OpenPage]:
    """A page in a context of its own, watched: open_page(url, **options of the context)."""
    contexts = []

    def opened(url: str, **options: object) -> Page:
        context = browser.new_context(**{"locale": "zh-CN", **options})  # type: ignore[arg-type]  # as they are given
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        watch.over(context, "/".join(url.split("/")[:3]))
        page = context.new_page()
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage, service: Service) -> Page:
    return open_page(service.url)
