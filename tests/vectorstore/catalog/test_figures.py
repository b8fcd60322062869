"""Figures in the catalog: written with their report, found by scope and indicator, completed where they are missing."""

import shutil
from collections import namedtuple
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, text

from tests.vectorstore.documents import CHANGZHOU, JINTAN, PUKOU, XINBEI, WordHashEncoder, made_document, opened
from vectorstore import storage
from vectorstore.build import ingest, ingest_all, remove
from vectorstore.catalog.catalog import Catalog
from vectorstore.catalog.figures import FigurePlace, Ledger
from vectorstore.catalog.ledgers import LEDGER_RULES, REPORTS_PER_WRITE, LedgerRules, complete_ledgers
from vectorstore.errors import ReportNotFound, StorageFull, StorageInUse
from vectorstore.mending import Mended, mend
from vectorstore.storage import write_lock
from vectorstore.store import open_catalog
from vectorstore.types import Document, Figure, FigureKind, Paragraph, Period, Region, Scope

ENCODER = WordHashEncoder()
RECEIVED, ACCEPTED, RATE = "行政复议收到申请数", "行政复议受理数", "行政复议实质性化解率"
INDICATORS = (RECEIVED, ACCEPTED, RATE, None)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = open_catalog(tmp_path)
    yield catalog
    catalog.close()


def figure(paragraph: Paragraph, number: float, indicator: str | None) -> Figure:
    return Figure(
        paragraph.paragraph_id,
        4,
        8,
        f"{number:g}",
        number,
        "件",
        None,
        "申请",
        FigureKind.COUNT,
        Period.YEAR,
        indicator,
    )


def made_figures(document: Document) -> tuple[Figure, ...]:
    """One for each of INDICATORS, in the first paragraph of text."""
    return tuple(figure(document.paragraphs[2], number, known) for number, known in enumerate(INDICATORS))


MADE = LedgerRules(1, made_figures)


def put(catalog: Catalog, document: Document, figures: Sequence[Figure] | None = None) -> str:
    ledger = MADE.ledger(document) if figures is None else Ledger(1, tuple(figures))
    assert catalog.add_pending(document, 3, ledger=ledger)
    catalog.mark_indexed(document.report.report_id)
    return document.report.report_id


def rows(catalog: Catalog) -> dict[str, int]:
    with catalog._engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("figures", "ledgers")
        }


def forget_figures(catalog: Catalog) -> None:
    """Leaves the catalog as the version before made it."""
    with catalog._engine.begin() as connection:
        connection.execute(text("DROP TABLE figures"))
        connection.execute(text("DROP TABLE ledgers"))


# Writing and reading


def test_what_goes_in_comes_out(catalog: Catalog) -> None:
    document = made_document()
    plain = figure(document.paragraphs[2], 239, RECEIVED)
    full = replace(
        plain,
        value="37.76",
        number=37.76,
        unit="%",
        qualifier="约",
        kind=FigureKind.RATE,
        period=Period.CUMULATIVE,
        base="审结案件",
    )
    changed = replace(plain, value="123", number=123.0, unit="天", kind=FigureKind.CHANGE, previous=198.0)
    large = replace(plain, value="123456789.12亿", number=12345678912000000.0, unit="元", kind=FigureKind.AMOUNT)
    written = [full, plain, changed, large, replace(plain, indicator=None, period=Period.NONE)]
    report_id = put(catalog, document, written)
    assert catalog.report_figures(report_id) == written
    assert catalog.figures() == [(document.report, one) for one in written]
    assert [type(one.number) for one in catalog.report_figures(report_id)] == [float] * 5
    assert catalog.report_figures("unknown") == []


def test_figures_are_there_after_a_new_start(tmp_path: Path, catalog: Catalog) -> None:
    put(catalog, made_document())
    again = open_catalog(tmp_path)
    assert [one for _, one in again.figures()] == list(made_figures(made_document()))
    again.close()


def test_a_whole_document_comes_back(catalog: Catalog) -> None:
    document = made_document()
    assert catalog.document(put(catalog, document)) == document
    with pytest.raises(ReportNotFound, match="no-such"):
        catalog.document("no-such")


