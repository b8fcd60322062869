from collections.abc import Iterator

import pytest

from evals.collection import open_collection
from service.resources import Resources


@pytest.fixture(scope="session")
def resources() -> Iterator[Resources]:
    with open_collection() as opened:
        yield opened
