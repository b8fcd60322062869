import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.documents import JINTAN, PUKOU, XINBEI, made_document
from vectorstore.errors import IndexCorrupt
from vectorstore.indexes.passages import passages_of
from vectorstore.indexes.words import WordIndex, words
from vectorstore.types import Document, Passage


def passages(document: Document) -> list[Passage]:
    return passages_of(document.report, document.paragraphs)


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    index = WordIndex(tmp_path / "words")
    index.add(passages(made_document(XINBEI)) + passages(made_document(JINTAN)))
    return index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政复议", ["行政", "复议", "行政复议"]),  # words within words
        ("２０２４年ＡＩ", ["2024", "年", "ai"]),  # full width
        ("满意率98.7%，1,234件", ["满意", "满意率", "98.7%", "1234", "件"]),  # figures whole, groups of three joined
        ("187件,受理126件", ["187", "件", "受理", "126", "件"]),  # a half-width comma that separates
        ("2023,2024年", ["2023", "2024", "年"]),
        ("12，345件", ["12", "345", "件"]),  # a full-width comma never groups
        ("案件1976件", ["案件", "1976", "件"]),  # a figure between characters
        ("12345热线", ["12345", "热线"]),
        ("5G网络", ["5g", "5", "网络"]),  # found by 5g and by 5
        ("“综合查一次”！（）…— ", ["综合", "查", "一次"]),  # no punctuation
        ("", []),
        ("。！？", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=200))
def test_words_hold_no_space_and_no_capital_and_do_not_fail(text: str) -> None:
    for word in words(text):
        assert word
        assert word == "".join(word.split())
        assert word == word.lower()


def test_the_passage_with_the_rare_word_comes_first(index: WordIndex) -> None:
    found = index.search(words("新北区法律援助联络点多少个"), 10)
    best = {passage.passage_id: passage for passage in passages(made_document(XINBEI))}[found[0][0]]
    assert "联络点" in best.text
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_a_figure_is_found_as_it_is_written_otherwise(index: WordIndex) -> None:
    (first, _), *_ = index.search(words("１５５１"), 10)
    assert first in {passage.passage_id for passage in passages(made_document()) if "1,551" in passage.text} | {
        passage.passage_id for passage in passages(made_document(JINTAN)) if "1,551" in passage.text
    }


def test_reports_are_filtered_without_a_change_of_score(index: WordIndex) -> None:
    jintan = made_document(JINTAN).report.report_id
    everywhere = dict(index.search(["复议"], 10))
    within = dict(index.search(["复议"], 10, [jintan]))
    assert len(everywhere) == 2
    assert len(within) == 1
    assert within.items() <= everywhere.items()
    assert index.search(["复议"], 10, []) == []
    assert index.search(["复议"], 10, ["no-such-report"]) == []


def test_weights_decide_between_words(index: WordIndex) -> None:
    report_id = made_document(XINBEI).report.report_id
    pair = ["联络点", "检查"]
    by_first = index.search(pair, 1, [report_id], {"联络点": 100.0})
    by_second = index.search(pair, 1, [report_id], {"检查": 100.0})
    assert by_first[0][0] != by_second[0][0]


def test_a_word_asked_twice_counts_once(index: WordIndex) -> None:
    assert index.search(["复议", "复议"], 10) == index.search(["复议"], 10)


@pytest.mark.parametrize("question", ["(", "body:*", 'AND OR "', "a" * 70_000, "\\", "+-&&", "复议^9", "\x00"])
def test_no_text_of_a_user_breaks_the_query(index: WordIndex, question: str) -> None:
    assert isinstance(index.search([question], 10), list)
    assert isinstance(index.search(words(question), 10), list)


def test_nothing_asked_nothing_found(index: WordIndex) -> None:
    assert index.search([], 10) == []
    assert index.search(["复议"], 0) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("复议", True),
        ("行政复议申请", True),  # and each word within it
        ("１，５５１件联络点", False),  # 1 and 551 stand nowhere: a full-width comma never groups
        ("1551件", True),  # the report prints 1,551
        ("金坛区", True),  # of the context, not of a text
        ("浦口区", False),  # a district of no report
        ("复议 高铁", False),  # one word unknown
        ("民告官", False),
        ("", True),
        ("。！？", True),  # no word, so none that is unknown
    ],
)
def test_knows_whether_every_word_stands_in_the_collection(index: WordIndex, text: str, known: bool) -> None:
    assert index.knows(text) is known


def test_a_word_that_is_added_is_known_at_once(index: WordIndex) -> None:
    assert not index.knows("浦口高铁")
    index.add(passages(made_document(PUKOU, texts=["高铁"])))
    assert index.knows("浦口高铁")


@pytest.mark.xfail(strict=True, reason="doc_freq counts what is deleted until tantivy merges the segment")
def test_a_word_of_deleted_reports_only_is_known_no_more(index: WordIndex) -> None:
    index.delete(made_document(JINTAN).report.report_id)
    assert index.knows("新北")
    assert not index.knows("金坛")


def test_an_empty_index_knows_no_word(tmp_path: Path) -> None:
    assert not WordIndex(tmp_path / "empty").knows("复议")


def test_added_twice_is_there_once_and_deleted_is_gone(index: WordIndex) -> None:
    assert index.count() == 6
    index.add(passages(made_document(XINBEI)))
    assert index.count() == 6
    index.delete(made_document(XINBEI).report.report_id)
    assert index.count() == 3
    index.delete("no-such-report")
    assert index.count() == 3


def test_what_another_process_commits_is_seen(index: WordIndex, tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from tests.vectorstore.documents import PUKOU, made_document
from vectorstore.indexes.words import WordIndex
from vectorstore.indexes.passages import passages_of
document = made_document(PUKOU)
WordIndex(Path(sys.argv[1])).add(passages_of(document.report, document.paragraphs))
"""
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "words")], check=True, timeout=60)
    assert index.count() == 9
    assert index.search(["浦口"], 10)


@pytest.fixture
def ruined(index: WordIndex, tmp_path: Path) -> Path:
    folder = tmp_path / "words"
    (folder / "meta.json").write_text("not json")
    return folder


def test_a_corrupt_index_names_the_command_that_mends_it(index: WordIndex, ruined: Path) -> None:
    with pytest.raises(IndexCorrupt, match="fazhi reindex"):
        WordIndex(ruined)
    with pytest.raises(IndexCorrupt, match="fazhi reindex"):
        index.search(["复议"], 10)


def test_a_file_that_is_missing_is_corruption_too(index: WordIndex, tmp_path: Path) -> None:
    for file in (tmp_path / "words").glob("*.idx"):
        file.unlink()
    with pytest.raises(IndexCorrupt, match="fazhi reindex"):
        WordIndex(tmp_path / "words").search(["复议"], 10)


def test_reset_makes_a_corrupt_index_anew(index: WordIndex, ruined: Path) -> None:
    index.reset()
    assert index.count() == 0
    index.add(passages(made_document()))
    assert index.count() == 3


def test_reset_empties_a_sound_index(index: WordIndex) -> None:
    index.reset()
    assert index.count() == 0
    assert index.search(["复议"], 10) == []
