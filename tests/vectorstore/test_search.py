"""Search: scope, shares, the exact scan and the wide one, fusion; and what was deleted stays away."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.documents import JINTAN, PUKOU, XINBEI, WordHashEncoder, made_document, opened
from vectorstore.build import ingest, ingest_all, remove
from vectorstore.indexes.passages import passages_of
from vectorstore.indexes.vectors import VectorIndex
from vectorstore.indexes.words import words
from vectorstore.search import (
    EXACT_SCAN_REPORTS,
    METHOD_WEIGHTS,
    METHODS,
    MOST_NEAREST,
    WIDE_LIMIT,
    WIDE_PER_REPORT,
    WIDE_REPORTS,
    Ranking,
    fuse,
    search,
)
from vectorstore.snapshot import StaleSnapshot
from vectorstore.store import Store
from vectorstore.types import Document, Query, RankedParagraph, Region, Report, Role

ENCODER = WordHashEncoder()
PER_REPORT = 2
LONG = "".join(f"推进行政复议规范化建设，第{number}组办结案件。" for number in range(50))

# More than MOST_NEAREST allows to ask for where EXACT_SCAN_REPORTS + 1 of them are wanted.
MANY = MOST_NEAREST * (EXACT_SCAN_REPORTS + 1) // WIDE_LIMIT + 10
WONDER = 200
"""The report of the many that alone tells of an airport."""
FARMING = EXACT_SCAN_REPORTS * 2
"""The first of the many tell of farming, and share no word of their text with the others."""
FARMING_TEXTS = "种植水稻 播种小麦 饲养生猪 捕捞水产 栽培果树 修缮水渠".split()
LAW_TEXTS = "收到行政复议申请 办理法律援助案件 建成法律服务站 开展联合检查 举办普法讲座 调解矛盾纠纷".split()


def searchable(document: Document) -> Document:
    """With paragraph ids as the reader makes them."""
    report_id = document.report.report_id
    paragraphs = tuple(replace(one, paragraph_id=f"{report_id}-p{one.ordinal:03d}") for one in document.paragraphs)
    return replace(document, paragraphs=paragraphs)


def many_documents() -> list[Document]:
    documents = []
    for number in range(MANY):
        region = Region(f"{330000 + number}", f"第{number}区", f"江苏省第{number}区")
        texts = FARMING_TEXTS if number < FARMING else LAW_TEXTS
        if number == WONDER:
            texts = [*LAW_TEXTS[1:], "建成机场法律服务站"]
        documents.append(searchable(made_document(region, texts=texts)))
    return documents


XINBEI_DOCUMENT = searchable(made_document(XINBEI))
JINTAN_DOCUMENT = searchable(made_document(JINTAN, texts=["收到行政复议申请187件。", "短。", LONG]))
PUKOU_DOCUMENT = searchable(made_document(PUKOU, texts=["受理行政复议99件。"]))
DOCUMENTS = [XINBEI_DOCUMENT, JINTAN_DOCUMENT, PUKOU_DOCUMENT]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path, ENCODER)
    yield store
    store.close()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = opened(tmp_path_factory.mktemp("few"), ENCODER)
    ingest_all(DOCUMENTS, store, ENCODER)
    yield store
    store.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = opened(tmp_path_factory.mktemp("many"), ENCODER)
    ingest_all(many_documents(), store, ENCODER)
    yield store
    store.close()


def query(text: str) -> Query:
    return Query(text, dict.fromkeys(words(text), 1.0))


def asked(
    text: str,
    store: Store,
    reports: Sequence[Report] | None = None,
    per_report: int = PER_REPORT,
    methods: Sequence[str] = METHODS,
) -> list[RankedParagraph]:
    snapshot = store.snapshots.newest()
    chosen = snapshot.reports if reports is None else reports
    return search(query(text), chosen, snapshot, store, ENCODER, per_report, methods)


def shares(found: Sequence[RankedParagraph]) -> Counter[str]:
    return Counter(one.report.report_id for one in found)


def assert_sound(found: Sequence[RankedParagraph]) -> None:
    """Best first, each once, and each paragraph of its report."""
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({one.paragraph.paragraph_id for one in found}) == len(found)
    for one in found:
        assert one.paragraph.report_id == one.report.report_id
        assert one.paragraph.role is Role.TEXT
        assert one.ranks


# A few reports


def test_the_right_paragraph_is_first(few: Store) -> None:
    found = asked("新北区建成法律援助联络点多少个", few, [XINBEI_DOCUMENT.report])
    assert "联络点" in found[0].paragraph.text
    assert found[0].report == XINBEI_DOCUMENT.report
    assert found[0].ranks == {"dense": 1, "lexical": 1}
    assert_sound(found)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("text", ["行政复议", "联络点", "高铁"])
def test_nothing_comes_from_outside_the_scope(few: Store, document: Document, text: str) -> None:
    found = asked(text, few, [document.report], per_report=10)
    assert_sound(found)
    assert set(shares(found)) == {document.report.report_id}
    # All of its text, as all of it is compared.
    assert len(found) == len([one for one in document.paragraphs if one.role is Role.TEXT])


def test_each_report_gets_its_share_whatever_the_others_hold(few: Store) -> None:
    # 联络点 stands in the report of Xinbei only.
    for text in ("联络点", "行政复议", "高铁"):
        found = asked(text, few)
        assert_sound(found)
        assert shares(found) == {
            XINBEI_DOCUMENT.report.report_id: PER_REPORT,
            JINTAN_DOCUMENT.report.report_id: PER_REPORT,
            PUKOU_DOCUMENT.report.report_id: 1,  # has no more
        }


def test_the_share_is_the_best_of_the_report(few: Store) -> None:
    whole = asked("行政复议申请", few, per_report=10)
    for per_report in (1, 2):
        part = asked("行政复议申请", few, per_report=per_report)
        for document in DOCUMENTS:
            of_report = [one for one in whole if one.report == document.report][:per_report]
            assert [one for one in part if one.report == document.report] == of_report


def test_the_order_of_the_reports_changes_nothing(few: Store) -> None:
    reports = list(few.snapshots.newest().reports)
    assert asked("行政复议", few, reports) == asked("行政复议", few, reports[::-1])


def test_by_one_method_only(few: Store) -> None:
    dense = asked("联络点", few, methods=["dense"], per_report=10)
    assert {tuple(one.ranks) for one in dense} == {("dense",)}
    assert [one.ranks["dense"] for one in dense] == list(range(1, len(dense) + 1))
    (lexical,) = asked("联络点", few, methods=["lexical"], per_report=10)
    assert lexical.ranks == {"lexical": 1}
    assert lexical.pieces == ()
    assert asked("高铁", few, methods=["lexical"]) == []
    assert asked("联络点", few, methods=[]) == []


def test_the_words_alone_need_no_encoder(few: Store) -> None:
    class Broken(WordHashEncoder):
        def encode_query(self, text: str) -> numpy.ndarray[tuple[int], numpy.dtype[numpy.float32]]:
            raise AssertionError(text)

    snapshot = few.snapshots.newest()
    assert search(query("联络点"), snapshot.reports, snapshot, few, Broken(), PER_REPORT, ["lexical"])


def test_the_weights_of_the_words_count(few: Store) -> None:
    snapshot = few.snapshots.newest()

    def first(weights: dict[str, float]) -> str:
        found = search(Query("报告", weights), [XINBEI_DOCUMENT.report], snapshot, few, ENCODER, 1, ["lexical"])
        return found[0].paragraph.text

    assert "联络点" in first({"联络点": 100.0, "检查": 1.0})
    assert "检查" in first({"联络点": 1.0, "检查": 100.0})


@pytest.mark.parametrize("text", ["", " ", "\n\u3000"])
def test_an_empty_question_finds_nothing(few: Store, text: str) -> None:
    snapshot = few.snapshots.newest()
    assert search(Query(text, {"复议": 1.0}), snapshot.reports, snapshot, few, ENCODER, PER_REPORT) == []


def test_a_question_without_words_is_still_searched_by_meaning(few: Store) -> None:
    snapshot = few.snapshots.newest()
    found = search(Query("行政复议", {}), snapshot.reports, snapshot, few, ENCODER, PER_REPORT)
    assert {tuple(one.ranks) for one in found} == {("dense",)}


def test_no_reports_nothing_found(few: Store, store: Store) -> None:
    assert asked("行政复议", few, []) == []
    assert asked("行政复议", store) == []


def test_a_report_without_text_is_no_hindrance(store: Store) -> None:
    blank = searchable(made_document(JINTAN, texts=[]))
    ingest_all([XINBEI_DOCUMENT, blank], store, ENCODER)
    assert set(shares(asked("行政复议", store))) == {XINBEI_DOCUMENT.report.report_id}
    assert asked("行政复议", store, [blank.report]) == []


def test_the_pieces_are_the_passages_with_their_exact_similarity(few: Store) -> None:
    text = "行政复议规范化"
    found = asked(text, few, [JINTAN_DOCUMENT.report], per_report=10)
    passages = passages_of(JINTAN_DOCUMENT.report, JINTAN_DOCUMENT.paragraphs)
    similarities = ENCODER.encode_passages([one.contextual_text for one in passages]) @ ENCODER.encode_query(text)
    expected = dict(zip([(one.paragraph_id, one.text) for one in passages], similarities.tolist(), strict=True))
    pieces = [(one.paragraph, piece) for one in found for piece in one.pieces]
    assert len(pieces) == len(passages) > len(found)
    for paragraph, piece in pieces:
        key = (paragraph.paragraph_id, paragraph.text[piece.start : piece.end])
        assert piece.similarity == pytest.approx(expected[key], abs=1e-5)
    standings = [piece.standing for _, piece in pieces]
    assert numpy.mean(standings) == pytest.approx(0, abs=1e-6)
    assert numpy.std(standings) == pytest.approx(1)
    for one in found:
        assert "".join(one.paragraph.text[piece.start : piece.end] for piece in one.pieces) == one.paragraph.text


def test_the_only_passage_of_a_report_stands_at_its_mean(few: Store) -> None:
    (one,) = asked("行政复议", few, [PUKOU_DOCUMENT.report])
    assert [piece.standing for piece in one.pieces] == [0.0]


# Many reports


class Asked:
    """What the vector index was asked: the reports of its filter, None where it had none."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.filters: list[Sequence[str] | None] = []
        nearest = VectorIndex.nearest

        def spy(
            index: VectorIndex, vector: numpy.ndarray, limit: int, report_ids: Sequence[str] | None = None
        ) -> list[tuple[str, float]]:
            assert limit <= MOST_NEAREST
            self.filters.append(report_ids)
            return nearest(index, vector, limit, report_ids)

        monkeypatch.setattr(VectorIndex, "nearest", spy)


