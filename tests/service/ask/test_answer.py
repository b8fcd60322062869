"""Real questions to the real five reports, with the real encoder: what is said, cited, and kept back."""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from evals.answers.cases import load_cases
from service.ask.answer import answer
from service.contract.answers import Answer, AskRequest, Citation, Message, Reason
from service.contract.bodies import ScopeBody
from service.errors import NoLanguageModel
from service.resources import Resources
from tests.service.conftest import open_with
from tests.service.districts import XINBEI
from tests.service.questions.test_scope import wrong
from tests.service.understood import seeds
from vectorstore.build import ingest_all
from vectorstore.genre.regions import all_regions
from vectorstore.search import EXACT_SCAN_REPORTS
from vectorstore.types import Document, Encoder, Paragraph, Region

SAMPLED = 80
LABEL = re.compile(r"^(?P<place>[^0-9]+?)(?P<year>\d{4})年度报告(?:（下一年度安排）)?：")
MARKED = re.compile(r"(?P<said>.*?)\[(?P<number>\d+)\]", re.DOTALL)
CELL = re.compile(r"(?P<place>[\u4e00-\u9fff]+?)(?P<year>20\d{2})年(?P<figure>[\d.,]+[^，；。\[]*)\[(?P<number>\d+)\]")
RUNS = re.compile(r"\d+(?:[.,]\d+)*")
"""239, 37.76, 1,200."""
YEAR = re.compile(r"20\d\d")


