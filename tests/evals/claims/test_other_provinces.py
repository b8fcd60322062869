import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evals.claims.claims import Claim, InvalidClaimError
from evals.claims.other_provinces import load_invented, load_other_claims
from vectorstore.types import Document, Part

PARAGRAPH: dict[str, Any] = {
    "id": "330212-2024-1",
    "region_code": "330212",
    "year": 2024,
    "part": "measures",
    "path": ["二、主要举措", "（一）化解行政争议"],
    "text": "全年新收行政复议申请568件，受理497件。",
}
NEXT = PARAGRAPH | {"id": "330212-2024-2", "part": "plan", "text": "2025年，将新建服务站3个。"}
FAITHFUL: dict[str, Any] = {
    "id": "t-1",
    "passages": ["330212-2024-2", "330212-2024-1"],
    "claim": "鄞州区2024年新收行政复议申请568件[2]。",
    "kind": "synonyms",
    "faithful": True,
}
FALSE = FAITHFUL | {"id": "f-1", "claim": "鄞州区新收申请586件[2]。", "faithful": False, "true": "568件"}
LEAST = {"faithful": 150, "by hand": 200}


def write(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def documents(folder: Path, *lines: dict[str, Any]) -> tuple[Document, ...]:
    return load_invented([write(folder / "paragraphs.jsonl", *lines)])


def claims(folder: Path, *lines: dict[str, Any]) -> tuple[Claim, ...]:
    return load_other_claims(documents(folder, PARAGRAPH, NEXT), [write(folder / "claims.jsonl", *lines)])


@cache
def ours() -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    invented = load_invented()
    return invented, load_other_claims(invented)


def test_paragraphs_of_a_district_and_year_are_a_report(tmp_path: Path) -> None:
    earlier = PARAGRAPH | {"id": "330212-2023-1", "year": 2023}
    report, before = documents(tmp_path, PARAGRAPH, earlier, NEXT)
    assert (report.report.region.full_name, report.report.year) == ("浙江省宁波市鄞州区", 2024)
    assert (before.report.year, before.report.paragraph_count) == (2023, 1)
    first, second = report.paragraphs
    assert (first.text, first.path, first.part, first.ordinal) == (
        PARAGRAPH["text"],
        tuple(PARAGRAPH["path"]),
        Part.MEASURES,
        0,
    )
    assert (second.part, second.ordinal) == (Part.PLAN, 1)


def test_reports_of_the_same_district_in_two_files_stay_apart(tmp_path: Path) -> None:
    files = [write(tmp_path / "a.jsonl", PARAGRAPH), write(tmp_path / "b.jsonl", NEXT)]
    one, other = load_invented(files)
    assert one.report != other.report


def test_a_line_becomes_a_claim_with_its_paragraphs(tmp_path: Path) -> None:
    faithful, false = claims(tmp_path, FAITHFUL | {"before": "先说一句。"}, FALSE)
    assert (faithful.source, faithful.group, faithful.is_true) == ("faithful", "other provinces", True)
    assert [one.number for one in faithful.given] == [1, 2]
    assert [one.paragraph.text for one in faithful.cited] == [PARAGRAPH["text"]]
    assert faithful.before == "先说一句。"
    assert (false.source, false.is_true, false.true) == ("by hand", False, "568件")


@pytest.mark.parametrize(
    ("line", "change", "complaint"),
    [
        (FAITHFUL, {"remark": ""}, "remark"),
        (FAITHFUL, {"passages": []}, "passages"),
        (FAITHFUL, {"passages": ["330212-2024-9"]}, "no paragraph 330212-2024-9"),
        (FAITHFUL, {"claim": "新收568件[3]。"}, "not given"),
        (FAITHFUL, {"true": "568件"}, "say what would be true"),
        (FALSE, {"true": None}, "say what would be true"),
        (FALSE, {"true": FALSE["claim"]}, "is the true one"),
    ],
)
def test_a_line_that_is_no_proper_claim_is_refused(
    line: dict[str, Any], change: dict[str, Any], complaint: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidClaimError, match=rf"claims.jsonl:2:[\s\S]*{complaint}"):
        claims(tmp_path, FAITHFUL | {"id": "t-0"}, line | change)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"remark": ""}, "remark"),
        ({"region_code": "999999"}, "no region has the code 999999"),
        ({"part": "results"}, "part"),
        ({"text": ""}, "text"),
    ],
)
def test_a_line_that_is_no_proper_paragraph_is_refused(change: dict[str, Any], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidClaimError, match=rf"paragraphs.jsonl:1:[\s\S]*{complaint}"):
        documents(tmp_path, PARAGRAPH | change)


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidClaimError, match="330212-2024-1"):
        documents(tmp_path, PARAGRAPH, PARAGRAPH)
    with pytest.raises(InvalidClaimError, match="t-1"):
        claims(tmp_path, FAITHFUL, FAITHFUL)


def test_our_files_are_large_enough_and_none_of_their_paragraphs_is_idle() -> None:
    invented, own = ours()
    count = Counter(claim.source for claim in own)
    assert {source: count[source] for source, least in LEAST.items() if count[source] < least} == {}  # type: ignore[index]
    given = {one.paragraph for claim in own for one in claim.given}
    assert given == {paragraph for document in invented for paragraph in document.paragraphs}
    assert len({paragraph.text for paragraph in given}) == len(given)
    said = Counter((claim.text, claim.before, claim.given) for claim in own)
    assert [text for (text, *_), times in said.items() if times > 1] == []


def test_our_paragraphs_are_of_districts_of_many_provinces_but_that_of_the_seeds() -> None:
    provinces = {document.report.region.code[:2] for document in ours()[0]}
    assert len(provinces) >= 10
    assert "32" not in provinces