@pytest.fixture
def index_asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(monkeypatch)


@pytest.mark.parametrize("methods", [METHODS, ("dense",), ("lexical",)])
def test_the_whole_collection_gives_the_best_reports(many: Store, methods: Sequence[str]) -> None:
    found = asked("机场法律服务站", many, per_report=10, methods=methods)
    assert_sound(found)
    assert "机场" in found[0].paragraph.text
    assert len(shares(found)) <= WIDE_REPORTS
    assert max(shares(found).values()) <= WIDE_PER_REPORT


def test_a_small_scope_is_scanned_without_the_index(many: Store, index_asked: Asked) -> None:
    reports = many.snapshots.newest().reports[100 : 100 + EXACT_SCAN_REPORTS]
    found = asked("机场法律服务站", many, reports)
    assert index_asked.filters == []
    assert shares(found) == {report.report_id: PER_REPORT for report in reports}


def test_a_wide_scope_within_a_larger_collection_needs_the_filter(many: Store, index_asked: Asked) -> None:
    reports = many.snapshots.newest().reports[100 : 100 + EXACT_SCAN_REPORTS + 1]
    wanted = [report.report_id for report in reports]
    found = asked("机场法律服务站", many, reports)  # the airport is elsewhere
    assert index_asked.filters == [wanted]
    assert_sound(found)
    assert 0 < len(shares(found)) <= WIDE_REPORTS
    assert set(shares(found)) <= set(wanted)


