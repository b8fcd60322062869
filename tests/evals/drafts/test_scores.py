"""The metrics of drafting against a small draft with faults put into it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.drafts.coverage import COVERAGE, figures, placed
from evals.drafts.faults import WHOLE
from evals.drafts.labels import FOLDER, InvalidLabelError, Labels, load_labels
from evals.drafts.run import Outcome, explain, judged, missed, summary, table
from evals.drafts.shares import Share, together
from evals.drafts.texts import heading_key, readings, without_quotations
from evals.spans import plain
from service.contract.draft import CLOSING, Draft, Previous
from service.contract.draft import Commitment as DraftedCommitment
from tests.evals.drafts.drafted import (
    CARRIED,
    MEASURES,
    PROMISED,
    REPORT,
    TOKEN,
    WORK,
    citation,
    copied,
    draft,
    labels,
    paragraph,
    placeholder,
    section,
)
from vectorstore.types import Part, Role

LOADED = load_labels()


def test_a_draft_without_a_fault_reaches_everything() -> None:
    assert {name: check(draft(), labels()) for name, check in WHOLE.items()} == {name: [] for name in WHOLE}
    shares = {name: share(draft(), labels()) for name, share in COVERAGE.items()}
    assert {name: share.faults for name, share in shares.items()} == dict.fromkeys(COVERAGE, ())
    assert all(share.whole for share in shares.values())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        # a number of nowhere
        ("unsourced", f"办结77份，{CARRIED}"),
        # the next year where the plan is not told
        ("unsourced", f"2024年，{CARRIED}"),
        # last year's figure beside its placeholder
        ("figures left", f"全年调处纠纷51件，{CARRIED}"),
        # the same behind another word
        ("figures left", f"共51件，{CARRIED}"),
        ("stale", f"2022年，{CARRIED}"),
        ("stale", f"二〇二二年，{CARRIED}"),
        ("stale", f"较去年有所改善，{CARRIED}"),
        ("stale", f"近三年，{CARRIED}"),
        ("stale", f"连续两年，{CARRIED}"),
        ("stale", f"截至目前，{CARRIED}"),
        ("stale", f"落实《旌阳区2022年工作要点》，{CARRIED}"),
        ("stale", f"2021—2025年，{CARRIED}"),
        ("achievements", f"建成全市首个调解中心，{CARRIED}"),
        ("boasts", f"荣获先进，{CARRIED}"),
        ("tokens", f"{TOKEN}，{CARRIED}"),
        ("tokens", f"【待填：某事】，{CARRIED}"),
        ("tokens", CARRIED.replace(PROMISED, "已完成")),
        ("tokens", f"{PROMISED}，{TOKEN}[1][4]"),
        ("citations", f"{CARRIED}[3]"),
        ("citations", f"{CARRIED}[9]"),
    ],
)
def test_a_fault_in_the_text_is_found(name: str, text: str) -> None:
    assert WHOLE[name](draft(text), labels())


@pytest.mark.parametrize(
    "text",
    [
        f"落实《纲要（2021—2025年）》，{CARRIED}",  # a law's range, though its numbers would have to be printed
        f"近年来，{CARRIED}",
        f"做好“全市首创”品牌，{CARRIED}",  # a name
    ],
)
def test_what_is_no_stale_time_and_no_boast_passes(text: str) -> None:
    assert not WHOLE["stale"](draft(text), labels())
    assert not WHOLE["boasts"](draft(text), labels())


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("stale", {"title": "旌阳区2022年度报告"}),
        ("citations", {"citations": (citation(1), citation(2), citation(3))}),
        ("citations", {"citations": (*(citation(n) for n in range(1, 5)), citation(4).model_copy(update={"n": 5}))}),
        ("citations", {"citations": (citation(1).model_copy(update={"start": 1}), *map(citation, (2, 3, 4)))}),
        (
            "citations",
            {
                "commitments": (
                    DraftedCommitment(text="建新城", citation=4, section="一、2023年主要举措", placeholder="g2"),
                )
            },
        ),
        (
            "tokens",
            {
                "commitments": (
                    DraftedCommitment(text="推进", citation=4, section="一、2023年主要举措", placeholder="g9"),
                )
            },
        ),
        ("tokens", {"placeholders": (placeholder(), placeholder(token=PROMISED, previous=None))}),
        ("tokens", {"placeholders": (placeholder(section="三、存在的不足"), placeholder(id="g2", token=PROMISED))}),
        ("tokens", {"placeholders": (placeholder(id="g2", token=PROMISED), placeholder())}),
        ("citations", {"placeholders": (placeholder(previous=Previous(value="52", year=2022, citation=1)),)}),
        ("parts", {"sections": (section("一、", Part.MEASURES, paragraph("好。")), section("二、", Part.PLAN))}),
    ],
)
def test_a_fault_of_the_draft_is_found(name: str, fields: dict[str, Any]) -> None:
    assert WHOLE[name](draft(**fields), labels())


def test_a_stale_heading_is_found() -> None:
    old = section(MEASURES, Part.MEASURES, paragraph(CARRIED, 1, 4))
    assert WHOLE["stale"](draft(sections=(old, *draft().sections[1:])), labels())


def test_the_next_year_may_stand_in_the_plan_and_below_the_report() -> None:
    signed = section(CLOSING, Part.MEASURES, paragraph("2024年"), level=0)
    assert not WHOLE["unsourced"](draft(sections=(*draft().sections, signed)), labels())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("carried", f"完善调解机制，全年调处纠纷{TOKEN}。[1]{PROMISED}。[4]"),  # the commitment is told nowhere
        ("standing", CARRIED.replace("完善", "健全")),
        ("restored", CARRIED.replace("完善", "健全")),
        ("restored", CARRIED.replace("全年调处", "全年受理")),
        ("readable", f"，{CARRIED}"),
        ("readable", f"{TOKEN}、{PROMISED}。[1]"),
        ("readable", CARRIED.replace("机制，", "机制，，")),
        ("readable", CARRIED.replace("机制", "《机制")),
        ("readable", CARRIED.removesuffix("。")[:-1] + "，"),
        ("readable", CARRIED.replace(f"{PROMISED}。", "完善")),
    ],
)
def test_what_is_missing_lowers_a_share(name: str, text: str) -> None:
    share = COVERAGE[name](draft(text), labels())
    assert share.value < 1
    assert share.faults


@pytest.mark.parametrize(
    "wrong",
    [
        placeholder(previous=Previous(value="5", year=2022, citation=1)),
        placeholder(unit="次"),
        placeholder(previous=Previous(value="51", year=2022, citation=2)),  # printed in another paragraph
        placeholder(previous=None),
    ],
)
def test_a_figure_needs_a_placeholder_with_its_value_unit_and_place(wrong: Any) -> None:
    assert figures(draft(placeholders=(wrong,)), labels()).value == 0


def test_the_same_figure_twice_needs_two_placeholders() -> None:
    twice = labels(figures=labels().figures * 2)
    assert figures(draft(), twice).right == 1


def test_a_figure_within_open_words_counts_as_open_only() -> None:
    words = placeholder(unit="", previous=Previous(value="调处纠纷51件", year=2022, citation=1))
    assert figures(draft(placeholders=(words,)), labels()).right == 0
    assert COVERAGE["figures open"](draft(placeholders=(words,)), labels()).right == 1


def test_rounding_may_stand_with_the_value_or_the_unit() -> None:
    about = labels(figures=(replace(labels().figures[0], text="51余件"),))
    rounded = placeholder(previous=Previous(value="51余", year=2022, citation=1))
    assert figures(draft(placeholders=(rounded,)), about).right == 1


def test_a_commitment_is_placed_below_a_labelled_heading_and_not_beside_it() -> None:
    below = section("（一）深化改革", Part.MEASURES, paragraph(CARRIED, 1, 4), level=2)
    told = DraftedCommitment(text="推进“一窗”改革", citation=4, section="（一）深化改革", placeholder="g2")
    first = section("一、2023年主要举措", Part.MEASURES)
    assert placed(draft(sections=(first, below), commitments=(told,)), labels()).right == 1
    other = section("五、其他", Part.MEASURES)
    assert placed(draft(sections=(other, below), commitments=(told,)), labels()).right == 0


def test_half_of_a_commitment_carries_it_and_less_does_not() -> None:
    whole, *_ = labels().commitments
    longer = whole.model_copy(update={"text": "推进“一窗”改革和综合执法体制改革走深走实"})
    assert COVERAGE["carried"](draft(), labels(commitments=(longer,))).right == 0
    assert COVERAGE["carried"](draft(), labels(commitments=(whole,))).right == 1


def test_a_commitment_of_the_draft_that_the_plan_does_not_make_is_none() -> None:
    invented = DraftedCommitment(text="建新城", citation=4, section="一、2023年主要举措", placeholder="g2")
    shares = COVERAGE["promises"](draft(commitments=(*draft().commitments, invented)), labels())
    assert (shares.right, shares.whole) == (1, 2)


def test_two_placeholders_that_ask_for_the_same_are_not_distinct() -> None:
    again = placeholder(id="g3", token="【待填：…】")
    assert COVERAGE["distinct"](draft(placeholders=(placeholder(), again)), labels()).right == 0


@pytest.mark.parametrize(
    "measures",
    [
        # the unit goes on behind the placeholder
        f"完善调解机制，全年调处纠纷{TOKEN}件。[1]",
        # open words, and the figures among them in brackets
        f"完善调解机制，{PROMISED}（调处纠纷{TOKEN}件）。[1]",
        # the range of a name is not of the year
        f"完善调解机制（2021—2023年），全年调处纠纷{TOKEN}。[1]",
    ],
)
def test_what_stood_there_last_year_is_put_back(measures: str) -> None:
    ranged = WORK.replace("机制", "机制（2021—2023年）")
    source = citation(1).model_copy(update={"text": ranged if "2021" in measures else WORK})
    words = placeholder(
        id="g2", token=PROMISED, unit="", previous=Previous(value="建成全市首个调解中心", year=2022, citation=1)
    )
    made = draft(measures, 1, placeholders=(placeholder(), words), citations=(source, *map(citation, (2, 3, 4))))
    share = COVERAGE["restored"](made, labels())
    assert share.faults == ()
    assert share.whole >= 3


def test_headings_in_another_order_are_not_kept() -> None:
    sections = draft().sections
    assert COVERAGE["outline"](draft(sections=(sections[1], sections[0], *sections[2:])), labels()).right == 3


def test_a_quotation_is_taken_out_only_where_its_source_holds_it() -> None:
    by_number = {4: citation(4)}
    assert without_quotations("落实“推进“一窗”改革”[4]的安排", by_number) == "落实“□”[4]的安排"
    assert without_quotations("落实“推进‘一窗’改革”[4]的安排", by_number) == "落实“□”[4]的安排"
    assert without_quotations("获“第一名”[4]", by_number) == "获“第一名”[4]"
    assert without_quotations("获“推进“一窗”改革”称号", by_number) == "获“推进“一窗”改革”称号"


def test_a_reading_holds_neither_tokens_nor_markers() -> None:
    first = readings(draft())[0]
    assert first.said == "完善调解机制，全年调处纠纷□。落实“推进‘一窗’改革”的安排，□。"
    assert first.bare == "完善调解机制，全年调处纠纷□。落实“□”的安排，□。"


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("第一部分 主要举措", "主要举措"),
        ("（二）2022年度工作", "工作"),
        ("10.提升质效", "提升质效"),
        ("一是推动“高效办成一件事”。", "推动“高效办成一件事”"),
        ("一体推进法治建设", "一体推进法治建设"),
    ],
)
def test_a_heading_is_known_without_number_and_year(heading: str, key: str) -> None:
    assert heading_key(heading) == key


def test_targets_that_are_missed_are_told_whole_and_by_section() -> None:
    boasting = draft(f"荣获先进，{CARRIED}")
    outcome = judged(labels(), draft(), [boasting])
    assert missed([judged(labels(), draft(), [draft()])], "seeds") == []
    assert missed([outcome], "seeds") == ["seeds boasts by section: 1, not 0"]
    assert missed([judged(labels(), boasting, [])], "seeds")[0].startswith("seeds restored: ")
    assert any("荣获" in line for line in explain(outcome))


def test_a_seed_has_to_reach_the_issue_s_targets_by_itself() -> None:
    good = judged(labels(), draft(), [])
    poor = judged(labels(), draft(commitments=()), [])
    told = missed([good] * 29 + [poor], "seeds")
    assert told == ["510603-2022 carried: 0.000 < 0.95"]
    assert missed([good] * 29 + [poor], "invented") == []


def test_a_draft_of_a_few_words_is_too_short() -> None:
    outcome: Outcome = replace(judged(labels(), draft(), []), length=0.2)
    assert missed([outcome], "seeds") == [f"{REPORT.report_id.rpartition('-')[0]} length: 0.20, not 0.7 to 1.6"]


def test_the_table_and_the_summary_name_every_metric() -> None:
    outcomes = [judged(labels(), draft(), [draft()])]
    for name in (*COVERAGE, *WHOLE):
        assert name in table(outcomes)
        assert name in summary(outcomes)["invented"]


def test_a_share_of_nothing_is_whole() -> None:
    assert together([]).value == 1
    assert together([Share(1, 2, ("x",)), Share(0, 2, ("y", "z"))]) == Share(1, 4, ("x", "y", "z"))


@pytest.mark.parametrize("own", LOADED, ids=[own.name for own in LOADED])
def test_a_copy_of_last_year_keeps_everything_and_every_event_with_it(own: Labels) -> None:
    copy = copied(own.document)
    shares = {name: COVERAGE[name](copy, own) for name in ("standing", "outline", "readable", "restored")}
    assert {name: share.faults for name, share in shares.items()} == dict.fromkeys(shares, ())
    assert figures(copy, own).right == 0
    told = {name: "\n".join(check(copy, own)) for name, check in WHOLE.items()}
    assert [label for label in own.achievements if label not in told["achievements"]] == []
    assert [label.context for label in own.figures if plain(label.context) not in plain(told["figures left"])] == []
    below = {one.text for one in own.document.paragraphs if one.role in {Role.SIGNATURE, Role.HEADER}}
    absent = [label for label in own.stale if plain(label) not in plain(told["stale"])]
    assert [label for label in absent if not any(label in text for text in below)] == []
    assert told["boasts"]
    assert not told["unsourced"] + told["citations"] + told["tokens"]


def test_every_label_stands_in_its_report() -> None:
    loaded = LOADED
    assert len(loaded) == 8
    assert all(one.commitments and one.figures and len(one.achievements) >= 15 and one.stale for one in loaded)
    assert sum(len(one.standing) for one in loaded) >= 200


@pytest.mark.parametrize(
    ("file", "spoilt"),
    [
        ("standing.jsonl", {"text": "没有的话"}),
        ("standing.jsonl", {"report": "110101-2020"}),
        ("standing.jsonl", {"remark": "?"}),
        ("commitments.jsonl", {"sections": ["没有的标题"]}),
        ("commitments.jsonl", {"sections": []}),
        ("figures.jsonl", {"context": "没有的话"}),
        ("figures.jsonl", {"context": "年"}),
    ],
)
def test_a_label_that_does_not_fit_is_refused(file: str, spoilt: dict[str, Any], tmp_path: Path) -> None:
    for path in FOLDER.glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines()[:1]
        if path.name == file:
            lines = [json.dumps(json.loads(lines[0]) | spoilt)]
        (tmp_path / path.name).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InvalidLabelError, match=rf"{file}:1: "):
        load_labels(folder=tmp_path)


def test_drafts_are_never_changed_by_their_scores() -> None:
    made: Draft = draft()
    judged(labels(), made, [made])
    assert made == draft()
