"""Real parts that are costly to make, once a session."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from platformdirs import user_cache_path

if TYPE_CHECKING:
    from vectorstore.encoder import SentenceTransformerEncoder


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """Where the embedded model is written out, once a machine: the same place as the service uses."""
    return user_cache_path("fazhi")


@pytest.fixture(scope="session")
def encoder(model_cache: Path) -> "SentenceTransformerEncoder":
    """The embedded model, as the service loads it."""
    from vectorstore.encoder import load_encoder  # seconds of import that other tests need not pay

    return load_encoder(None, model_cache)