@pytest.fixture(scope="module")
def library(seeded_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    """Opened once: nothing here changes it."""
    opened = open_with(encoder, Path(shutil.copytree(seeded_home, tmp_path_factory.mktemp("answering") / "home")))
    yield opened
    opened.store.close()


def ask(library: Resources, *turns: str, scope: ScopeBody | None = None) -> Answer:
    history = tuple(Message(role="user", content=turn) for turn in turns[:-1])
    return answer(AskRequest(question=turns[-1], history=history, scope=scope), library)


XINBEI_RECONSIDERATION = (
    "常州市新北区2024年度报告：2024年新北区政府共收到复议申请239件，审结203件，"
    "实质性化解行政争议37.76%，位于全市第一方阵。[1]"
)
JINTAN_RECONSIDERATION = (
    "常州市金坛区2024年度报告：2024年共收到行政复议申请187件,受理126件,结案117件,实质性化解23件。[1]"
)
JIANGNING_RECONSIDERATION = (
    "南京市江宁区2023年度报告：2023年,共受理行政复议案件419件,办结377件,直接纠错率12.5%,实质性化解率35.3%。[1]"
)
WUJIANG_RECONSIDERATION = (
    "苏州市吴江区2024年度报告：年内办结复议案件147件,直接纠错率2.7%,实质性化解率达31.1%,败诉纠错成效初显。[1]"
)
XINBEI_LAWSUITS = "常州市新北区2024年度报告：区政府为行政诉讼被告的一审案件35件，已审结28件。[1]"


def second(text: str) -> str:
    return text.replace("[1]", "[2]")


EXACT = [
    (["新北区2024年收到多少件行政复议申请？"], XINBEI_RECONSIDERATION),
    (["新北区２０２４年收到多少件行政复议申请？"], XINBEI_RECONSIDERATION),
    (["新北区二〇二四年收到多少件行政复议申请？"], XINBEI_RECONSIDERATION),
    # two figures of one sentence: it is said once
    (["金坛区2024年受理多少件行政复议申请，审结多少件？"], JINTAN_RECONSIDERATION),
    (
        ["How many administrative reconsideration applications did Jintan District receive in 2024?"],
        JINTAN_RECONSIDERATION,
    ),
    (["新北区2024年民告官的一审案子有几件？"], XINBEI_LAWSUITS),  # everyday words
    # each half in a sentence of its own
    (
        ["江宁区公证和法律援助各办理多少件？"],
        "南京市江宁区2023年度报告：2023年全区共办理法律援助案件2911件,为受援人挽回经济损失4100余万元。[1]"
        "持续深化公证“最多跑一次”改革,实现街道远程视频公证系统全覆盖,全区共办理各类公证12314件。[1]",
    ),
    # several districts, in the order named
    (
        ["金坛区和新北区2024年收到多少件行政复议申请？"],
        f"{JINTAN_RECONSIDERATION}\n{second(XINBEI_RECONSIDERATION)}",
    ),
    (
        ["金坛区存在哪些不足？"],
        "常州市金坛区2024年度报告：2024年,我区法治政府建设工作取得了一定成绩,但还存在一定薄弱环节:行政执法人员培训的针对性、"
        "有效性有待提高;落实行政执法“三项制度”还存在薄弱环节;运用法治思维、提出法治方案的能力还有待提升、路径还需要进一步探索。[1]",
    ),
    # a plan says that it is one
    (
        ["吴江区2025年有什么安排"],
        "苏州市吴江区2024年度报告（下一年度安排）：2025年,我们将以法治吴江建设“一规划两方案”攻坚落实和评估验收为契机,"
        "在优化运行行政争议调处平台联动机制、动态建立各类法治人才库、深化综合执法体制改革等方面持续发力,切实抓好深化法治领域改革"
        "重点任务落实,为全市在中国式现代化走在前、做示范中当好排头兵作出更大贡献。[1]",
    ),
    # follow-ups
    (["新北区2024年收到多少件行政复议申请？", "那金坛区呢？"], JINTAN_RECONSIDERATION),
    (["新北区2024年收到多少件行政复议申请？", "那金坛区呢？", "审结了多少？"], JINTAN_RECONSIDERATION),
    (["江宁区2023年受理多少件行政复议案件", "直接纠错率是多少"], JIANGNING_RECONSIDERATION),
    (["新北区收到行政复议申请多少件", "化解率呢", "那吴江区呢"], WUJIANG_RECONSIDERATION),
]


@pytest.mark.parametrize(("turns", "text"), EXACT)
def test_exact_answers(library: Resources, turns: list[str], text: str) -> None:
    result = ask(library, *turns)
    assert result.answer == text
    assert (result.abstained, result.reason, result.mode) == (False, None, "extractive")


HELD = "现有南京市浦口区2023年，南京市江宁区2023年，常州市新北区2024年，常州市金坛区2024年，苏州市吴江区2024年的报告。"
OFF_TOPIC = (
    "这个问题不是法治政府建设年度报告所写的内容，无法据报告回答。"
    "可以询问各地的行政复议、行政执法、政务服务、普法、矛盾纠纷化解等情况。"
)

ABSTENTIONS: list[tuple[list[str], Reason, str]] = [
    (
        ["新北区前年收到多少件行政复议申请"],
        "year_not_covered",
        "馆藏中没有常州市新北区2023年的报告；现有常州市新北区2024年的报告。",
    ),
    (
        ["今年新北区收到多少件行政复议申请"],
        "year_not_covered",
        "馆藏中没有常州市新北区2025年的报告；现有常州市新北区2024年的报告。",
    ),
    (["天宁区2024年收到多少件行政复议申请？"], "unknown_region", f"馆藏中没有天宁区的报告；{HELD}"),
    (["苏州市新北区2024年收到多少件行政复议申请？"], "unknown_region", f"馆藏中没有苏州市新北区的报告；{HELD}"),
    (["新北市2024年收到多少件行政复议申请？"], "unknown_region", f"馆藏中没有新北市的报告；{HELD}"),
    (
        ["Xuanwu District of Nanjing: how many reconsideration cases?"],
        "unknown_region",
        f"馆藏中没有Xuanwu District的报告；{HELD}",
    ),
    (
        ["新北区2021年收到多少件行政复议申请？"],
        "year_not_covered",
        "馆藏中没有常州市新北区2021年的报告；现有常州市新北区2024年的报告。",
    ),
    (
        ["新北区办结法律援助案件多少件"],
        "not_reported",
        "常州市新北区2024年度报告没有给出“办结法律援助案件”的数字。",
    ),
    (
        ["新北区法律援助案件多少件"],
        "not_reported",
        "常州市新北区2024年度报告没有给出“法律援助案件”的数字；南京市江宁区2023年度报告给出了，可以改问。",
    ),
    (
        ["新北区2024年执法人员有多少名？"],
        "not_reported",
        "常州市新北区2024年度报告没有给出“执法人员”的数字；南京市江宁区2023年度、苏州市吴江区2024年度报告给出了，可以改问。",
    ),
    (["新北区败诉率是多少"], "not_reported", "常州市新北区2024年度报告没有给出“败诉率”的数字。"),
    (["今天天气怎么样？"], "off_topic", OFF_TOPIC),
    (["新北区今天天气怎么样"], "off_topic", OFF_TOPIC),
]


@pytest.mark.parametrize(("turns", "reason", "text"), ABSTENTIONS)
def test_abstentions(library: Resources, turns: list[str], reason: Reason, text: str) -> None:
    result = ask(library, *turns)
    assert (result.abstained, result.reason, result.answer) == (True, reason, text)
    assert (result.citations, result.claims) == ((), ())


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("江北新区收到多少件行政复议申请", "unknown_region"),
        ("武进收到多少件行政复议申请", "unknown_region"),
        ("徐州办理了多少件公证", "unknown_region"),
        wrong("新北区法律援助多少件？", "not_reported", reason="answers with 法律援助联络点131个"),
    ],
)
def test_no_figure_of_another_place_or_thing(library: Resources, question: str, reason: Reason) -> None:
    assert ask(library, question).reason == reason


