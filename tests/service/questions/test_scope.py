"""Districts and years read from a question."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.questions.scope import Asked, read_scope
from tests.service.districts import CHANGZHOU, JIANGNING, JIANGSU, JINTAN, NANJING, PUKOU, WUJIANG, XINBEI
from tests.service.understood import regions
from vectorstore.genre.regions import parents, short_name
from vectorstore.types import Region


def wrong(*values: object, reason: str) -> object:
    """A row that the code doesn't hold yet."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


def asked(question: str) -> Asked:
    """Without the rest, which has tests of its own."""
    return replace(read_scope(question, regions()), rest="")


def one(code: str) -> Asked:
    return Asked(region_codes=(code,))


def unknown(*names: str) -> Asked:
    return Asked(unknown_regions=names)


EVERY = Asked(every_region=True)
OTHERS = Asked(other_regions=True)
NOTHING = Asked()

PLACES = [
    # full, short and partial names
    ("新北区收到多少件", one(XINBEI)),
    ("新北收到多少件", one(XINBEI)),
    ("江苏省常州市新北区的调解", one(XINBEI)),
    ("常州市新北区的调解", one(XINBEI)),
    ("常州新北区的调解", one(XINBEI)),
    ("常州新北的调解", one(XINBEI)),
    ("江苏新北的调解", one(XINBEI)),
    ("江苏常州新北区收到多少", one(XINBEI)),  # both parents in short
    ("江苏省常州新北区收到多少", one(XINBEI)),  # one of them
    ("江苏省常州市新北的2024年", Asked(region_codes=(XINBEI,), years=(2024,))),
    ("江苏省 常州市 新北区", one(XINBEI)),
    ("南京的江宁区", one(JIANGNING)),  # a city and 的 before it is still the one district
    ("江宁区人民法院", one(JIANGNING)),  # the name inside another name
    ("浦口区长安街", one(PUKOU)),  # 长安 is a district of Xi'an
    ("换成江宁区是多少", one(JIANGNING)),
    # several, in the order named
    ("新北和金坛谁的多", Asked(region_codes=(XINBEI, JINTAN))),
    ("金坛区、新北区", Asked(region_codes=(JINTAN, XINBEI))),
    ("南京江宁区和浦口区", Asked(region_codes=(JIANGNING, PUKOU))),
    ("新北区与新北", one(XINBEI)),  # twice the same
    # what holds districts
    ("南京市各区受理多少", one(NANJING)),  # 各区 of a city are not all
    ("常州各区受理多少", one(CHANGZHOU)),
    ("常州2024年收到多少", Asked(region_codes=(CHANGZHOU,), years=(2024,))),
    ("江苏省受理多少", one(JIANGSU)),
    ("南京市、常州市", Asked(region_codes=(NANJING, CHANGZHOU))),
    # all, and all others
    ("各区行政复议对比", EVERY),
    ("全省各区", EVERY),
    ("哪些区推行了综合查一次", EVERY),
    ("哪个区最多", EVERY),
    ("哪几个区", EVERY),
    ("两个区的化解率", EVERY),
    ("这几个区的情况", EVERY),
    ("每个区审结了多少", EVERY),
    ("三个区县比较", EVERY),
    ("其他区呢", OTHERS),
    ("其余的区呢", OTHERS),
    ("别的地区呢", OTHERS),
    ("其他区域", NOTHING),  # a field of work, not a district
    ("地方立法", NOTHING),
    # Chinese words that begin as a district's name does
    ("浦口市民满意率", one(PUKOU)),  # not a city 浦口市
    ("浦口区市民热线", one(PUKOU)),
    ("新北市收到多少", unknown("新北市")),  # Taiwan's, not the district
    ("新北市2024年收到多少", Asked(unknown_regions=("新北市",), years=(2024,))),
    # another city's district of the same name, and districts that no table holds
    ("苏州市新北区收到多少件", unknown("苏州市新北区")),
    ("苏州新北区收到多少件", unknown("苏州新北区")),
    ("南京江北新区收到多少件", unknown("南京江北新区")),
    ("江北新区的复议", unknown("江北新区")),
    ("常州高新区收到多少件", unknown("常州高新区")),
    ("上海浦东新区", unknown("上海浦东新区")),
    # districts that are not in the collection
    ("天宁区收到多少件", unknown("天宁区")),
    ("朝阳区收到多少", unknown("朝阳区")),
    ("南京市鼓楼区受理多少", unknown("南京市鼓楼区")),
    ("杭州各区受理多少", unknown("杭州")),  # 各区 there is not 各区 here
    ("无锡市各区", unknown("无锡市")),
    ("沛县的复议", unknown("沛县")),
    ("那武进呢", unknown("武进")),
    # before a verb
    ("江北新区收到多少件", unknown("江北新区")),
    ("武进收到多少件", unknown("武进")),
    ("徐州办理了多少件", unknown("徐州")),
    ("吴江区与青浦区", Asked(region_codes=(WUJIANG,), unknown_regions=("青浦区",))),
    # words that are counties' names too
    ("新建了多少个法律援助联络点", NOTHING),
    ("新北区新建了多少个", one(XINBEI)),
    ("和平解决了多少纠纷", NOTHING),
    ("平安建设的情况", NOTHING),
    ("公安机关的情况", NOTHING),
    # English and pinyin
    ("How many cases did Xinbei District receive?", one(XINBEI)),
    ("XINBEI DISTRICT", one(XINBEI)),
    ("Xin Bei District", one(XINBEI)),
    ("Xinbei's applications", one(XINBEI)),
    ("Wujiang-district", one(WUJIANG)),
    ("pukou 复议", one(PUKOU)),
    ("Wujiang District, Suzhou", one(WUJIANG)),  # the district alone
    ("Pukou District of Nanjing", one(PUKOU)),
    ("districts of Changzhou", one(CHANGZHOU)),
    ("Xuanwu District of Nanjing", unknown("Xuanwu District")),  # not all of Nanjing
    ("Chaoyang District", unknown("Chaoyang District")),
    ("Compare all districts", EVERY),
    ("Which districts use joint inspections?", EVERY),
    ("the other districts", OTHERS),
    # what is not read rightly yet
    wrong("Xuzhou's applications", unknown("Xuzhou"), reason="a foreign English name is not read without District"),
    wrong(
        "与深圳南山、广州荔湾签了协议",
        unknown("深圳南山", "广州荔湾"),
        reason="of the two only the first is read",
    ),
    wrong("各区域的情况", NOTHING, reason="各区 is read in 各区域"),
    wrong("哪些市场主体完成注册", NOTHING, reason="哪些市 is read in 哪些市场主体"),
    wrong("哪些地方性法规", NOTHING, reason="哪些地方 is read in 哪些地方性法规"),
    wrong("哪些区级部门述法", NOTHING, reason="哪些区 is read in 哪些区级部门"),
]


