"""Last year's paragraphs brought to the new year: what stays, what is asked for, what must never stay."""

import re
from functools import cache
from itertools import pairwise

import pytest

from service.draft.carried.carrying import carried
from service.draft.carried.clauses import is_event, open_words
from service.draft.gate import fault_of_sentence
from service.draft.types import Basis, Gap, Sentence, SourceText
from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.figures.ledger import figures_of
from vectorstore.genre.headings import read_heading
from vectorstore.genre.matters import department_of
from vectorstore.genre.shifting import brought, stale_times
from vectorstore.genre.text import Span, clauses, sentences
from vectorstore.types import Paragraph, Part, Period, Region, Report, Role

SEEDS = sorted(file.name[:3] for file in FOLDER.glob("*.txt"))


def report(year: int) -> Report:
    region = Region("370102", "历下区", "山东省济南市历下区")
    return Report("370102-2024-00000000", "标题", region, year, "历下区人民政府", None, None, "0", "a.txt")


def bring(text: str, path: tuple[str, ...] = (), base_year: int = 2024, year: int = 2025) -> tuple[Sentence, ...]:
    basis = report(base_year)
    paragraph = Paragraph(f"{basis.report_id}-p001", basis.report_id, 1, Role.TEXT, Part.MEASURES, path, text)
    return carried(SourceText(paragraph, 0), Basis(basis, (paragraph,), year))


def shown(drafted: tuple[Sentence, ...]) -> str:
    """【indicator（unit）；value】 for a gap."""
    return "".join(_shown(piece) for sentence in drafted for piece in sentence.pieces)


def gaps(drafted: tuple[Sentence, ...]) -> list[Gap]:
    return [piece for sentence in drafted for piece in sentence.pieces if isinstance(piece, Gap)]


def own(drafted: tuple[Sentence, ...]) -> str:
    return "".join(piece if isinstance(piece, str) else "〔〕" for sentence in drafted for piece in sentence.pieces)


def _shown(piece: object) -> str:
    if not isinstance(piece, Gap):
        return str(piece)
    assert piece.previous is not None
    unit = f"（{piece.unit}）" if piece.unit else ""
    return f"【{piece.indicator}{unit}；{piece.previous.span.text}】"