@pytest.mark.parametrize(
    "question",
    ["除新北区外，其他区行政复议受理多少件", "吴江区2024年列入制定计划的规范性文件有几件"],
)
def test_what_is_reported_is_not_refused(library: Resources, question: str) -> None:
    assert not ask(library, question).abstained


WARNINGS = [
    (["新北区去年行政复议收到多少件"], ["“去年”按馆藏最新的报告理解为2024年。"]),
    (
        ["各区行政复议实质性化解率对比"],
        ["南京市浦口区2023年度、常州市金坛区2024年度报告没有给出所问的内容。"],
    ),
    (
        ["吴江区近三年涉外公证办了多少件？"],
        ["苏州市吴江区2024年度报告给出的是多年或截至某时的数，不是当年的数。"],
    ),
    (
        ["新北区和浦口区2024年收到多少件行政复议申请"],
        ["馆藏中没有南京市浦口区2024年的报告；现有南京市浦口区2023年的报告。"],
    ),
    (
        ["新北区2024年行政复议审结多少件", "那江宁区呢？"],
        ["馆藏中没有南京市江宁区2024年的报告，这里用的是南京市江宁区2023年的报告。"],
    ),
    (["哪些区推行了“综合查一次”？"], None),  # the ones that aren't named don't
    (["新北区2024年收到多少件行政复议申请？"], []),
    (["新北区与天宁区2024年收到多少件行政复议申请？"], ["馆藏中没有天宁区的报告。"]),
    (["新北区2023年和2024年收到多少件行政复议申请"], ["馆藏中没有这些地区2023年的报告。"]),
    (["常州市2024年收到多少件行政复议申请"], ["馆藏中没有常州市本级的报告，这里用的是所辖地区的报告。"]),
    (["与深圳南山签订了什么协议"], []),  # a place that the report speaks of
]


@pytest.mark.parametrize(("turns", "warnings"), WARNINGS)
def test_warnings(library: Resources, turns: list[str], warnings: list[str] | None) -> None:
    result = ask(library, *turns)
    assert not result.abstained
    assert warnings is None or set(result.warnings) == set(warnings)