@pytest.mark.parametrize(("question", "expected"), PLACES)
def test_places(question: str, expected: Asked) -> None:
    assert asked(question) == expected


def years(*values: int) -> Asked:
    return Asked(years=values)


def back(distance: int) -> Asked:
    return Asked(years_back=distance)


YEARS = [
    ("2024年收到多少", years(2024)),
    ("2024年度收到多少", years(2024)),
    ("2024 年收到多少", years(2024)),
    ("收到多少 2024", years(2024)),  # as one types into a search box
    ("２０２４年收到多少", years(2024)),  # full-width
    ("二〇二四年收到多少", years(2024)),
    ("二○二四年度收到多少", years(2024)),  # ○ is another character than 〇
    ("二零二四年收到多少", years(2024)),
    ("24年收到多少", years(2024)),
    ("24年度收到多少", years(2024)),
    ("2024年12月", years(2024)),
    ("in 2024", years(2024)),
    # several
    ("2023年和2024年", years(2023, 2024)),
    ("2024年和2024年", years(2024)),
    ("2023-2024年", years(2023, 2024)),
    ("2022—2024年", years(2022, 2023, 2024)),
    ("2023年至2024年", years(2023, 2024)),
    ("2023到2024年", years(2023, 2024)),
    ("2023 to 2024", years(2023, 2024)),
    ("二〇二三年至二〇二四年", years(2023, 2024)),
    # numbers that are no year of report
    ("《2023年法治为民十件实事》说了什么", NOTHING),  # of a title
    ("《法治政府建设实施纲要（2021—2025年）》", NOTHING),
    ("《2023年要点》在2024年", years(2024)),
    ("是不是2024件", NOTHING),  # a count
    ("2024个案件", NOTHING),
    ("1976件", NOTHING),
    ("20240101", NOTHING),
    ("12345热线", NOTHING),
    ("24年来的变化", NOTHING),
    ("近三年", NOTHING),
    ("近10年收到多少", NOTHING),
    ("近年来", NOTHING),
    # relative
    ("去年收到多少", back(0)),
    ("去年度收到多少", back(0)),
    ("上年收到多少", back(0)),
    ("上一年度收到多少", back(0)),
    ("last year", back(0)),
    ("前年收到多少", back(1)),
    ("今年收到多少", back(-1)),
    ("本年度收到多少", back(-1)),
    ("去年（2024年）", Asked(years=(2024,), years_back=0)),
    # what is not read rightly yet
    wrong("以前年度结转多少", NOTHING, reason="前年 is read in 以前年度"),
]