@pytest.mark.parametrize(
    "text",
    [
        "坚持和发展新时代“枫桥经验”，强化基层人民调解队伍建设，推动调解组织融入“一站式”平台。",
        "严格落实重大行政决策程序，健全议题审查机制，从源头上把好合法关。",
        "畅通12345热线和“1+6”平台，扩大公众参与立法的覆盖面和代表性。",
        "接受人大监督、民主监督，认真执行区人大及其常委会的决议。",
        "围绕中心工作，按照市委部署要求，深入推进依法行政，为高质量发展提供法治保障。",
        "定期开展规范性文件清理工作，依法及时向市政府进行备案。",
        "把法治建设履职情况作为独立环节列入领导干部年终“四述”。",
        "把学习贯彻习近平法治思想，作为重点任务，列入中心组学习内容，纳入年度学习计划。",
        "对涉及企业切身利益的规范性文件，充分听取企业、行业协会的意见。",
        "全面落实《法治政府建设实施纲要（2021—2025年）》，深入实施“八五”普法规划。",
        "坚持规范性文件发布后15日内报送备案。",
        "坚持线上线下同步受理，动态调整行政权力事项，将法治建设纳入年度计划。",
    ],
)
def test_standing_work_is_carried_word_for_word(text: str) -> None:
    (sentence,) = bring(text)
    assert sentence.pieces == (text,)
    assert [source.span.text for source in sentence.sources] == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2024年共收到复议申请239件，审结203件，化解率37.76%。",
            "2025年共收到复议申请【行政复议收到申请数（件）；239】件，审结【行政复议审结数（件）；203】件，"
            "化解率【行政复议实质性化解率（%）；37.76】%。",
        ),
        # what is compared with another year is asked for; what follows still goes with what was counted
        (
            "共收到复议申请312件，同比增长45.8%，受理289件。",
            "共收到复议申请【行政复议收到申请数（件）；312】件，【行政复议变化情况；同比增长45.8%】"
            "（【行政复议同比变化幅度（%）；45.8】%），受理【行政复议受理数（件）；289】件。",
        ),
        ("全年调解纠纷9.8万余件。", "全年调解纠纷【人民调解受理数（件）；9.8万余】件。"),
        ("联合抽查比例达到35％。", "联合抽查比例达到【联合抽查比例（%）；35】％。"),
        (
            "调解和解率百分之四十二点三，全年培训12场3000余人次。",
            "调解和解率【调解和解率；百分之四十二点三】，"
            "全年培训【矛盾纠纷化解培训场数（场）；12】场【矛盾纠纷化解培训人次（人次）；3000余】人次。",
        ),
        (
            "截至目前，全区人民调解组织化解各类矛盾纠纷8682件。",
            "全区人民调解组织化解各类矛盾纠纷【人民调解成功数（件）；8682】件。",
        ),
        ("截至2024年12月底，全县共有公职律师36名。", "截至2025年12月底，全县共有公职律师【公职律师数（名）；36】名。"),
        (
            "区政府一审案件35件，已审结28件。",
            "区政府一审案件【行政诉讼一审案件数（件）；35】件，已审结【行政诉讼审结数（件）；28】件。",
        ),
    ],
)
def test_a_statistic_keeps_its_frame(text: str, expected: str) -> None:
    assert shown(bring(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "梳理形成168项行政备案事项的基础清单。",
            "【法治政府建设总体情况；梳理形成168项行政备案事项的基础清单】"
            "（【行政备案事项数（项）；168】项行政备案事项的基础清单）。",
        ),
        (
            "全流程审批用时由198天压缩至123天。",
            "【政务服务变化情况；全流程审批用时由198天压缩至123天】（【全流程审批用时（天）；123】天）。",
        ),
        (
            "跑动次数平均压减60%以上。",
            "【法治政府建设总体情况；跑动次数平均压减60%以上】（【跑动次数变化幅度；60%以上】）。",
        ),
        (
            "近三年已累计为172家民营企业办证1335件。",
            "【法治政府建设总体情况；近三年已累计为172家民营企业办证1335件】"
            "（【民营企业办证数（家）；172】家民营企业办证、民营企业办证【民营企业办证数（件）；1335】件）。",
        ),
        (
            "连续两年入选全国百强区前十。",
            "【法治政府建设总体情况；连续两年入选全国百强区前十】（连续【入选全国百强区前十连续年数（年）；两】年）。",
        ),
    ],
)
def test_figures_of_an_achievement_follow_its_gap_in_brackets(text: str, expected: str) -> None:
    drafted = bring(text)
    assert shown(drafted) == expected
    assert drafted[0].sources == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "提高思想认识，制发《济南市历下区2024年法治督察整改方案》，逐项列明整改举措，确保无缺项漏项。",
            "提高思想认识，【法治督察整改方案制发情况；"
            "制发《济南市历下区2024年法治督察整改方案》，逐项列明整改举措，确保无缺项漏项】。",
        ),
        # what leads to an event is asked for with it
        (
            "加强培训，围绕执法难点，举办“法治护企行”活动，健全工作机制。",
            "加强培训，【“法治护企行”活动情况；围绕执法难点，举办“法治护企行”活动】，健全工作机制。",
        ),
        (
            "一是强化统筹；二是建成法治公园，推动普法走深走实。",
            "一是强化统筹；二是【法治公园建设情况；建成法治公园，推动普法走深走实】。",
        ),
        ("2024年，召开府院联席会议。", "2025年，【府院联席会议召开情况；召开府院联席会议】。"),
        ("加强宣传，同时，获评省级示范区。", "加强宣传，【法治政府建设总体情况；获评省级示范区】。"),
        (
            "以《历下区2024年法治政府建设工作要点》为指引，全面推进各项工作。",
            "以【法治政府建设工作要点名称；《历下区2024年法治政府建设工作要点》】为指引，全面推进各项工作。",
        ),
    ],
)
def test_events_are_asked_for_with_last_years_words(text: str, expected: str) -> None:
    assert shown(bring(text)) == expected