def test_which_districts_are_answered_by_those_that_do(library: Resources) -> None:
    result = ask(library, "哪些区推行了“综合查一次”？")
    assert {citation.region for citation in result.citations} == {"江苏省南京市浦口区", "江苏省苏州市吴江区"}
    assert all("综合查一次" in citation.quote for citation in result.citations)


def test_the_scope_of_the_request_is_kept(library: Resources) -> None:
    question = "2024年收到多少件行政复议申请？"
    assert ask(library, question, scope=ScopeBody(regions=("金坛区",))).answer == JINTAN_RECONSIDERATION
    assert ask(library, question, scope=ScopeBody(regions=("天宁区",))).reason == "unknown_region"
    assert ask(library, question, scope=ScopeBody(years=(2020,))).reason == "year_not_covered"
    report_id = seeds()[XINBEI].report.report_id
    assert ask(library, question, scope=ScopeBody(report_ids=(report_id,))).answer == XINBEI_RECONSIDERATION


def test_what_the_assistant_said_is_no_part_of_the_question(library: Resources) -> None:
    history = (
        Message(role="user", content="新北区2024年收到多少件行政复议申请？"),
        Message(role="assistant", content="吴江区2021年办理公证多少件"),
    )
    assert answer(AskRequest(question="那金坛区呢？", history=history), library).answer == JINTAN_RECONSIDERATION


def test_every_answer_has_its_own_id_and_its_times(library: Resources) -> None:
    first, other = (ask(library, "新北区2024年收到多少件行政复议申请？") for _ in range(2))
    assert re.fullmatch(r"ans_[0-9a-f]{16}", first.id)
    assert first.id != other.id
    assert first.timings.retrieval_ms > 0
    assert first.timings.total_ms == pytest.approx(first.timings.retrieval_ms + first.timings.generation_ms)
    assert first.model_copy(update={"id": other.id, "timings": other.timings}) == other


def test_generative_needs_a_language_model(library: Resources) -> None:
    with pytest.raises(NoLanguageModel, match="auto 或 extractive"):
        answer(AskRequest(question="新北区收到多少件行政复议申请", mode="generative"), library)


def test_nothing_in_the_collection(encoder: Encoder, tmp_path: Path) -> None:
    empty = open_with(encoder, tmp_path / "empty")
    try:
        result = ask(empty, "新北区2024年收到多少件行政复议申请？")
        assert (result.reason, result.answer) == ("unknown_region", "馆藏中还没有任何报告，请先导入报告。")
    finally:
        empty.store.close()


def runs(text: str) -> set[str]:
    return {run.replace(",", "") for run in RUNS.findall(unicodedata.normalize("NFKC", text))}


def check_row(line: str, by_number: dict[int, Citation]) -> set[int]:
    cells = list(CELL.finditer(line))
    assert cells, line
    for cell in cells:
        citation = by_number[int(cell["number"])]
        assert runs(cell["figure"]) <= runs(citation.quote)
        assert citation.region.endswith(cell["place"])
        assert citation.year == int(cell["year"])
    return {int(cell["number"]) for cell in cells}


def check_figures(result: Answer) -> None:
    """Every figure stands in the paragraph that the marker after it names, under that paragraph's district and year."""
    by_number = {citation.n: citation for citation in result.citations}
    used = set()
    for line in result.answer.split("\n"):
        label = LABEL.match(line)
        if label is None:  # told from the ledger: district, year and figure before each marker
            used |= check_row(line, by_number)
            continue
        body = line[label.end() :]
        marked = list(MARKED.finditer(body))
        assert marked[-1].end() == len(body), f"unmarked: {body}"
        for match in marked:
            citation = by_number[int(match["number"])]
            assert runs(match["said"]) <= runs(citation.text)
            assert match["said"] in citation.quote
            assert citation.region.endswith(label["place"])
            assert citation.year == int(label["year"])
            used.add(citation.n)
    assert used == set(by_number)


