"""Markers, quotes and claims: what an answer says is what is printed."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cited.check import NOTHING_BEFORE, Checked, check
from service.cited.composition import Composition, Line, Statement, cite
from service.cited.markers import split_claims
from tests.service.cited.paragraphs import checked, given_of
from tests.service.districts import JINTAN, XINBEI
from tests.service.understood import seed_paragraph, seeds
from vectorstore.genre.text import Span, sentences
from vectorstore.types import Role

STATEMENTS = [
    Statement(document.report, paragraph, span)
    for document in seeds().values()
    for paragraph in document.paragraphs
    if paragraph.role is Role.TEXT
    for span in sentences(paragraph.text)
]
"""Every sentence of the seeds."""
OWN_BRACKETS = re.compile(r"\[\d+\]")
LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(["常州市新北区2024年度报告：", "", "甲："]),
        st.lists(st.sampled_from(STATEMENTS), max_size=4).map(tuple),
    ),
    max_size=5,
)


def test_no_seed_prints_what_looks_like_a_marker() -> None:
    """The laws below read the markers from the text."""
    assert not any(OWN_BRACKETS.search(statement.span.text) for statement in STATEMENTS)


@given(LINES)
def test_each_quote_is_a_substring_of_its_paragraph(lines: list[Line]) -> None:
    _, citations, _ = cite(lines)
    for citation in citations:
        assert citation.quote == citation.text[citation.start : citation.end]
        assert citation.quote


@given(LINES)
def test_each_marker_has_a_citation_and_each_citation_a_marker(lines: list[Line]) -> None:
    text, citations, claims = cite(lines)
    markers = [int(marker[1:-1]) for marker in OWN_BRACKETS.findall(text)]
    assert set(markers) == {citation.n for citation in citations}
    assert markers == [number for claim in claims for number in claim.citations]


@given(LINES)
def test_numbers_run_from_one_in_the_order_of_first_use(lines: list[Line]) -> None:
    text, citations, _ = cite(lines)
    markers = [int(marker[1:-1]) for marker in OWN_BRACKETS.findall(text)]
    assert list(dict.fromkeys(markers)) == [citation.n for citation in citations]
    assert [citation.n for citation in citations] == list(range(1, len(citations) + 1))
    assert len({citation.paragraph_id for citation in citations}) == len(citations)  # one a paragraph


@given(LINES)
def test_a_marker_follows_the_sentence_it_supports(lines: list[Line]) -> None:
    text, citations, claims = cite(lines)
    by_number = {citation.n: citation for citation in citations}
    place = 0
    for claim in claims:
        (number,) = claim.citations
        said = f"{claim.text}[{number}]"
        place = text.index(said, place) + len(said)
        assert claim.text in by_number[number].quote  # the quote holds every sentence said of its paragraph
        assert claim.verdict == "supported"
    assert text.endswith(tuple(f"[{number}]" for number in by_number)) or not (lines and lines[-1].statements)


@given(LINES)
def test_the_text_is_labels_and_sentences_and_nothing_else(lines: list[Line]) -> None:
    text, _, _ = cite(lines)
    plain = OWN_BRACKETS.sub("", text)
    written = [line.label + "".join(s.span.text for s in line.statements) for line in lines]
    assert plain == "\n".join(filter(None, written))


@given(LINES)
def test_citations_name_the_report_of_their_paragraph(lines: list[Line]) -> None:
    _, citations, _ = cite(lines)
    reports = {document.report.report_id: document for document in seeds().values()}
    for citation in citations:
        document = reports[citation.report_id]
        (paragraph,) = [each for each in document.paragraphs if each.paragraph_id == citation.paragraph_id]
        assert (citation.text, citation.path) == (paragraph.text, paragraph.path)
        assert (citation.region, citation.year) == (document.report.region.full_name, document.report.year)
        assert citation.title == document.report.title


FILED = seed_paragraph(XINBEI, "收到复议申请239件")
REPORT = seeds()[XINBEI].report
SPAN = next(span for span in sentences(FILED.text) if "239件" in span.text)
TAMPERED = [
    # what was done to a true statement
    Statement(REPORT, FILED, replace(SPAN, text=SPAN.text.replace("239", "329"))),  # another figure
    Statement(REPORT, FILED, replace(SPAN, text=SPAN.text[:-1])),  # cut
    Statement(REPORT, FILED, Span(SPAN.text, SPAN.start + 1, SPAN.end + 1)),  # another place
    Statement(REPORT, FILED, Span(SPAN.text, SPAN.start, SPAN.end + 1)),
    Statement(REPORT, FILED, Span(SPAN.text, len(FILED.text), len(FILED.text) + 5)),
    Statement(REPORT, replace(FILED, text=FILED.text.replace("239", "329")), SPAN),  # another paragraph's text
    Statement(seeds()[JINTAN].report, FILED, SPAN),  # another district's report
    Statement(replace(REPORT, report_id="320411-2023-00000000"), FILED, SPAN),  # another year's
]


@pytest.mark.parametrize("statement", TAMPERED)
def test_a_tampered_statement_never_leaves(statement: Statement) -> None:
    true = Statement(REPORT, FILED, SPAN)
    assert cite([Line("新北区：", (true,))])[0] == f"新北区：{SPAN.text}[1]"
    with pytest.raises(ValueError, match="does not hold"):
        cite([Line("新北区：", (true, statement))])


@given(st.sampled_from(STATEMENTS), st.text(min_size=1, max_size=3), st.data())
def test_a_sentence_with_anything_put_in_never_leaves(statement: Statement, more: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(statement.span.text)))
    said = statement.span.text[:place] + more + statement.span.text[place:]
    with pytest.raises(ValueError, match="does not hold"):
        cite([Line("", (replace(statement, span=replace(statement.span, text=said)),))])


def test_two_sentences_of_a_paragraph_share_a_citation() -> None:
    first, *_, last = [Statement(REPORT, FILED, span) for span in sentences(FILED.text)]
    text, (citation,), claims = cite([Line("", (last, first))])  # in any order
    assert text == f"{last.span.text}[1]{first.span.text}[1]"
    assert citation.quote == FILED.text[first.span.start : last.span.end]
    assert [claim.text for claim in claims] == [last.span.text, first.span.text]


def test_nothing_to_say() -> None:
    assert cite([]) == ("", (), ())


def written(composition: Composition, claims: str, *names: str) -> list[str]:
    """What each sentence adds; the claims are supported."""
    added, before = [], NOTHING_BEFORE
    for sentence in split_claims(claims):
        found = check(sentence, given_of(*names), before)
        assert found.verdict == "supported", found.why
        added.append(composition.add_sentence(found, given_of(*names)))
        before = found.after
    return added


def test_sentences_are_numbered_in_the_order_in_which_they_cite() -> None:
    composition = Composition()
    pieces = written(
        composition,
        "金坛区2024年收到行政复议申请187件[2]。新北区2024年收到复议申请239件[1]。金坛区受理126件[2]。",
        "新北复议",
        "金坛复议",
    )
    assert pieces == [
        "金坛区2024年收到行政复议申请187件。[1]",
        "新北区2024年收到复议申请239件。[2]",
        "金坛区受理126件。[1]",
    ]
    assert composition.text == "".join(pieces)
    first, second = composition.citations()
    assert (first.region, first.n, second.region, second.n) == ("江苏省常州市金坛区", 1, "江苏省常州市新北区", 2)
    assert "187件" in first.quote
    assert "126件" in first.quote


def test_a_label_begins_a_line() -> None:
    composition = Composition()
    found = checked("收到复议申请239件[1]。", "新北复议")
    assert (
        composition.add_sentence(found, given_of("新北复议"), "新北区2024年：")
        == "新北区2024年：收到复议申请239件。[1]"
    )
    again = composition.add_sentence(found, given_of("新北复议"), "新北区2024年：")
    assert again == "\n新北区2024年：收到复议申请239件。[1]"
    assert len(composition.citations()) == 1


def test_removed_sentences_come_last_and_cite_only_what_the_text_cites() -> None:
    composition = Composition()
    names = ("新北复议", "金坛复议")
    removed = checked("新北区收到复议申请999件[1]，金坛区888件[2]。", *names)
    assert removed.verdict == "removed"
    composition.add_removed(removed, given_of(*names))
    written(composition, "金坛区2024年收到行政复议申请187件[2]。", *names)
    kept, told = composition.claims()
    assert (kept.verdict, kept.citations, kept.why) == ("supported", (1,), None)
    assert (told.verdict, told.citations) == ("removed", (1,))  # 金坛's; 新北's paragraph is not cited
    assert told.why == removed.why
    assert "999" not in composition.text


def test_a_removed_sentence_with_an_unknown_marker_cites_nothing() -> None:
    composition = Composition()
    composition.add_removed(checked("新北区收到复议申请239件[7]。", "新北复议"), given_of("新北复议"))
    (claim,) = composition.claims()
    assert (claim.citations, claim.why) == ((), "没有编号为7的段落")
    assert composition.citations() == ()


def test_a_removed_sentence_is_never_written() -> None:
    removed: Checked = checked("新北区收到复议申请999件[1]。", "新北复议")
    with pytest.raises(AssertionError):
        Composition().add_sentence(removed, given_of("新北复议"))


def test_what_code_made_of_cited_figures() -> None:
    composition = Composition()
    number = composition.cite(Statement(REPORT, FILED, SPAN))
    assert composition.add_claim(f"合计239件[{number}]。", [number]) == "合计239件[1]。"
    (claim,) = composition.claims()
    assert (claim.text, claim.citations, claim.verdict) == ("合计239件。", (1,), "supported")
    assert composition.citations()[0].quote == SPAN.text


def test_a_tampered_statement_is_never_cited() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Composition().cite(TAMPERED[0])
