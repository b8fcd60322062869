import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from evals.claims.claims import Claim, load_claims, load_documents, text_paragraphs, verbatim_claims
from evals.claims.corruptions import MUTATIONS, Mutation, among_neighbours, corrupted
from evals.claims.mutations.assertions import direction, exaggeration, negation, plan, wider_area
from evals.claims.mutations.figures import digit, figures, scale, unit
from evals.claims.mutations.indicators import exchanged, joined, taken_from_the_paragraph
from evals.claims.mutations.names import altered_name, altered_title, invented_name, invented_title
from evals.claims.mutations.origins import district_in_front, marker, other_district, other_year, year_in_front
from evals.claims.mutations.text import without_markers
from evals.claims.other_provinces import load_invented, load_other_claims
from service.cited.checks.sources import Given
from vectorstore.types import Document, Part

LEAST = 1500
LEAST_OF_A_KIND = 100
LEAST_ELSEWHERE = 1000
XINBEI, JINTAN = "320411-2024", "320413-2024"


@cache
def documents() -> tuple[Document, ...]:
    return load_documents()


@cache
def everything() -> tuple[Claim, ...]:
    return corrupted(bases(), (*documents(), *load_invented()))


@cache
def bases() -> tuple[Claim, ...]:
    return (*verbatim_claims(documents()), *load_claims(documents()), *load_other_claims(load_invented()))


def claim(text: str, holds: str = "共收到复议申请239件", report: str = XINBEI) -> Claim:
    """The text cites as [1] the first paragraph of text of the report that holds the words."""
    document = next(one for one in documents() if one.report.report_id.startswith(report))
    paragraph = next(one for one in text_paragraphs(document) if holds in one.text)
    return Claim("made", "faithful", "figure", text, (Given(1, document.report, paragraph),))


@pytest.mark.slow
def test_there_are_enough_of_every_kind_and_from_both_bases() -> None:
    count = Counter(one.kind for one in everything())
    assert sum(count.values()) >= LEAST
    assert {kind: count[kind] for kind in MUTATIONS if count[kind] < LEAST_OF_A_KIND} == {}
    of_sentences = Counter(one.kind for one in everything() if one.id.startswith("320"))
    assert all(0 < of_sentences[kind] < count[kind] for kind in MUTATIONS)
    reports = {one.given[0].report.report_id for one in everything() if one.group == "seeds"}
    assert len(reports) == len(documents())


@pytest.mark.slow
def test_other_provinces_are_corrupted_in_every_way_too() -> None:
    elsewhere = [one for one in everything() if one.group == "other provinces"]
    assert len(elsewhere) >= LEAST_ELSEWHERE
    assert {one.kind for one in elsewhere} == set(MUTATIONS)
    assert {one.given[0].report.region.code[:2] for one in elsewhere}.isdisjoint({"32"})


@pytest.mark.slow
def test_they_are_the_same_each_time_and_have_ids_of_their_own() -> None:
    both = (*documents(), *load_invented())
    assert corrupted(bases(), both) == everything()
    assert {one.text for one in corrupted(bases(), both, seed=1)} - {one.text for one in everything()}
    assert len({one.id for one in everything()}) == len(everything())


@pytest.mark.slow
def test_none_is_what_it_was_made_from_nor_stands_in_its_paragraphs() -> None:
    for one in everything():
        assert one.text != one.true
        assert one.kind == "marker" or not any(
            without_markers(one.text) in cited.paragraph.text for cited in one.cited
        ), one.text


@pytest.mark.slow
def test_only_the_marker_is_touched_by_the_mutation_of_that_name() -> None:
    for one in everything():
        assert one.true is not None
        same = re.findall(r"\[\d+\]", one.text) == re.findall(r"\[\d+\]", one.true)
        assert (one.kind == "marker") != same or one.id.split("-")[-2] == "joined", one.text


@pytest.mark.slow
def test_a_changed_figure_is_not_one_that_the_paragraph_holds() -> None:
    for one in everything():
        if one.kind in ("digit", "scale"):
            held = {figure.value for cited in one.cited for figure in figures(cited.paragraph.text)}
            said = {figure.value for figure in figures(without_markers(one.text))}
            told = {figure.value for figure in figures(without_markers(one.true or ""))}
            assert not (said - told) & held, one.text


