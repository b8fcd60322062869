"""Drafts of eight reports for their next year against labels written by reading: nothing invented, nothing lost."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from evals.drafts.labels import invented_reports, load_labels
from evals.drafts.run import draft_all, explain, groups, missed, summary, table
from evals.results import short_commit, write_results
from service.draft.draft import draft
from service.resources import Resources
from service.settings import Settings
from vectorstore.build import ingest_all
from vectorstore.store import open_store
from vectorstore.types import Encoder


@pytest.fixture(scope="module")
def collection(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    """The service over the five reports and the invented ones."""
    home = Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("drafting") / "home"))
    with closing(open_store(home, None, None, encoder.name, encoder.dimensions)) as store:
        ingest_all(invented_reports(), store, encoder)
        yield Resources(Settings(home=home), store, encoder)


def test_drafts_reach_their_targets(collection: Resources, show: Callable[[str], None]) -> None:
    outcomes = draft_all(load_labels(), draft, collection)
    failing = [line for one in outcomes for line in explain(one)]
    show(table(outcomes))
    write_results({"drafting": {**summary(outcomes), "failing": failing}}, short_commit())
    assert [len(members) for members in groups(outcomes).values()] == [5, 3]
    misses = [miss for group, members in groups(outcomes).items() for miss in missed(members, group)]
    assert not misses, "\n".join([*misses, *failing])