@pytest.mark.parametrize(("question", "expected"), YEARS)
def test_years(question: str, expected: Asked) -> None:
    assert asked(question) == expected


def test_says_where_and_when() -> None:
    assert not NOTHING.says_where
    assert not NOTHING.says_when
    assert all(each.says_where for each in (one(XINBEI), EVERY, OTHERS, unknown("天宁区")))
    assert all(each.says_when for each in (years(2024), back(0), back(1), back(-1)))  # 0 is a distance too


RESTS = [
    ("新北区2024年收到多少件行政复议申请", "收到多少件行政复议申请"),
    ("２０２４年，江苏省常州市新北区收到多少", "， 收到多少"),
    ("各区行政复议对比", "行政复议对比"),
    ("《2023年工作要点》说了什么", "《2023年工作要点》说了什么"),  # a title stays whole
    ("xinbei qu 2024", ""),
    wrong(
        "Xuanwu District of Nanjing: how many cases",
        ": how many cases",
        reason="the city stays in the rest",
    ),
    wrong("哪些市场主体完成注册", "哪些市场主体完成注册", reason="市 is cut from 市场主体"),
    wrong("有哪些地方性法规", "有哪些地方性法规", reason="地方 is cut from 地方性法规"),
]


@pytest.mark.parametrize(("question", "rest"), RESTS)
def test_rest(question: str, rest: str) -> None:
    assert read_scope(question, regions()).rest == rest


def names_of(region: Region) -> list[str]:
    province, city = parents(region)
    own = (region.name, short_name(region))
    holders = ("", city.name, short_name(city), province.name, short_name(province))
    return [region.full_name, *(holder + name for holder in holders for name in own)]


NAMES = [(name, region.code) for region in regions() for name in names_of(region)]
YEAR_FORMS = ["2024年", "2024年度", "２０２４年", "二〇二四年", "二零二四年度", "24年"]
TOPICS = ["收到多少件行政复议申请", "的实质性化解率是多少？", "公证情况", "存在哪些不足", "成功调处矛盾纠纷7698起吗"]
ORDERS = ["{name}{year}{topic}", "{year}{name}{topic}", "请问{name}在{year}{topic}", "{year}，{name}{topic}"]


@given(st.sampled_from(NAMES), st.sampled_from(YEAR_FORMS), st.sampled_from(TOPICS), st.sampled_from(ORDERS))
def test_rest_never_holds_the_district_or_the_year(named: tuple[str, str], year: str, topic: str, order: str) -> None:
    name, code = named
    read = read_scope(order.format(name=name, year=year, topic=topic), regions())
    assert read.region_codes == (code,)
    assert read.years == (2024,)
    assert name not in read.rest
    assert year not in read.rest
    assert "24" not in read.rest
    assert topic in read.rest


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    read = read_scope(text, regions())
    assert set(read.region_codes) <= {region.code for region in regions()} | {NANJING, CHANGZHOU, "320500", JIANGSU}
    assert all(2000 <= year <= 2099 for year in read.years)