@pytest.mark.parametrize(
    "told",
    [
        "印发《工作方案》",
        "率先推行“一件事”改革",
        "位于全市第一方阵",
        "实现镇村全覆盖",
        "荣获全省先进集体",
        "满意度显著提高",
        "4起案例入选省十大典型案例",
        "新建法律援助联络点131个",
        "“政企通”使用率显著提高",
        "信息渠道持续拓宽",
        "10月25日，顺利完成验收",
        "去年以来，认真抓好问题整改",
        "连续四年保持全省前列",
        "开展突出问题专项整治",
        "“某工作法”构建服务生态列入江苏省2024年度改革事项清单",
        "指导梳理街道权责清单",
        "制定2024年重大行政决策事项目录",
        "明确5方面28项重点任务",
        "深入学习新修订的行政复议法",
        "以“强基提能”三年行动为抓手，推动工作",
        "取得积极成效",
        "截至10月，办结案件20件",
        "做好2025年工作谋划",
        "美美江村等5条路线投入使用",
        "《历下区国土空间规划（2023—2035年）》等重大事项均依法履行决策程序",
    ],
)
def test_an_event_never_stands_outside_of_a_gap(told: str) -> None:
    drafted = bring(f"坚持依法行政，{told}。")
    assert own(drafted).startswith("坚持依法行政，〔〕")
    assert not is_event(own(drafted).replace("〔〕", ""))
    outside = re.sub("（.*）", "", own(drafted))
    assert outside == "坚持依法行政，〔〕。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年，全区推进依法行政。", "2025年，全区推进依法行政。"),
        ("2024年度，全区推进依法行政。", "2025年度，全区推进依法行政。"),
        ("２０２４年，全区推进依法行政。", "２０２５年，全区推进依法行政。"),
        ("2024 年，全区推进依法行政。", "2025 年，全区推进依法行政。"),
        ("二〇二四年，全区推进依法行政。", "二〇二五年，全区推进依法行政。"),
        ("二○二四年，全区推进依法行政。", "二○二五年，全区推进依法行政。"),
    ],
)
def test_the_year_in_each_printed_form(text: str, expected: str) -> None:
    assert shown(bring(text)) == expected


def test_a_draft_for_a_later_year() -> None:
    text = "2023年，全面落实《法治政府建设实施纲要（2021—2025年）》，深入实施“八五”普法规划，坚持依法决策。"
    drafted = bring(text, base_year=2023, year=2026)
    assert own(drafted) == "2026年，全面落实〔〕，〔〕，坚持依法决策。"
    assert [gap.indicator for gap in gaps(drafted)] == ["法治政府建设实施纲要名称", "普法宣传工作情况"]


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("2024年收到申请", ["2024年"]),
        ("2025年收到申请，到2035年建成", []),
        ("纲要（2021—2025年）和规划（2018—2022年）", ["2018—2022年"]),
        ("较上一年度下降，近三年稳定，连续四年第一", ["上一年度", "近三年", "连续四年"]),
        ("截至目前办结", ["截至目前"]),
        ("《2024年工作要点》（2024年版）", ["2024年", "2024年"]),
        ("“十三五”时期，“十四五”时期", ["“十三五”"]),
        ("提升行政执法质量三年行动，放心消费三年行动", ["三年行动"]),
        ("12·4国家宪法日、三项制度、今年以来、15日内", []),
        ("3月举办、案件2024件、民法典宣传月", ["3月"]),
    ],
)
def test_stale_times(text: str, stale: list[str]) -> None:
    assert stale_times(text, 2024, 2025) == stale


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("2025年共收到行政复议申请□件，审结□件，化解率达□%。", False),
        ("召开听证会□次，开展法治讲座□场。", False),
        ("召开知识产权大会。", True),
        ("全面落实规范性文件制定、发布、备案制度。", False),
        ("建成法律服务室□个。", True),
        ("压减办事环节□%。", True),
        ("完善首问负责制，压实第一责任人职责。", False),
        ("坚持依法行政。荣获先进。", True),
    ],
)
def test_is_event(text: str, event: bool) -> None:
    assert is_event(text) is event


@pytest.mark.parametrize(
    ("text", "path", "department"),
    [
        ("制发行政复议意见书", (), "司法局"),
        ("建立联络点", ("二、主要举措", "（一）深化公共法律服务"), "司法局"),
        ("开展专利行政裁决", ("（一）深化公共法律服务",), "市场监管局"),
        ("加强队伍建设", ("二、主要举措",), None),
    ],
)
def test_departments(text: str, path: tuple[str, ...], department: str | None) -> None:
    assert department_of(text, path) == department


def test_a_long_quotation_is_cut_at_clause_ends() -> None:
    events = [f"建成{name}法治文化广场并投入使用，面向辖区群众开放" for name in "甲乙丙丁戊己庚辛"]
    found = [gap.previous.span.text for gap in gaps(bring(f"{'，'.join(events)}。")) if gap.previous]
    assert "，".join(found) == "，".join(events)
    assert len(found) > 1
    assert max(map(len, found)) <= 120


