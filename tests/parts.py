"""Real parts that are costly to make, once a session, or once for the workers of a session where they are files.

A plugin of pytest: see conftest.py at the top.
"""

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from platformdirs import user_cache_path

if TYPE_CHECKING:
    from evals.collection import RememberingEncoder

    LoadEncoder = Callable[..., RememberingEncoder]

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """Where the embedded model is written out, once a machine: the same place as the service uses."""
    return user_cache_path("fazhi")


@pytest.fixture(scope="session")
def load_once() -> "LoadEncoder":
    """The encoder's own load_encoder. Called the same way again it gives the same one, which embeds no text twice."""
    from evals.collection import RememberingEncoder
    from vectorstore.embedding.encoder import load_encoder  # seconds of import that other tests need not pay

    return cache(lambda *model: RememberingEncoder(load_encoder(*model)))


@pytest.fixture(scope="session")
def encoder(load_once: "LoadEncoder", model_cache: Path) -> "RememberingEncoder":
    """The embedded model, as the service loads it."""
    return load_once(None, model_cache)


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, filled by the first process that asks. The next one makes anew what failed half way."""
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            make(unfinished)
            unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def seeded_home(tmp_path_factory: pytest.TempPathFactory, load_once: "LoadEncoder", model_cache: Path) -> Path:
    """A closed data folder with the five seeds, one for all workers. Never open it itself: copy it."""
    from vectorstore.build import ingest_all
    from vectorstore.reports.readers import read_report
    from vectorstore.store import open_store

    def index(home: Path) -> None:
        encoder = load_once(None, model_cache)
        store = open_store(home, None, None, encoder.name, encoder.dimensions)
        ingest_all([read_report(path.read_bytes(), path.name) for path in sorted(SEEDS.glob("*.txt"))], store, encoder)
        store.close()

    base = tmp_path_factory.getbasetemp()
    # A worker's folder is one of several within the session's.
    return made_once((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "seeded", index)


@pytest.fixture
def home(seeded_home: Path, tmp_path: Path) -> Path:
    """A copy of it, the test's own."""
    return Path(shutil.copytree(seeded_home, tmp_path / "home"))