def test_a_wide_scope_of_much_of_the_collection_needs_no_filter(many: Store, index_asked: Asked) -> None:
    reports = many.snapshots.newest().reports[100:300]
    found = asked("行政复议申请", many, reports)
    assert index_asked.filters == [None]
    assert_sound(found)
    assert found
    assert set(shares(found)) <= {report.report_id for report in reports}


def test_where_the_nearest_are_all_of_other_reports_the_filter_is_asked(many: Store, index_asked: Asked) -> None:
    reports = many.snapshots.newest().reports[:FARMING]
    wanted = [report.report_id for report in reports]
    found = asked("".join(LAW_TEXTS), many, reports, methods=["dense"])
    assert index_asked.filters == [None, wanted]
    assert_sound(found)
    assert found
    assert set(shares(found)) <= set(wanted)


@pytest.mark.parametrize("methods", [METHODS, ("dense",), ("lexical",)])
@pytest.mark.parametrize("chosen", [slice(50, 71), slice(0, 60), slice(10, None), slice(None, None, 2)])
def test_a_wide_scope_gives_nothing_of_other_reports(many: Store, methods: Sequence[str], chosen: slice) -> None:
    reports = many.snapshots.newest().reports[chosen]
    assert len(reports) > EXACT_SCAN_REPORTS
    found = asked("机场 行政复议 普法讲座", many, reports, methods=methods)
    assert_sound(found)
    assert found
    assert set(shares(found)) <= {report.report_id for report in reports}