@pytest.mark.parametrize(
    ("mutation", "text", "expected"),
    [
        (digit, "共收到复议申请239件[1]。", "共收到复议申请289件[1]。"),
        (digit, "共收到复议申请239件[1]。", "共收到复议申请29件[1]。"),
        (digit, "共收到复议申请239件[1]。", "共收到复议申请2395件[1]。"),
        (digit, "实质性化解行政争议37.76%[1]。", "实质性化解行政争议37.96%[1]。"),
        (digit, "浦政发〔2024〕1号[1]。", "浦政发〔2024〕8号[1]。"),
        (digit, "召开两次听证会[1]。", "召开四次听证会[1]。"),
        (unit, "共收到复议申请239件[1]。", "共收到复议申请239人[1]。"),
        (unit, "共收到复议申请239件[1]。", "共收到复议申请239%[1]。"),
        (unit, "化解率37.76%[1]。", "化解率37.76个百分点[1]。"),
        (unit, "挽回4100余万元[1]。", "挽回4100余元[1]。"),
        (unit, "全区42件文件[1]。", "全区42%的文件[1]。"),
        (scale, "9.8万余件[1]。", "9.8亿余件[1]。"),
        (scale, "2534万元[1]。", "2534元[1]。"),
        (scale, "审结203件[1]。", "审结203万件[1]。"),
        (other_district, "2024年，常州市新北区收到239件[1]。", "2024年，南京市江宁区收到239件[1]。"),
        (district_in_front, "2024年全区收到239件[1]。", "2024年金坛区收到239件[1]。"),
        (district_in_front, "9.区政府收到239件[1]。", "吴江区政府收到239件[1]。"),
        (other_year, "2024年收到239件，2024年审结203件[1]。", "2022年收到239件，2022年审结203件[1]。"),
        (other_year, "今年收到239件[1]。", "去年收到239件[1]。"),
        (year_in_front, "收到239件，审结203件[1]。", "2021年，收到239件，审结203件[1]。"),
        (exchanged, "收到239件，审结203件[1]。", "收到203件，审结239件[1]。"),
        (joined, "收到复议申请239件，审结203件[1]。", "审结239件[1]。"),
        (taken_from_the_paragraph, "制发意见书7份[1]。", "制发意见书12份[1]。"),
        (altered_title, "印发《新北区2024年工作方案》[1]。", "印发《新北区2024年工作意见》[1]。"),
        (altered_title, "印发《新北区2024年工作方案》[1]。", "印发《新北区2023年工作方案》[1]。"),
        (invented_title, "收到239件[1]。", "根据《新北区执法监督员聘任办法》，收到239件[1]。"),
        (altered_name, "落实“三项制度”[1]。", "落实“四项制度”[1]。"),
        (altered_name, "打造“和畅”品牌[1]。", "打造“三色预警”品牌[1]。"),
        (invented_name, "收到239件[1]。", "依托“法护万家”，收到239件[1]。"),
        (plan, "2025年，新北区将推进立法[1]。", "2024年，新北区已推进立法[1]。"),
        (plan, "2025年，新北区将推进立法[1]。", "2024年，新北区推进立法[1]。"),
        (negation, "2024年共收到复议申请239件[1]。", "2024年未收到复议申请239件[1]。"),
        (negation, "全面推行公示制度[1]。", "没有全面推行公示制度[1]。"),
        (negation, "执法监管不够严[1]。", "执法监管足够严[1]。"),
        (direction, "立案量同比增长2倍[1]。", "立案量同比下降2倍[1]。"),
        (wider_area, "建成全市首个服务站[1]。", "建成全国首个服务站[1]。"),
        (exaggeration, "审结203件[1]。", "全部审结203件[1]。"),
        (exaggeration, "审结203件[1]。", "审结203件，居全省第一[1]。"),
    ],
)
def test_each_mutation_makes_a_wrong_sentence(mutation: Mutation, text: str, expected: str) -> None:
    made = list(mutation(claim(text)))
    assert expected in made
    assert text not in made


