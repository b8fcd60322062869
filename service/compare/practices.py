"""What the reports say about a topic, each in its own sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.cited.composition import Line
from service.questions.choice import choose, nothing_about, with_familiar_words
from service.questions.conversation import Resolved, resolve_turns
from service.questions.retrieval import lines_of, retrieve
from service.questions.topic import QuestionKind
from service.table.cautions import labels
from vectorstore.genre.terms import lexicon
from vectorstore.search import EXACT_SCAN_REPORTS
from vectorstore.snapshot import Snapshot
from vectorstore.store import Store
from vectorstore.types import Encoder, RankedParagraph, Report

LOOKED_AT_WHOLE = 60
"""Reports that are each searched, a group at a time, so that every one gets its share; of more the search takes those
that are nearest to the topic."""


@dataclass(frozen=True, slots=True)
class Practices:
    lines: tuple[Line, ...]
    """A report each; empty where none speaks of the topic."""
    warnings: tuple[str, ...]


def practices_of(
    topic: str, reports: Sequence[Report], snapshot: Snapshot, store: Store, encoder: Encoder
) -> Practices:
    """Raises StaleSnapshot and the errors of the store."""
    resolved = _as_topic(topic, reports, store)
    ranked = _ranked(resolved, reports, snapshot, store, encoder)
    found = [] if nothing_about(resolved, ranked) else choose(resolved, ranked)
    if not found:
        return Practices((), ())
    looked_at = {one.report.report_id for one in ranked}
    telling = {one.report.report_id for one in found}
    warnings = []
    if silent := [one for one in reports if one.report_id in looked_at - telling]:
        warnings.append(f"{labels(silent)}的报告中没有找到谈所问主题的句子。")
    if len(reports) > LOOKED_AT_WHOLE:
        warnings.append(f"范围内共有{len(reports)}份报告，所问的主题只看了最相关的{len(looked_at)}份。")
    elif unread := [one for one in reports if one.report_id not in looked_at]:
        warnings.append(f"{labels(unread)}的报告中没有找到谈所问主题的句子。")
    return Practices(tuple(lines_of(resolved, found)), tuple(warnings))


def topic_named(topic: str) -> str:
    """The topic as the summary may repeat it: a figure or a marker in it would pass for one of the reports'."""
    words = " ".join(topic.split())
    return "所问的主题" if any(map(str.isdigit, words)) else f"“{words.strip('“”')}”"


def _as_topic(topic: str, reports: Sequence[Report], store: Store) -> Resolved:
    """As a question that each of the reports is to answer with sentences; which reports, the scope has said."""
    regions = list({report.region.code: report.region for report in reports}.values())
    resolved = with_familiar_words(resolve_turns(topic, [], regions, lexicon()), store.words.knows)
    asked = replace(resolved.asked, region_codes=(), unknown_regions=(), every_region=True)
    return replace(resolved, asked=asked, topic=replace(resolved.topic, kind=QuestionKind.LIST))


def _ranked(
    resolved: Resolved, reports: Sequence[Report], snapshot: Snapshot, store: Store, encoder: Encoder
) -> list[RankedParagraph]:
    size = EXACT_SCAN_REPORTS if len(reports) <= LOOKED_AT_WHOLE else len(reports)
    groups = [reports[start : start + size] for start in range(0, len(reports), size)]
    return [one for group in groups for one in retrieve(resolved, group, snapshot, store, encoder)]
