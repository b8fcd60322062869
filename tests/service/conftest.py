"""The real application over a real store that holds the five seeds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.resources import Resources
from service.settings import Settings
from tests.parts import SEEDS
from vectorstore.store import open_store
from vectorstore.types import Encoder

WUJIANG = SEEDS / "003_886c29c32c821c1d.txt"
"""The text that tells its district, but has no title."""
XINBEI = SEEDS / "000_9e28f76db99c5c23.txt"
JIANGNING = SEEDS / "002_6436a5007fe6f33d.txt"


def open_with(encoder: Encoder, home: Path) -> Resources:
    """As open_resources does, with the encoder of the session."""
    store = open_store(home, None, None, encoder.name, encoder.dimensions)
    return Resources(Settings(home=home), store, encoder)


@pytest.fixture
def resources(home: Path, encoder: Encoder) -> Iterator[Resources]:
    opened = open_with(encoder, home)
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def read_client(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """For tests that change nothing: opened once a module."""
    opened = open_with(encoder, Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("reading") / "home")))
    with TestClient(create_app(opened)) as client:
        yield client
    opened.store.close()


@pytest.fixture
def client(resources: Resources) -> Iterator[TestClient]:
    with TestClient(create_app(resources)) as client:
        yield client


@pytest.fixture
def empty_client(tmp_path: Path, encoder: Encoder) -> Iterator[TestClient]:
    opened = open_with(encoder, tmp_path / "empty")
    with TestClient(create_app(opened)) as client:
        yield client
    opened.store.close()