def test_a_wide_question_that_no_word_answers_finds_nothing_by_words(many: Store) -> None:
    assert asked("高铁", many, methods=["lexical"]) == []


# What is gone


def test_what_is_deleted_never_surfaces(store: Store) -> None:
    ingest_all(DOCUMENTS, store, ENCODER)
    before = store.snapshots.newest()
    remove(XINBEI_DOCUMENT.report.report_id, store)
    for methods in (METHODS, ["dense"], ["lexical"]):
        assert XINBEI_DOCUMENT.report not in [one.report for one in asked("联络点", store, methods=methods)]
        # Who asked before, and had not read it yet, is told to ask again.
        with pytest.raises(StaleSnapshot):
            search(query("行政复议"), before.reports, before, store, ENCODER, PER_REPORT, methods)


def test_what_is_replaced_never_surfaces(store: Store) -> None:
    ingest_all(DOCUMENTS, store, ENCODER)
    changed = searchable(made_document(XINBEI, texts=["收到行政复议申请999件。"]))
    ingest(changed, store, ENCODER, replace=True)
    found = asked("新北区行政复议", store, per_report=10)
    assert XINBEI_DOCUMENT.report.report_id not in shares(found)
    assert "999件" in next(one for one in found if one.report == changed.report).paragraph.text


def test_passages_that_the_catalog_does_not_show_never_surface(store: Store) -> None:
    """What a write that was killed leaves in the indexes."""
    shown = many_documents()[-EXACT_SCAN_REPORTS - 5 :]
    ingest_all(shown, store, ENCODER)
    strays = passages_of(XINBEI_DOCUMENT.report, XINBEI_DOCUMENT.paragraphs)
    store.vectors.add(strays, ENCODER.encode_passages([stray.contextual_text for stray in strays]))
    store.words.add(strays)
    everywhere = asked("新北区联络点", store)
    narrow = asked("新北区联络点", store, store.snapshots.newest().reports[:3])
    assert everywhere
    assert narrow
    assert XINBEI_DOCUMENT.report.report_id not in shares([*everywhere, *narrow])


def test_a_question_in_the_middle_of_a_deletion_is_to_be_asked_again(store: Store) -> None:
    ingest_all(DOCUMENTS, store, ENCODER)
    snapshot = store.snapshots.newest()
    # mending.drop takes the vectors out first and the text last.
    store.catalog.mark_deleting(XINBEI_DOCUMENT.report.report_id)
    store.vectors.delete(XINBEI_DOCUMENT.report.report_id)
    with pytest.raises(StaleSnapshot):
        search(query("行政复议"), snapshot.reports, snapshot, store, ENCODER, PER_REPORT)
    assert set(shares(asked("行政复议", store))) == {
        JINTAN_DOCUMENT.report.report_id,
        PUKOU_DOCUMENT.report.report_id,
    }


