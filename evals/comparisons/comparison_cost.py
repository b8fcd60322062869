"""What a comparison costs: the five reports by eight indicators, and a province out of 3,000 reports by three."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles

from service.compare.compare import compare
from service.contract.bodies import ScopeBody
from service.contract.compare import CompareRequest
from service.resources import Resources
from service.settings import Settings
from vectorstore.catalog.figures import Ledger
from vectorstore.catalog.ledgers import LEDGER_RULES
from vectorstore.genre.regions import all_regions
from vectorstore.store import Store
from vectorstore.types import Document, Encoder, Region

EIGHT = (
    *("行政复议收到申请数", "行政复议受理数", "行政复议审结数", "行政复议实质性化解率"),
    *("负责人出庭应诉率", "人民调解成功率", "普法活动场次", "公证办理数"),
)
THREE = ("行政复议收到申请数", "行政复议实质性化解率", "人民调解成功率")
YEAR = 2024
PROVINCE = "四川省"
"""Of the most counties."""
REPORTS = 3000
RUNS = 40


@dataclass(frozen=True, slots=True)
class Cost:
    milliseconds: Sequence[float]
    columns: int
    values: int
    """Cells with a number."""

    @property
    def p50(self) -> float:
        return median(self.milliseconds)

    @property
    def p95(self) -> float:
        return quantiles(self.milliseconds, n=20)[-1]


def five_by_eight(store: Store, encoder: Encoder) -> Cost:
    """The store holds the five reports."""
    return _cost(CompareRequest(indicators=EIGHT), store, encoder)


def a_province_by_three(store: Store, encoder: Encoder) -> Cost:
    """The store was filled by fill_with_counties."""
    return _cost(CompareRequest(indicators=THREE, scope=ScopeBody(regions=(PROVINCE,), years=(YEAR,))), store, encoder)


def fill_with_counties(originals: Sequence[Document], store: Store) -> None:
    """A report of every county of one year, and of some of the year before, in the catalog only: indicators are
    compared without an index."""
    ledgers = [LEDGER_RULES.ledger(document).figures for document in originals]
    for number, (region, year) in enumerate(_places()):
        place = number % len(originals)
        old = originals[place].report
        digest = hashlib.sha256(f"{old.sha256} {region.code} {year}".encode()).hexdigest()
        new = f"{region.code}-{year}-{digest[:8]}"
        report = replace(old, report_id=new, region=region, year=year, sha256=digest)
        paragraphs = tuple(
            replace(one, paragraph_id=one.paragraph_id.replace(old.report_id, new), report_id=new)
            for one in originals[place].paragraphs
        )
        figures = tuple(
            replace(one, paragraph_id=one.paragraph_id.replace(old.report_id, new)) for one in ledgers[place]
        )
        store.catalog.add_pending(Document(report, paragraphs, ()), 0, ledger=Ledger(LEDGER_RULES.version, figures))
        store.catalog.mark_indexed(new)


def _places() -> Iterator[tuple[Region, int]]:
    counties = [region for region in all_regions() if not region.code.endswith("00")]
    every = [(region, year) for year in (YEAR, YEAR - 1) for region in counties]
    yield from every[:REPORTS]


def _cost(request: CompareRequest, store: Store, encoder: Encoder) -> Cost:
    """The first one loads what is loaded late, and isn't counted."""
    resources = Resources(Settings(home=Path()), store, encoder)
    compared = compare(request, resources)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        compare(request, resources).model_dump_json()
        times.append(1000 * (time.perf_counter() - start))
    values = sum(cell.number is not None for row in compared.table.rows for cell in row.cells)
    return Cost(times, len(compared.table.columns), values)