def test_figures_are_seen_as_their_report_is(catalog: Catalog) -> None:
    document = made_document()
    report_id = document.report.report_id
    catalog.add_pending(document, 3, ledger=MADE.ledger(document))
    assert catalog.figures() == []
    assert len(catalog.report_figures(report_id)) == len(INDICATORS)
    catalog.mark_indexed(report_id)
    assert len(catalog.figures()) == len(INDICATORS)
    catalog.mark_deleting(report_id)
    assert catalog.figures() == []
    catalog.remove(report_id)
    assert rows(catalog) == {"figures": 0, "ledgers": 0}


def test_a_removal_needs_no_foreign_keys(catalog: Catalog) -> None:
    report_id = put(catalog, made_document())
    put(catalog, made_document(JINTAN))
    event.listen(catalog._engine, "checkout", lambda connection, *_: connection.execute("PRAGMA foreign_keys = OFF"))
    catalog.remove(report_id)
    assert rows(catalog) == {"figures": len(INDICATORS), "ledgers": 1}


def test_a_report_that_cannot_be_written_leaves_no_figure(catalog: Catalog) -> None:
    document = made_document()
    twice = Document(document.report, (document.paragraphs[0], document.paragraphs[0]), ())
    with pytest.raises(ValueError, match="not unique"):
        catalog.add_pending(twice, 1, ledger=MADE.ledger(document))
    assert rows(catalog) == {"figures": 0, "ledgers": 0}


