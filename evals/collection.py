"""The five real reports behind the real service, without a network: what the evals ask."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy

from service.resources import Resources
from service.settings import Settings
from service.wiring import open_resources
from vectorstore.build import ingest_all
from vectorstore.reports.readers import read_report
from vectorstore.types import Encoder, Vectors

SEEDS = Path(__file__).parents[1] / "seeds"


@contextmanager
def open_collection() -> Iterator[Resources]:
    """An index of the seeds with the embedded model in a temporary folder, closed and deleted at the end."""
    with TemporaryDirectory(prefix="fazhi-evals-", ignore_cleanup_errors=True) as folder:
        resources = open_resources(Settings(home=Path(folder)))
        try:
            documents = [read_report(path.read_bytes(), path.name) for path in sorted(SEEDS.glob("*.txt"))]
            ingest_all(documents, resources.store, resources.encoder)
            yield resources
        finally:
            resources.store.close()


class RememberingEncoder:
    """An encoder that embeds the same text once."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self._encode_query = cache(encoder.encode_query)
        self._passages: dict[str, Vectors] = {}

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Shape (texts, dimensions)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._passages]
        self._passages |= dict(zip(new, self.encoder.encode_passages(new), strict=True))
        if progress is not None:
            progress(len(texts))
        return numpy.array([self._passages[text] for text in texts]).reshape(len(texts), self.dimensions)

    def encode_query(self, text: str) -> Vectors:
        """Shape (dimensions,)."""
        return self._encode_query(text)
