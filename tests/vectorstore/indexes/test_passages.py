from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from tests.vectorstore.documents import XINBEI, made_document
from vectorstore.embedding.embedded_model import embedded_model_folder
from vectorstore.indexes.passages import CONTEXT_CHARACTERS, PASSAGE_CHARACTERS, context_of, cut, passages_of
from vectorstore.reports.readers import read_report
from vectorstore.types import Role

SEEDS = Path(__file__).parents[3] / "seeds"

LONG = "一二三四五六七八九十。" * 60
"""660 characters in 60 sentences."""


def test_only_text_becomes_a_passage_and_carries_district_year_and_headings() -> None:
    document = made_document()
    passages = passages_of(document.report, document.paragraphs)
    texts = [paragraph for paragraph in document.paragraphs if paragraph.role is Role.TEXT]
    assert [passage.text for passage in passages] == [paragraph.text for paragraph in texts]
    assert [passage.passage_id for passage in passages] == [paragraph.paragraph_id for paragraph in texts]
    assert {passage.context for passage in passages} == {
        "江苏省常州市新北区 2024年 一、推进法治政府建设的主要举措和成效"
    }
    assert {(p.region_code, p.year, p.report_id) for p in passages} == {("320411", 2024, document.report.report_id)}
    assert passages[0].contextual_text == f"{passages[0].context}\n{passages[0].text}"


def test_a_long_paragraph_is_cut_at_sentence_ends_into_pieces_of_one_length() -> None:
    document = made_document(texts=["短。", LONG])
    passages = passages_of(document.report, document.paragraphs)
    pieces = passages[1:]
    paragraph_id = document.paragraphs[3].paragraph_id
    assert [passage.passage_id for passage in pieces] == [paragraph_id, f"{paragraph_id}#1"]
    assert {passage.paragraph_id for passage in pieces} == {paragraph_id}
    assert [len(passage.text) for passage in pieces] == [330, 330]
    assert all(passage.text.endswith("。") for passage in pieces)
    assert pieces[0].context == pieces[1].context


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("甲。乙。", 10, ("甲。乙。",)),  # fits
        ("甲乙丙。丁戊己。", 5, ("甲乙丙。", "丁戊己。")),  # at the sentence end
        ("“甲乙丙。”丁戊己。", 7, ("“甲乙丙。”", "丁戊己。")),  # the closing quote stays with its sentence
        ("甲乙丙，丁戊己。", 5, ("甲乙丙，", "丁戊己。")),  # a sentence too long: at the comma
        ("甲乙丙丁戊己", 4, ("甲乙丙丁", "戊己")),  # nothing to cut at
        ("甲！乙？丙；丁。", 4, ("甲！乙？", "丙；丁。")),
        ("", 4, ("",)),
    ],
)
def test_where_it_is_cut(text: str, limit: int, pieces: tuple[str, ...]) -> None:
    assert cut(text, limit) == pieces


@given(st.text(alphabet="甲乙1a。！？；，”\n", max_size=300), st.integers(1, 50))
def test_no_character_is_lost_and_no_piece_too_long(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces)
    assert all(pieces) or text == ""


def test_of_many_headings_the_inner_ones_are_kept() -> None:
    report = made_document().report
    path = ("外" * 100, "中" * 60, "内" * 20)
    assert context_of(report, path) == f"{XINBEI.full_name} 2024年 {'中' * 60} > {'内' * 20}"
    assert len(context_of(report, ("长" * 500,))) == CONTEXT_CHARACTERS


def test_no_passage_of_the_seeds_is_longer_than_the_model_reads(model_cache: Path) -> None:
    documents = [read_report(file.read_bytes(), file.name) for file in sorted(SEEDS.glob("*.txt"))]
    passages = [passage for document in documents for passage in passages_of(document.report, document.paragraphs)]
    assert len({passage.report_id for passage in passages}) == 5
    assert max(len(passage.text) for passage in passages) <= PASSAGE_CHARACTERS
    tokenizer = Tokenizer.from_file(str(embedded_model_folder(model_cache) / "tokenizer.json"))
    tokenizer.no_truncation()
    assert max(len(tokenizer.encode("passage: " + passage.contextual_text).ids) for passage in passages) <= 512
