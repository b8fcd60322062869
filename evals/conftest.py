import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.resources import Resources
from service.settings import Settings
from vectorstore.store import open_store
from vectorstore.types import Encoder


@pytest.fixture(scope="session")
def resources(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    """The service over the five reports."""
    home = Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("evals") / "home"))
    with closing(open_store(home, None, None, encoder.name, encoder.dimensions)) as store:
        yield Resources(Settings(home=home), store, encoder)
