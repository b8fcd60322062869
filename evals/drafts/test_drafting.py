"""Drafts of eight reports for their next year against labels written by reading: nothing invented, nothing lost."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from evals.drafts.labels import invented_reports, load_labels
from evals.drafts.run import draft_all, explain, faults_of, groups, missed, shares_of, summary, table
from evals.results import short_commit, write_results
from evals.state import lower
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


def test_drafts_are_as_right_as_they_were(collection: Resources, show: Callable[[str], None]) -> None:
    """And nothing in them is made up, stale or without a source."""
    outcomes = draft_all(load_labels(), draft, collection)
    failing = [line for one in outcomes for line in explain(one)]
    by_group = groups(outcomes)
    misses = [miss for group, members in by_group.items() for miss in missed(members, group)]
    show("\n".join([table(outcomes), *(f"goal missed: {miss}" for miss in misses)]))
    write_results({"drafting": {**summary(outcomes), "failing": failing}}, short_commit())
    assert [len(members) for members in by_group.values()] == [5, 3]
    assert [fault for found in faults_of(outcomes).values() for fault in found] == []
    right = {
        group: {name: share.value for name, share in shares_of(members).items()} for group, members in by_group.items()
    }
    assert lower("drafts", right) == [], "\n".join(failing)
