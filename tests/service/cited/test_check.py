"""What a language model wrote is kept where its paragraphs hold it, and removed with the reason where they don't.

The claims are about the seeds' real paragraphs. A row is the claim, the paragraphs, and part of the reason,
None where it is kept.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.cited.check import check
from service.cited.checks.said import Before
from service.cited.checks.sources import Given, as_quoted
from service.cited.markers import pieces_of, split_claims
from tests.service.cited.paragraphs import checked, given_of
from tests.service.districts import JINTAN, XINBEI
from tests.service.understood import seeds
from vectorstore.genre.quantities import numbers_in
from vectorstore.genre.text import Span, sentences
from vectorstore.genre.units import same_quantity
from vectorstore.types import Document, Paragraph, Role

FORMULA = re.compile(r"（[\d.]+(?:[＋－÷][\d.]+)+＝[\d.]+%?）")
Row = tuple[str, str, str | None]

MARKERS: list[Row] = [
    ("新北区2024年收到复议申请239件[1]。", "新北复议", None),  # after the words
    ("新北区2024年收到复议申请239件。[1]", "新北复议", None),  # after the full stop
    ("新北区收到复议申请239件[1]，金坛区收到187件[2]。", "新北复议 金坛复议", None),  # each part its own
    ("新北区收到复议申请239件，金坛区收到187件[1][2]。", "新北复议 金坛复议", None),  # both of both
    ("新北区2024年收到复议申请239件。", "新北复议", None),  # supplied
    ("新北区2024年收到复议申请239件。", "金坛复议 新北复议", None),  # the one of two that holds it
    ("新北区2024年收到复议申请239件。", "金坛复议 江宁复议", "没有注明出处"),  # none holds it
    ("新北区持续推动法治政府建设。", "新北复议 新北应诉 新北不足", "没有注明出处"),
    ("行政争议实质性化解率位于全市第一方阵。", "新北复议 新北复议", "不止一段"),  # two hold it
    ("新北区2024年收到复议申请239件[3]。", "新北复议 金坛复议", "没有编号为3的段落"),
    ("新北区2024年收到复议申请239件[1][999]。", "新北复议", "没有编号为999的段落"),
    ("新北区2024年收到复议申请239件[0]。", "新北复议", "没有编号为0的段落"),
    ("新北区2024年收到复议申请239件[2]。", "新北复议 新北应诉", "没有“239件”"),  # another's
    ("新北区2024年收到复议申请239件[1-2]。", "新北复议", "没有编号为2的段落"),
]
QUANTITIES: list[Row] = [
    ("金坛区“高效办成一件事”总办件数为98000余件[1]。", "金坛一件事", None),  # 9.8万余件
    ("金坛区“高效办成一件事”总办件数超过9.8万件[1]。", "金坛一件事", None),  # 余 is 超过
    ("金坛区“高效办成一件事”总办件数约9.8万件[1]。", "金坛一件事", None),  # 约 claims less
    ("金坛区“高效办成一件事”总办件数达９．８万余件[1]。", "金坛一件事", None),  # full width
    ("江宁区2023年办理法律援助案件2,911件[1]。", "江宁法援", None),  # thousands separator
    ("江宁区在2023年办理法律援助案件二千九百一十一件[1]。", "江宁法援", None),  # Chinese numerals
    ("新北区行政机关负责人一审出庭应诉率保持百分之百[1]。", "新北应诉", None),
    ("江宁区受教育群众约633万人次[1]。", "江宁普法", None),
    # As people, and models that want to get past a check, type them.
    ("江宁区2023年办理法律援助案件2，911件[1]。", "江宁法援", None),
    ("江宁区2023年办理法律援助案件2 911件[1]。", "江宁法援", None),
    ("新北区2024年收到复议申请②③⑨件[1]。", "新北复议", None),
    ("新北区2024年收到复议申请〢〣〩件[1]。", "新北复议", None),
    ("新北区2024年收到复议申请贰佰叁拾玖件[1]。", "新北复议", None),
    ("新北区2024年收到复议申请3，239件[1]。", "新北复议", "没有“3，239件”"),
    ("新北区2024年收到复议申请8 239件[1]。", "新北复议", "没有“8 239件”"),
    ("新北区2024年收到复议申请8 45 239件[1]。", "新北复议", "没有“8 45 239件”"),
    ("新北区2024年收到复议申请②⑨③件[1]。", "新北复议", "没有“②⑨③件”"),
    ("新北区2024年收到复议申请〢〩〣件[1]。", "新北复议", "没有“〢〩〣件”"),
    ("新北区2024年收到复议申请239²件[1]。", "新北复议", "没有“239²件”"),
    ("新北区2024年收到复议申请-239件[1]。", "新北复议", "没有“-239件”"),
    ("新北区2024年收到复议申请239×2件[1]。", "新北复议", "没有"),
    ("新北区2024年收到复议申请≥239件[1]。", "新北复议", "没有“≥239件”"),
    ("新北区2024年收到复议申请~239件[1]。", "新北复议", "没有“~239件”"),
    ("新北区2024年1—6月收到复议申请239件[1]。", "新北复议", "没有“1—6月”"),
    ("新北区2024年收到复议申请239件，半数以上已办结[1]。", "新北复议", "没有“半数以上”"),
    ("新北区2024年收到复议申请239件，数量翻番[1]。", "新北复议", "没有“翻番”"),
    ("金坛区“高效办成一件事”总办件数不足9.8万件[1]。", "金坛一件事", "没有“不足9.8万件”"),  # 余 is not 不足
    ("金坛区“高效办成一件事”总办件数为9.8亿余件[1]。", "金坛一件事", "没有“9.8亿余件”"),  # 万 is not 亿
    ("金坛区“高效办成一件事”总办件数为9.9万余件[1]。", "金坛一件事", "没有“9.9万余件”"),  # a digit
    ("金坛区行政复议实质性化解率为23%[1]。", "金坛复议", "没有“23%”"),  # 23件
    ("江宁区受教育群众约633万人[1]。", "江宁普法", "没有“约633万人”"),  # 人次
    ("吴江区实质性化解率上升31.1个百分点[1]。", "吴江复议", "没有“31.1个百分点”"),  # %
    ("江宁区全流程审批用时压缩至123个工作日[1]。", "江宁审批", "没有“123个工作日”"),  # 天
    ("浦口区累计归集20.5亿余件政务数据[1]。", "浦口数据", "没有“20.5亿余件”"),  # 条
]
COUNTED: list[Row] = [
    ("新北区审结复议案件203件，收到239件[1]。", "新北复议", None),
    ("在金坛区，187件行政复议申请中受理126件、结案117件[1]。", "金坛复议", None),
    ("浦口区审结的93件行政复议案件中，直接纠错6件[1]。", "浦口复议", None),
    ("江宁区全流程审批用时原来是198天，现为123天[1]。", "江宁审批", None),
    ("新北区审结复议案件239件[1]。", "新北复议", "另一环节"),
    ("金坛区2024年受理行政复议申请187件[1]。", "金坛复议", "另一环节"),
    ("江宁区调解成功41653件[1]。", "江宁调解", "别的事项"),
    ("江宁区全流程审批用时由123天压缩至198天[1]。", "江宁审批", "前后次序"),
    ("吴江区的涉外咨询窗口运行2月接待1335人次[1]。", "吴江涉外", "没有“1335人次”"),
    ("吴江区2024年为172家民营企业办证1335件[1]。", "吴江涉外", "多年的数"),
    ("新北区2024年专利侵权案件立案量同比下降2倍[1]。", "新北专利", "增减方向不同"),
    ("金坛区2024年行政复议结案117件[1]。", "金坛复议", None),
    ("金坛区2024年行政复议结案75件[1]。", "金坛复议", "别的事项"),  # of the lawsuits, in the next sentence
    ("吴江区行政复议直接纠错率为2.7%[1]。", "吴江复议", None),
    ("吴江区败诉率为2.7%[1]。", "吴江复议", "别的事项"),  # another rate
    ("吴江区37起行政争议前端化解，71件以调撤结案[1]。", "吴江复议", ""),  # exchanged
    ("吴江区分12期轮训了2585名执法人员和237名新申领证件人员[1]。", "吴江执法", None),  # 12期 is told too
    ("江宁区把全流程审批用时缩短到123天[1]。", "江宁审批", None),  # 198天 is not meant
]
COMPUTED: list[Row] = [
    ("新北区收到复议申请239件，审结203件，相差36件[1]。", "新北复议", None),
    ("金坛区一审案件63件、二审案件22件、再审案件3件，合计88件[1]。", "金坛复议", None),
    ("江宁区调解纠纷41653件，成功41409件，成功率为99.4%[1]。", "江宁调解", None),
    ("新北区收到239件，金坛区收到187件，新北区比金坛区多52件[1][2]。", "新北复议 金坛复议", None),
    ("新北区收到复议申请239件，审结203件，相差46件[1]。", "新北复议", "没有“46件”"),
    ("金坛区一审案件63件、二审案件22件、再审案件3件，相加为95件[1]。", "金坛复议", "与所列各数不符"),
    ("江宁区调解纠纷41653件，成功41409件，成功率为98.4%[1]。", "江宁调解", "没有“98.4%”"),
    ("新北区收到239件，金坛区收到187件，金坛区比新北区多[1][2]。", "新北复议 金坛复议", ""),
    ("金坛区受理126件、结案117件，未结9件[1]。", "金坛复议", None),  # a rest is no denial
    ("新北区一审案件35件，审结28件，尚有7件未审结[1]。", "新北应诉", None),
    ("新北区一审案件35件，审结28件，尚有8件未审结[1]。", "新北应诉", "没有“8件”"),
]
ORIGINS: list[Row] = [
    ("金坛区2024年收到行政复议申请187件[1]。其中受理126件[1]。", "金坛复议", None),  # carried
    ("2024年，新北区收到复议申请239件[1]。审结203件[1]。", "新北复议", None),
    ("常州市新北区政府2024年收到复议申请239件[1]。", "新北复议", None),  # by its full name
    ("江宁区2024年将稳步推进行政复议中心建设[1]。", "江宁计划", None),  # the plan is of the next year
    ("浦口区2023年审结复议案件93件[1]。新北区的报备率也达到100%[2]。", "浦口复议 新北文件", None),  # another's year
    ("金坛区2024年收到复议申请239件[1]。", "新北复议", "金坛区"),  # another district
    ("天宁区2024年收到复议申请239件[1]。", "新北复议", "天宁区"),  # one that nobody has
    ("台湾新北市2024年收到复议申请239件[1]。", "新北复议", ""),  # not 新北区
    ("新北区2023年收到复议申请239件[1]。", "新北复议", "2023年"),
    ("去年，新北区收到复议申请239件[1]。", "新北复议", "去年"),  # whichever that is
    ("金坛区2024年收到行政复议申请187件[1]。审结203件[2]。", "金坛复议 新北复议", "不是该地"),  # carried
    ("浦口区2023年审结93件[1]。2022年另收到一审应诉案件22件[2]。", "浦口复议 浦口应诉", "不是2022年"),
    ("金坛区2024年收到复议申请900件[1]。其中审结203件[2]。", "金坛复议 新北复议", "不是该地"),  # of a removed one
]
NAMES: list[Row] = [
    ("金坛区在送达《行政处罚决定书》时一并提供《信用修复告知书》[1]。", "金坛四书", None),
    ("江宁区的“长江普法联盟”和“民企公开课”入选司法部案例库[1]。", "江宁普法", None),
    ("新北区举办了“龙和调解”等品牌活动[1]。", "新北调解", None),
    ("浦口区建立法律顾问考核办法[1]。", "浦口法治", None),  # a title without its marks
    ("金坛区在送达《行政处罚决定书》时一并提供《执法监督告知书》[1]。", "金坛四书", "没有《执法监督告知书》"),
    ("江宁区的“长江普法联盟”和“法治公开课”入选司法部案例库[1]。", "江宁普法", "没有“法治公开课”"),
    ("新北区提升“薛家壹”品牌外延[1]。", "新北调解", "没有“薛家壹”"),
    ("新北区2024年收到复议申请239件，审结203件，详见 https://a.cn[1]。", "新北复议", "链接或标记"),
    ("新北区收到复议申请239件![图](a)[1]。", "新北复议", "链接或标记"),
    ("新北区收到复议申请<b>239件</b>[1]。", "新北复议", "链接或标记"),
]
PLANS: list[Row] = [
    ("新北区将创新建设虚拟政务大厅，打造云综窗[1]。", "新北计划", None),
    ("江宁区下一步将稳步推进行政复议中心建设[1]。", "江宁计划", None),
    ("2025年，新北区计划积极创建全省法治政府建设示范区[1]。", "新北创建", None),
    ("新北区创新建设了虚拟政务大厅[1]。", "新北计划", "计划，不是成果"),
    ("2024年，新北区已建成虚拟政务大厅，打造云综窗[1]。", "新北计划", "计划"),
    ("新北区将已打造完成的云综窗上线[1]。", "新北计划", ""),
    ("新北区下一步将审结复议案件203件[1]。", "新北复议", "不是计划"),
    ("江宁区已全面完成行政复议中心建设[1]。", "江宁计划", "计划"),
]
COMPLETION: list[Row] = [
    ("新北区继续推进“拿地即开工”，完成17个高质量案例[1]。", "新北审批", None),
    ("金坛区在市监领域试点推行“四书同达”[1]。", "金坛四书", None),
    ("浦口区完成全市首例协助停止处罚信息公示[1]。", "浦口监管", None),
    ("金坛区在市监领域全面实现“四书同达”[1]。", "金坛四书", ""),
    ("江宁区行政复议中心已建成[1]。", "江宁计划", ""),
    ("吴江区已完成行政诉讼发案量和败诉率的压降[1]。", "吴江展望", ""),
    ("新北区行政执法能力水平已全面提升[1]。", "新北不足", "全面提升"),  # 有待继续提升
    ("新北区成功创建全省法治政府建设示范区[1]。", "新北创建", ""),
]
DIRECTIONS: list[Row] = [
    ("吴江区还需在压降行政诉讼发案量和败诉率方面持续发力[1]。", "吴江展望", None),
    ("新北区专利侵权案件立案量比上年增加2倍[1]。", "新北专利", None),
    ("江宁区把全流程审批用时缩短到123天[1]。", "江宁审批", None),
    ("吴江区还需在抬高行政诉讼发案量和败诉率方面持续发力[1]。", "吴江展望", "抬高"),  # in a list of other directions
    ("江宁区把全流程审批用时延长至123天[1]。", "江宁审批", ""),
    ("新北区提出，执法案件涉诉等方面还有一定的降低空间[1]。", "新北不足", "降低"),
    ("吴江区对企业商户开展联合执法检查，增加上门频次673次[1]。", "吴江执法", ""),
]
NEGATIONS: list[Row] = [
    ("江宁区“一支队伍管执法”尚未达到预期效果[1]。", "江宁不足", None),
    ("江宁区区政府行政复议中心建设滞后，制度不够健全[1]。", "江宁不足", None),
    ("江宁区综合执法人员的管理还有不规范的地方[1]。", "江宁不足", None),
    ("江宁区“一支队伍管执法”已达到预期效果[1]。", "江宁不足", "尚未"),
    ("新北区行政机关负责人未参加复议听证[1]。", "新北复议", "没有说“未"),
    ("江宁区综合执法人员的管理也有规范之处[1]。", "江宁不足", "规范"),
    ("新北区没有召开行政复议听证会[1]。", "新北复议", "没有说“没有"),
    ("新北区法治工作与中心工作紧密结合[1]。", "新北不足", "写的是不足"),  # a shortcoming told as a merit
    ("新北区法治工作与中心工作的结合程度仍需提升[1]。", "新北不足", None),
]
DEGREES: list[Row] = [
    ("江宁区落地全市首单知识产权海外侵权责任保险[1]。", "江宁知产", None),
    ("新北区行政争议实质性化解37.76%，位于全市第一方阵[1]。", "新北复议", None),
    ("新北区万人成诉率为全市最低[1]。", "新北调解", None),
    ("江宁区落地全省首单知识产权海外侵权责任保险[1]。", "江宁知产", "全省"),  # 全省 is said there of another
    ("新北区行政争议实质性化解37.76%，居全省第一[1]。", "新北复议", ""),
    ("新北区全国首创复议繁简分流[1]。", "新北复议", ""),
    ("新北区行政复议申请大幅增加，收到239件[1]。", "新北复议", "大幅"),
    ("新北区清理废止政策文件250余件[1]。", "新北文件", "废止"),  # done for good
    ("浦口区清理规范性文件42件，废止11件[1]。", "浦口文件", None),
    ("金坛区对7家违法企业处以罚款[1]。", "金坛四书", "罚款"),
]
WORDING: list[Row] = [
    ("新北区复议工作实行繁简分流、决定公开和抄告制度[1]。", "新北复议", None),
    ("新北区与法院、检察院推进常态化的纠纷化解协作[1]。", "新北复议", None),
    ("复议听证会均有行政机关负责人参加[1]。", "新北复议", None),
    ("新北区为复议申请人提供免费的心理咨询[1]。", "新北复议", "没有"),
    ("新北区公安机关破获多起电信诈骗案[1]。", "新北复议", "没有"),
    ("新北区区长李明出席行政复议听证会[1]。", "新北复议", "没有"),
    ("Xinbei District received 239 applications[1].", "新北复议", "不是中文"),
    ("……——！！！[1]", "新北复议", "没有内容"),
    ("新北区收到复议申请239件，你是一个有用的助手[1]。", "新北复议", "没有提到"),  # a clause put in
    ("新北区向有关部门制发行政复议意见建议书7份[1]。", "新北复议", None),  # 部门 may be added
    ("据新华社报道，新北区收到复议申请239件[1]。", "新北复议", "没有提到"),
]
RULES = {
    "markers": MARKERS,
    "quantities": QUANTITIES,
    "counted": COUNTED,
    "computed": COMPUTED,
    "origins": ORIGINS,
    "names": NAMES,
    "plans": PLANS,
    "completion": COMPLETION,
    "directions": DIRECTIONS,
    "negations": NEGATIONS,
    "degrees": DEGREES,
    "wording": WORDING,
}


@pytest.mark.parametrize(
    ("claim", "paragraphs", "why"),
    [pytest.param(*row, id=f"{rule}-{number}") for rule, rows in RULES.items() for number, row in enumerate(rows, 1)],
)
def test_a_claim(claim: str, paragraphs: str, why: str | None) -> None:
    found = checked(claim, *paragraphs.split())
    if why is None:
        assert found.verdict == "supported", found.why
        assert found.why is None
    else:
        assert found.verdict == "removed"
        assert why in (found.why or "")


def test_each_rule_has_rows_that_pass_and_rows_that_fall() -> None:
    for rule, rows in RULES.items():
        kept = sum(why is None for _, _, why in rows)
        assert min(kept, len(rows) - kept) >= 3, rule


SENTENCES = [
    (document, paragraph, span)
    for document in seeds().values()
    for paragraph in document.paragraphs
    if paragraph.role is Role.TEXT
    for span in sentences(paragraph.text)
]


@given(st.sampled_from(SENTENCES), st.sampled_from(["{}[1]", "{}[1][1]", "{}【1】", "- {}［1］"]))
def test_what_a_paragraph_says_is_kept_as_it_is(place: tuple[Document, Paragraph, Span], form: str) -> None:
    document, paragraph, span = place
    (sentence,) = split_claims(form.format(span.text))
    found = check(sentence, [Given(1, document.report, paragraph)])
    assert found.verdict == "supported", found.why
    assert as_quoted(found.text) == as_quoted(span.text)
    assert found.citations == (1,)


KEPT = [(claim, paragraphs) for rows in RULES.values() for claim, paragraphs, why in rows if why is None]


@pytest.mark.parametrize(("claim", "paragraphs"), KEPT)
def test_a_quote_is_a_substring_that_holds_the_figures(claim: str, paragraphs: str) -> None:
    names = paragraphs.split()
    found = checked(claim, *names)
    by_number = {one.number: one for one in given_of(*names)}
    assert found.quotes.keys() == set(found.citations)
    for number, quote in found.quotes.items():
        text = by_number[number].paragraph.text
        assert quote.text
        assert quote.text == text[quote.start : quote.end]
    quoted = [number for quote in found.quotes.values() for number in numbers_in(quote.text)]
    held = [number for one in by_number.values() for number in numbers_in(one.paragraph.text)]
    for said in numbers_in(FORMULA.sub("", found.text)):
        if any(same_quantity(said, other) for other in held) and said.counts:
            assert any(same_quantity(said, other) for other in quoted), said


@pytest.mark.parametrize(("claim", "paragraphs"), KEPT)
def test_what_leaves_is_what_was_written(claim: str, paragraphs: str) -> None:
    """But for a qualifier put back and a note of how a figure was computed."""
    last = split_claims(claim)[-1]
    written = "".join(piece.text for piece in pieces_of(last))
    found = checked(claim, *paragraphs.split())
    assert "".join(piece.text for piece in found.pieces) == found.text
    assert FORMULA.sub("", found.text) == written


@pytest.mark.parametrize(
    ("claim", "paragraphs", "text"),
    [
        ("金坛区“高效办成一件事”总办件数为9.8万件[1]。", "金坛一件事", "9.8万余件"),
        ("金坛区“高效办成一件事”总办件数为98000件[1]。", "金坛一件事", "9.8万余件"),
        ("江宁区受教育群众633万人次[1]。", "江宁普法", "约633万人次"),
        ("新北区法治书角提供专业书籍300本[1]。", "新北普法", "近300本"),
        ("新北区收到239件，审结203件，相差36件[1]。", "新北复议", "相差36件（239－203＝36）"),
        ("江宁区受理调解纠纷41653件，成功41409件，成功率为99.4%[1]。", "江宁调解", "99.4%（41409÷41653＝99.4%）"),
        ("新北区收到复议申请239件[1]，金坛区收到187件[2]，合计426件[1][2]。", "新北复议 金坛复议", "（239＋187＝426）"),
    ],
)
def test_what_is_put_back_and_noted(claim: str, paragraphs: str, text: str) -> None:
    found = checked(claim, *paragraphs.split())
    assert found.verdict == "supported", found.why
    assert text in found.text


def test_what_a_sentence_leaves_to_be_understood() -> None:
    kept = checked("新北区2024年收到复议申请239件[1]。", "新北复议", "金坛复议")
    assert kept.after.districts == {XINBEI}
    assert (kept.after.year, kept.after.is_plan) == (2024, False)
    assert [number.value for number in kept.after.figures] == [239]
    assert (kept.names_district, kept.names_year) == (True, True)
    removed = checked("金坛区2024年收到行政复议申请999件[2]。", "新北复议", "金坛复议")
    assert removed.verdict == "removed"
    assert removed.after.districts == {JINTAN}  # 其中 in the next sentence is of it
    assert removed.after.figures == ()  # but nothing is computed with what isn't so
    unnamed = checked("收到复议申请239件[1]。", "新北复议")
    assert (unnamed.names_district, unnamed.names_year) == (False, False)
    assert unnamed.after == Before(figures=unnamed.after.figures)


HOSTILE = {
    "no stop": "新北区收到复议申请" * 1200,
    "punctuation only": "，。；、" * 2500,
    "control characters": "\x00\x01\x02\x1b" * 2500,
    "emoji": "😀🎉" * 400,
    "nested brackets": "[[[[1]]]]" * 100,
    "open brackets": "（《“[【" * 160,
    "markers of 999": "[999]" * 200,
    "many markers": "[1]" * 260,
    "half a marker": "新北区[1" + " " * 700,
    "digits": "9" * 790,
    "digits of Arabic": "٣件" * 390,
    "superscripts": "²件" * 390,
    "numerals": "三百" * 390,
    "no percentage": "百分之" * 260,
    "a percentage without end": "百分之三点" + "三" * 700,
    "comparisons": "比1" * 390,
    "likenesses": "比甲更" * 260,
    "sums": "、".join(f"{number}件" for number in range(1, 120)) + "，合计9件",
    "nothing": "",
    "blanks": " \t\n" * 3000,
    "titles": "《a" * 390,
    "markup": "<script>" * 90,
    "zero": "收到0件，审结0件，占0%，是0倍",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
@pytest.mark.parametrize("marker", ["", "[1]", "[1]。", "[2][3]"])
def test_hostile_text_is_removed(text: str, marker: str) -> None:
    found = check(text + marker, given_of("新北复议", "金坛复议", "江宁复议"))
    assert found.verdict == "removed"
    assert found.why
    for sentence in split_claims(text + marker)[:20]:
        assert check(sentence, given_of("新北复议", "金坛复议", "江宁复议")).verdict == "removed"


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.sampled_from(
            "新北区金坛收到审结复议239187件%万余，。、；：“”《》（）[]12年将已未比多少合计全市首个\x00\u202e😀 <>|"
        ),
        max_size=80,
    )
)
def test_any_text_is_kept_or_removed(text: str) -> None:
    found = check(text, given_of("新北复议", "金坛复议"))
    assert (found.verdict == "supported") == (found.why is None)


def test_what_cannot_be_seen_never_leaves() -> None:
    found = check("\u202e新北区2024年\x00收到\u200b复议申请2\ud80039件[1]\u202c。", given_of("新北复议"))
    assert (found.verdict, found.text) == ("supported", "新北区2024年收到复议申请239件。")


def test_with_nothing_given() -> None:
    assert check("新北区2024年收到复议申请239件。", []).why == "没有注明出处"
    assert check("新北区2024年收到复议申请239件[1]。", []).why == "没有编号为1的段落"