@pytest.mark.slow
def test_every_figure_stands_in_its_cited_paragraph(library: Resources) -> None:
    cases = Random(20261122).sample(load_cases(), SAMPLED)
    answered = 0
    for case in cases:
        result = answer(case.request(), library)
        if result.abstained:
            turns = " ".join((*(m.content for m in case.history if m.role == "user"), case.question))
            given = {run for run in runs(result.answer) if not YEAR.fullmatch(run)}
            assert given <= runs(turns), case.id  # an abstention gives no figure
        else:
            check_figures(result)
            answered += 1
    assert answered > SAMPLED / 2


@pytest.mark.parametrize(
    "text",
    [
        XINBEI_RECONSIDERATION.replace("239", "238"),
        XINBEI_RECONSIDERATION.replace("新北区2024", "金坛区2024", 1),
        XINBEI_RECONSIDERATION.replace("新北区2024年度", "新北区2023年度"),
        XINBEI_RECONSIDERATION.replace("[1]", ""),
        XINBEI_RECONSIDERATION + "共1件。",
        XINBEI_RECONSIDERATION.replace("239件，", "239件[1]，审结999件，"),
    ],
)
def test_the_check_of_figures_finds_what_is_wrong(library: Resources, text: str) -> None:
    result = ask(library, "新北区2024年收到多少件行政复议申请？")
    check_figures(result)
    with pytest.raises((AssertionError, IndexError)):
        check_figures(result.model_copy(update={"answer": text}))


SMALL = EXACT_SCAN_REPORTS + 3


def small_report(region: Region, number: int) -> Document:
    """Two paragraphs of 新北区's, under another district and with another figure."""
    report_id = f"{region.code}-2024-{number:08x}"
    kept = [each for each in seeds()[XINBEI].paragraphs if "239件" in each.text or "7698起" in each.text]
    paragraphs: list[Paragraph] = [
        replace(
            each,
            paragraph_id=f"{report_id}-p{each.ordinal:04d}",
            report_id=report_id,
            text=each.text.replace("239件", f"{1000 + number}件"),
        )
        for each in kept
    ]
    report = replace(
        seeds()[XINBEI].report,
        report_id=report_id,
        region=region,
        sha256=f"{number:064x}",
        source=f"{region.code}.txt",
        paragraph_count=len(paragraphs),
    )
    return Document(report, tuple(paragraphs), ())


@pytest.fixture(scope="module")
def wide_library(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    """More reports than are compared whole."""
    counties = [region for region in all_regions() if region.code.startswith("32") and not region.code.endswith("00")]
    opened = open_with(encoder, tmp_path_factory.mktemp("wide"))
    ingest_all([small_report(region, number) for number, region in enumerate(counties[:SMALL])], opened.store, encoder)
    yield opened
    opened.store.close()


@pytest.mark.slow
def test_a_wide_scope_says_that_not_all_was_looked_at(wide_library: Resources) -> None:
    result = ask(wide_library, "各区收到多少件复议申请")
    assert not result.abstained
    check_figures(result)
    assert len(result.citations) <= EXACT_SCAN_REPORTS
    assert any(f"范围内共有{SMALL}份报告，这里只看了最相关的" in warning for warning in result.warnings)


@pytest.mark.slow
def test_of_a_wide_scope_one_district_is_found(wide_library: Resources) -> None:
    (citation,) = ask(wide_library, "秦淮区收到多少件复议申请").citations
    assert citation.region == "江苏省南京市秦淮区"


@pytest.mark.slow
def test_a_wide_scope_without_an_answer_is_counted_not_listed(wide_library: Resources) -> None:
    result = ask(wide_library, "各区办理公证多少件")
    assert result.reason == "not_reported"
    assert result.answer == f"在范围内的{SMALL}份报告中没有找到“办理公证”的数字；可以指定地区或年份再问。"