def test_threads_that_ask_while_another_ingests_get_whole_answers(store: Store) -> None:
    documents = many_documents()[-30:]  # beyond EXACT_SCAN_REPORTS, so that both ways are taken
    ingest_all(documents[:3], store, ENCODER)
    done = Event()

    def ask() -> set[int]:
        sizes = set()
        while True:
            last = done.is_set()
            snapshot = store.snapshots.newest()
            found = search(query("行政复议申请"), snapshot.reports, snapshot, store, ENCODER, PER_REPORT)
            assert_sound(found)
            if len(snapshot.reports) <= EXACT_SCAN_REPORTS:
                assert shares(found) == {report.report_id: PER_REPORT for report in snapshot.reports}
            else:
                assert found
                assert set(shares(found)) <= {report.report_id for report in snapshot.reports}
            for one in found:
                assert one.pieces
            sizes.add(len(snapshot.reports))
            if last:
                return sizes

    with ThreadPoolExecutor(4) as threads:
        asking = [threads.submit(ask) for _ in range(4)]
        try:
            for document in documents[3:]:
                ingest(document, store, ENCODER)
        finally:
            done.set()
        for sizes in [one.result(timeout=60) for one in asking]:
            assert max(sizes) == len(documents)
            assert len(sizes) > 1


# Fusion

IDS = st.lists(st.sampled_from([f"r-p{number:03d}" for number in range(12)]), unique=True)


@given(IDS, IDS)
def test_fusion_keeps_every_id_once_and_puts_the_best_first(dense: list[str], lexical: list[str]) -> None:
    fused = fuse([Ranking("dense", dense), Ranking("lexical", lexical)])
    assert fused.keys() == {*dense, *lexical}
    assert list(fused) == sorted(fused, key=lambda one: (-fused[one], one))
    assert all(score > 0 for score in fused.values())


@given(IDS, IDS)
def test_the_order_of_the_methods_changes_nothing(dense: list[str], lexical: list[str]) -> None:
    rankings = [Ranking("dense", dense), Ranking("lexical", lexical)]
    assert list(fuse(rankings).items()) == list(fuse(rankings[::-1]).items())


@given(IDS)
def test_one_ranking_keeps_its_order(ids: list[str]) -> None:
    for method in METHODS:
        assert list(fuse([Ranking(method, ids)])) == ids
        assert list(fuse([Ranking(method, ids), Ranking(method, ids)])) == ids


@given(IDS, IDS)
def test_what_both_methods_put_higher_is_higher(dense: list[str], lexical: list[str]) -> None:
    fused = list(fuse([Ranking("dense", dense), Ranking("lexical", lexical)]))
    both = [one for one in dense if one in lexical]
    for one in both:
        for other in both:
            if dense.index(one) < dense.index(other) and lexical.index(one) < lexical.index(other):
                assert fused.index(one) < fused.index(other)


@given(st.permutations(["a", "b", "c", "d"]))
def test_equals_come_in_the_order_of_their_ids(ids: list[str]) -> None:
    weights = {"dense": 1.0, "lexical": 1.0}
    fused = fuse([Ranking("dense", ids[:2]), Ranking("lexical", ids[1::-1])], weights)
    assert list(fused) == sorted(ids[:2])


def test_the_heavier_method_decides_and_weights_are_known_for_every_method() -> None:
    rankings = [Ranking("dense", ["a", "b"]), Ranking("lexical", ["b", "a"])]
    assert list(fuse(rankings, {"dense": 2.0, "lexical": 1.0})) == ["a", "b"]
    assert list(fuse(rankings, {"dense": 1.0, "lexical": 2.0})) == ["b", "a"]
    assert METHOD_WEIGHTS.keys() == set(METHODS)
    assert fuse([]) == {}