def test_a_sentence_that_only_says_when_is_left_out() -> None:
    assert shown(bring("2024年。坚持依法行政。")) == "坚持依法行政。"


@cache
def brought_seed(number: str, years: int) -> tuple[tuple[Paragraph, tuple[Sentence, ...], Basis], ...]:
    document = seed(number)
    basis = Basis(document.report, document.paragraphs, document.report.year + years)
    accounts = [
        one for one in document.paragraphs if one.role is Role.TEXT and one.part in (Part.MEASURES, Part.LEADERSHIP)
    ]
    return tuple((one, carried(SourceText(one, _own_start(one.text)), basis), basis) for one in accounts)


def _own_start(text: str) -> int:
    heading = read_heading(text)
    if heading is None or heading.words is None or heading.fills_line:
        return 0
    return len(heading.words) + 1


@pytest.mark.parametrize("number", SEEDS)
def test_values_put_back_give_last_years_sentence(number: str) -> None:
    """The law of carrying, for every gap, clause by clause and in order."""
    for paragraph, drafted, basis in brought_seed(number, 1):
        printed = [one for one in sentences(paragraph.text) if one.start >= _own_start(paragraph.text)]
        assert len(drafted) == len(printed)
        for sentence, source in zip(drafted, printed, strict=True):
            back = _put_back(sentence, basis)
            rest = source.text
            for clause in clauses(Span(back, 0, len(back))):
                assert clause.text in rest, (back, source.text)
                rest = rest[rest.index(clause.text) + len(clause.text) :]


def _put_back(sentence: Sentence, basis: Basis) -> str:
    """Less the figures in brackets behind the gap of an event: that gap holds them already."""
    text, depth = "", 0
    for before, piece in pairwise(("", *sentence.pieces)):
        if isinstance(piece, Gap):
            assert piece.previous is not None
            text += "" if depth else piece.previous.span.text
            continue
        opens = isinstance(before, Gap) and not before.unit and str(piece).startswith("（")
        for sign in brought(str(piece), basis.year, basis.report.year):
            depth += (sign in "（(") if depth or opens else 0
            text += "" if depth else sign
            depth -= (sign in "）)") if depth else 0
    return text


@pytest.mark.parametrize("number", SEEDS)
def test_every_figure_of_the_year_has_its_gap(number: str) -> None:
    for paragraph, drafted, basis in brought_seed(number, 1):
        spans = [gap.previous.span for gap in gaps(drafted) if gap.previous]
        for figure in figures_of(paragraph, basis.report.year):
            if figure.period in (Period.YEAR, Period.CUMULATIVE):
                assert any(figure.start <= span.start < span.end <= figure.end for span in spans), figure


@pytest.mark.parametrize("years", [1, 2, 3])
@pytest.mark.parametrize("number", SEEDS)
def test_nothing_stale_and_no_achievement_is_left(number: str, years: int) -> None:
    for _, drafted, basis in brought_seed(number, years):
        for sentence in drafted:
            words = open_words(sentence.pieces)
            assert not is_event(words)
            assert stale_times(words, basis.report.year, basis.year) == []
            assert fault_of_sentence(sentence, basis) is None


@pytest.mark.parametrize("number", SEEDS)
def test_sentences_read_whole(number: str) -> None:
    for _, drafted, _ in brought_seed(number, 1):
        for sentence in drafted:
            text = own((sentence,))
            assert text.endswith("。")
            assert text.count("。") == 1
            assert not re.search("^[，,；;、并且]|[，,；;、：:][，,；;、：:。]|（）|（、|、）", text), text


@pytest.mark.parametrize("number", SEEDS)
def test_enough_is_carried_and_names_explain_themselves(number: str) -> None:
    drafted = [sentence for _, found, _ in brought_seed(number, 1) for sentence in found]
    length = sum(len(paragraph.text) - _own_start(paragraph.text) for paragraph, _, _ in brought_seed(number, 1))
    assert sum(len(piece) for one in drafted for piece in one.pieces if isinstance(piece, str)) > 0.4 * length
    for gap in gaps(tuple(drafted)):
        assert 3 <= len(gap.indicator) <= 36, gap
        assert not re.search("[0-9《》]", re.sub("1234[58]", "", gap.indicator)), gap
