"""The five real reports behind the real service, without a network: what the evals ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from service.resources import Resources, open_resources
from service.settings import Settings
from vectorstore.build import ingest
from vectorstore.reports.readers import read_report

SEEDS = Path(__file__).parents[1] / "seeds"


@contextmanager
def open_collection() -> Iterator[Resources]:
    """An index of the seeds with the embedded model in a temporary folder, closed and deleted at the end."""
    with TemporaryDirectory(prefix="fazhi-evals-", ignore_cleanup_errors=True) as folder:
        resources = open_resources(Settings(home=Path(folder)))
        try:
            for path in sorted(SEEDS.glob("*.txt")):
                ingest(read_report(path.read_bytes(), path.name), resources.store, resources.encoder)
            yield resources
        finally:
            resources.store.close()