def test_a_figure_that_cannot_be_written_leaves_no_report(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("vectorstore.catalog.figures.figure_values", fail)
    with pytest.raises(MemoryError):
        catalog.add_pending(made_document(), 3, ledger=MADE.ledger(made_document()))
    assert catalog.unfinished() == []
    assert rows(catalog) == {"figures": 0, "ledgers": 0}


@pytest.mark.parametrize(
    ("scope", "indicators", "expected"),
    [
        (Scope(), (RECEIVED,), ["320111-2023", "320400-2024", "320411-2023", "320411-2024", "320413-2024"]),  # in order
        (Scope(region_codes=("320411",)), (RECEIVED,), ["320411-2023", "320411-2024"]),
        (Scope(region_codes=("320400",)), (RATE,), ["320400-2024", "320411-2023", "320411-2024", "320413-2024"]),
        (Scope(region_codes=("110000",)), (RECEIVED,), []),
        (Scope(region_codes=("320000",), years=(2023,)), (RECEIVED,), ["320111-2023", "320411-2023"]),
        (Scope(region_codes=("320413",)), (RECEIVED, RATE), ["320413-2024", "320413-2024"]),
        (Scope(region_codes=("320413",)), (), ["320413-2024"] * 4),  # also those of no indicator
        (Scope(), ("nothing",), []),
        (Scope(report_ids=("no-such",)), (), []),
    ],
)
def test_figures_of_a_scope(catalog: Catalog, scope: Scope, indicators: tuple[str, ...], expected: list[str]) -> None:
    for region, year in [(XINBEI, 2024), (XINBEI, 2023), (JINTAN, 2024), (CHANGZHOU, 2024), (PUKOU, 2023)]:
        put(catalog, made_document(region, year))
    found = catalog.figures(scope, indicators)
    assert [f"{report.region.code}-{report.year}" for report, _ in found] == expected
    assert not indicators or {one.indicator for _, one in found} <= set(indicators)


def test_a_report_s_figures_stay_in_the_order_of_the_text(catalog: Catalog) -> None:
    document = made_document()
    numbers = [float(number % 7) for number in range(120)]  # past the place where 100 sorts before 11
    put(catalog, document, [figure(document.paragraphs[2], number, RECEIVED) for number in numbers])
    assert [one.number for _, one in catalog.figures(indicators=(RECEIVED,))] == numbers
    assert [one.number for one in catalog.report_figures(document.report.report_id)] == numbers


@pytest.mark.parametrize("limit", [1, 3, 4, 5, 100])
def test_pages_hold_each_figure_once(catalog: Catalog, limit: int) -> None:
    for region, year in [(XINBEI, 2024), (XINBEI, 2023), (JINTAN, 2024), (PUKOU, 2024)]:
        put(catalog, made_document(region, year))
    found: list[tuple[str, float]] = []
    after: FigurePlace | None = None
    while page := catalog.placed_figures(limit=limit, after=after):
        assert len(page) <= limit
        found += [(one.report.report_id, one.figure.number) for one in page]
        after = page[-1].place
    assert found == [(report.report_id, one.number) for report, one in catalog.figures()]
    assert len(found) == 16
    assert len(catalog.figures(limit=3)) == 3


def test_a_comparison_is_one_query_by_the_index(catalog: Catalog) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(catalog._engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    catalog.figures(Scope(region_codes=("320000",), years=(2024,)), (RECEIVED, RATE))
    ((statement, given),) = asked  # one for all reports
    with catalog._engine.connect() as connection:
        plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
    assert any("figures_by_indicator" in step for step in plan), plan


# With the whole store


def test_an_ingestion_writes_the_figures(tmp_path: Path) -> None:
    store = opened(tmp_path, ENCODER)
    document, changed = made_document(), made_document(texts=["全年收到行政复议申请999件。"])
    ingest(document, store, ENCODER)
    own = LEDGER_RULES.read(document)
    assert 239 in {one.number for one in own}
    assert [one for _, one in store.catalog.figures()] == list(own)
    assert mend(store, ENCODER) == Mended()
    ingest(changed, store, ENCODER, replace=True)
    assert {report.report_id for report, _ in store.catalog.figures()} == {changed.report.report_id}
    remove(changed.report.report_id, store)
    assert rows(store.catalog) == {"figures": 0, "ledgers": 0}
    store.close()


def test_a_catalog_of_the_version_before_is_completed_and_loses_nothing(tmp_path: Path) -> None:
    documents = [made_document(), made_document(JINTAN), made_document(PUKOU, 2023)]
    store = opened(tmp_path, ENCODER)
    ingest_all(documents, store, ENCODER)
    before = store.catalog.figures()
    forget_figures(store.catalog)
    store.close()
    store = opened(tmp_path, ENCODER)
    assert store.catalog.figures() == []
    seen: list[tuple[int, int]] = []
    assert mend(store, ENCODER, lambda done, of: seen.append((done, of))) == Mended(ledgers=3)
    assert seen == [(3, 3)]
    assert store.catalog.figures() == before
    assert [store.catalog.document(document.report.report_id) for document in documents] == documents
    assert mend(store, ENCODER) == Mended()
    store.close()


def test_a_start_after_a_broken_reindex_completes_them_too(tmp_path: Path) -> None:
    store = opened(tmp_path, ENCODER)
    ingest(made_document(), store, ENCODER)
    store.catalog.begin_rebuild()
    forget_figures(store.catalog)
    store.close()
    store = opened(tmp_path, ENCODER)
    assert mend(store, ENCODER) == Mended(rebuilt=True, ledgers=1)
    store.close()


def test_rules_of_another_version_read_every_report_anew(tmp_path: Path) -> None:
    store = opened(tmp_path, ENCODER)
    ingest_all([made_document(), made_document(JINTAN)], store, ENCODER)
    newer = LedgerRules(LEDGER_RULES.version + 1, made_figures)
    assert mend(store, ENCODER, rules=newer) == Mended(ledgers=2)
    assert len(store.catalog.figures(indicators=(RECEIVED,))) == 2
    assert len(store.catalog.figures()) == 2 * len(INDICATORS)
    assert mend(store, ENCODER, rules=newer) == Mended()
    # Back to the version before: also another one.
    assert mend(store, ENCODER) == Mended(ledgers=2)
    store.close()


# Completing


def many(count: int) -> list[Document]:
    return [made_document(Region(f"32{n:04}", f"第{n}区", f"江苏省第{n}区"), texts=["收到5件。"]) for n in range(count)]


def put_without_figures(catalog: Catalog, documents: Sequence[Document]) -> None:
    for document in documents:
        assert catalog.add_pending(document, 1)
        catalog.mark_indexed(document.report.report_id)


def test_a_report_without_any_figure_is_read_once(tmp_path: Path, catalog: Catalog) -> None:
    put_without_figures(catalog, [made_document()])
    none = LedgerRules(1, lambda _: ())
    assert complete_ledgers(catalog, tmp_path, none) == 1
    assert complete_ledgers(catalog, tmp_path, none) == 0
    assert rows(catalog) == {"figures": 0, "ledgers": 1}


def test_an_end_half_way_keeps_what_was_done(tmp_path: Path, catalog: Catalog) -> None:
    documents = many(2 * REPORTS_PER_WRITE + 5)
    put_without_figures(catalog, documents)
    calls = 0

    def ended(document: Document) -> tuple[Figure, ...]:
        nonlocal calls
        calls += 1
        if calls > REPORTS_PER_WRITE + 3:
            raise KeyboardInterrupt
        return made_figures(document)

    with pytest.raises(KeyboardInterrupt):
        complete_ledgers(catalog, tmp_path, LedgerRules(1, ended))
    assert rows(catalog) == {"figures": REPORTS_PER_WRITE * len(INDICATORS), "ledgers": REPORTS_PER_WRITE}
    seen: list[tuple[int, int]] = []
    left = REPORTS_PER_WRITE + 5
    assert complete_ledgers(catalog, tmp_path, MADE, lambda done, of: seen.append((done, of))) == left
    assert seen == [(REPORTS_PER_WRITE, left), (left, left)]
    assert len(catalog.figures(indicators=(RATE,))) == len(documents)


@pytest.mark.parametrize("position", [0, 1, 2])  # read already, being read, yet to be read
def test_a_report_that_is_removed_meanwhile_is_left_out(tmp_path: Path, catalog: Catalog, position: int) -> None:
    documents = many(REPORTS_PER_WRITE + 1)
    put_without_figures(catalog, documents)
    ordered = sorted(document.report.report_id for document in documents)
    gone = ordered[[0, 1, -1][position]]

    def read(document: Document) -> tuple[Figure, ...]:
        if document.report.report_id == ordered[1]:
            catalog.mark_deleting(gone)
            catalog.remove(gone)
        return made_figures(document)

    assert complete_ledgers(catalog, tmp_path, LedgerRules(1, read)) == REPORTS_PER_WRITE
    assert rows(catalog)["ledgers"] == REPORTS_PER_WRITE
    assert catalog.report_figures(gone) == []
    assert catalog.outdated_ledgers(1) == []


def test_others_may_write_while_figures_are_read(tmp_path: Path, catalog: Catalog) -> None:
    put_without_figures(catalog, [made_document()])

    def read(document: Document) -> tuple[Figure, ...]:
        with write_lock(tmp_path):
            return made_figures(document)

    assert complete_ledgers(catalog, tmp_path, LedgerRules(1, read)) == 1


def test_nothing_is_written_without_the_lock(tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    put_without_figures(catalog, [made_document()])
    monkeypatch.setattr(storage, "WRITE_WAIT_SECONDS", 0.05)
    with write_lock(tmp_path), pytest.raises(StorageInUse, match="重试"):
        complete_ledgers(catalog, tmp_path, MADE)
    assert rows(catalog) == {"figures": 0, "ledgers": 0}
    assert complete_ledgers(catalog, tmp_path, MADE) == 1


def test_a_full_disk_is_told_and_loses_nothing(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_without_figures(catalog, [made_document()])
    usage = namedtuple("usage", "total used free")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 0))
        with pytest.raises(StorageFull, match="腾出磁盘空间"):
            complete_ledgers(catalog, tmp_path, MADE)
    assert catalog.reports() == [made_document().report]
    assert complete_ledgers(catalog, tmp_path, MADE) == 1
    with monkeypatch.context() as patch:  # nothing is to be written: nothing is asked of the disk
        patch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 0))
        assert complete_ledgers(catalog, tmp_path, MADE) == 0


def test_new_figures_are_a_new_generation(tmp_path: Path, catalog: Catalog) -> None:
    put_without_figures(catalog, [made_document()])
    before = catalog.generation()
    complete_ledgers(catalog, tmp_path, MADE)
    after = catalog.generation()
    assert after > before
    complete_ledgers(catalog, tmp_path, MADE)
    assert catalog.generation() == after
