import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from evals.collection import RememberingEncoder
from service.resources import Resources, open_resources
from service.settings import Settings


@pytest.fixture(scope="session")
def resources(seeded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    """The service over the five reports. A question that was asked before is not embedded again."""
    home = shutil.copytree(seeded_home, tmp_path_factory.mktemp("evals") / "home")
    opened = open_resources(Settings(home=home))
    with closing(opened.store):
        yield replace(opened, encoder=RememberingEncoder(opened.encoder))