@pytest.mark.parametrize(
    ("mutation", "text", "expected"),
    [
        (other_district, "宁波市鄞州区2024年新收申请568件[1]。", "武汉市洪山区2024年新收申请568件[1]。"),
        (other_district, "安吉县与鄞州区都有[2][1]。", "岳麓区与鄞州区都有[2][1]。"),
        (district_in_front, "全区新收申请568件[1]。", "武侯区新收申请568件[1]。"),
        (district_in_front, "全县受理7,462件[2]。", "雁塔区受理7,462件[2]。"),
        (negation, "鄞州区受理申请497件[1]。", "鄞州区未受理申请497件[1]。"),
        (joined, "新收申请1,568件，受理1,497件[1]。", "受理1,568件[1]。"),
    ],
)
def test_districts_elsewhere_are_known_from_their_paragraphs(mutation: Mutation, text: str, expected: str) -> None:
    given = {document.report.region.name: document for document in load_invented()}
    cited = tuple(
        Given(number, given[name].report, given[name].paragraphs[0])
        for number, name in enumerate(("鄞州区", "安吉县"), 1)
    )
    made = list(mutation(Claim("made", "faithful", "figure", text, cited, group="other provinces")))
    assert expected in made
    assert text not in made


def test_no_district_is_put_before_a_district_elsewhere() -> None:
    yinzhou = next(document for document in load_invented() if document.report.region.name == "鄞州区")
    cited = (Given(1, yinzhou.report, yinzhou.paragraphs[0]),)
    named = Claim("made", "faithful", "figure", "鄞州区受理497件[1]。", cited, group="other provinces")
    assert list(district_in_front(named)) == []


@pytest.mark.parametrize(
    ("mutation", "text", "why"),
    [
        (digit, "9.提升复议监督能力[1]。", "the number is the paragraph's"),
        (digit, "2024年[1]。", "years have a mutation of their own"),
        (exchanged, "专利奖金奖3件、银奖3件[1]。", "equal figures"),
        (exchanged, "收到239件，召开2次[1]。", "different units"),
        (exchanged, "超过200件，近300件[1]。", "stays true"),
        (taken_from_the_paragraph, "收到超过230件[1]。", "stays true"),
        (scale, "第6期[1]。", "an ordinal"),
        (wider_area, "建成全国首个服务站[1]。", "nothing is wider"),
        (exaggeration, "位于全市第一方阵[1]。", "exaggerated already"),
        (year_in_front, "应诉率连续多年保持100%[1]。", "true of other years too"),
        (year_in_front, "其中一审35件[1]。", "no Chinese"),
        (district_in_front, "新北区收到239件[1]。", "a district is named"),
        (other_district, "印发《新北区方案》[1]。", "titles have a mutation of their own"),
        (negation, "这是“推进立法”[1]。", "inside a name"),
        (direction, "做好质量提升工作[1]。", "a noun"),
        (plan, "将听证会纳入考核[1]。", "将 is 把"),
        (plan, "2024年收到239件[1]。", "no plan"),
        (marker, "收到239件[1]。", "no other paragraph is given"),
    ],
)
def test_what_would_stay_true_or_be_no_chinese_is_not_made(mutation: Mutation, text: str, why: str) -> None:
    assert list(mutation(claim(text))) == [], why


def test_a_figure_that_another_number_leaves_true_is_changed_by_much() -> None:
    values = [figure.value for text in digit(claim("梳理文件250余件[1]。")) for figure in figures(text)]
    assert min(value for value in values if value != 1) >= 300


def test_a_share_that_can_be_computed_is_not_put_in() -> None:
    """6 of 99 cases are 6%."""
    cases = claim("正在审理6件[1]。", "依法受理行政复议案件99件", "320111-2023")
    assert "正在审理6%[1]。" not in list(unit(cases))
    assert "正在审理6人[1]。" in list(unit(cases))


def test_a_marker_moves_only_to_a_paragraph_that_does_not_hold_the_claim() -> None:
    own = among_neighbours(claim("2024年新北区政府共收到复议申请239件，审结203件[1]。"), documents())
    assert len(own.given) > 3
    assert list(marker(own))
    twin = replace(own.given[0], number=9)
    assert "[9]" not in "".join(marker(replace(own, given=(own.given[0], twin))))


def test_a_sentence_of_the_plan_is_told_as_a_result_of_the_year() -> None:
    (sentence, *_) = (
        one
        for one in verbatim_claims(documents())
        if one.cited[0].paragraph.part is Part.PLAN and one.text.startswith("推进行政执法监督走向深入")
    )
    told = list(plan(sentence))
    assert [text[:12] for text in told[:2]] == ["2023年,江宁区已推进", "2023年,江宁区推进行"]
    assert told[2].endswith(",上述工作已于2023年全部完成。[2]")
    assert list(negation(sentence)) == []


def test_a_claim_without_a_marker_is_no_base() -> None:
    assert corrupted([claim("新北区2024年共收到复议申请239件。")], documents()) == ()
