"""Numbers read from a text, and which of them are the same."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.genre.quantities import numbers_in, quantities
from vectorstore.genre.units import COUNTS, UNITS, Kind, Measure, Quantity, restored, same_quantity

_DIGITS = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def one(text: str) -> Quantity:
    (number,) = numbers_in(text)
    return number


def in_words(value: int) -> str:
    """Below ten thousand, as it is written in Chinese."""
    written, zero = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // step % 10
        if digit:
            written += ("零" if zero else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = bool(written)
    return written


@given(st.integers(2, 9999))
def test_a_number_is_the_same_however_it_is_written(value: int) -> None:
    forms = [f"{value}件", f"{value:,}件", f"{value}件".translate(FULL_WIDTH), f"{in_words(value)}件"]
    forms += [f"{value / 10000}万件"] if value >= 10 else []
    for form in forms:
        assert same_quantity(one(form), one(f"{value}件")), form
        assert one(form).value == pytest.approx(value)


@given(st.integers(1, 10**9), st.sampled_from(["", "万", "亿"]), st.sampled_from("件 人 人次 家 次 场 元 % 天".split()))
def test_a_number_stands_where_it_says(value: int, scale: str, unit: str) -> None:
    text = f"全年共{value}{scale if unit != '%' else ''}{unit}，其他。"
    number = one(text)
    assert text[number.start : number.end] == number.printed


SAME = [
    # what is said, and what the paragraph has
    ("98000余件", "9.8万余件"),
    ("９８０００余件", "9.8万余件"),
    ("98,000余件", "9.8万余件"),
    ("超9.8万件", "9.8万余件"),
    ("超过9.8万件", "9.8万余件"),
    ("约9.8万件", "9.8万余件"),  # says less
    ("9.8万件", "9.8万余件"),  # put back by `restored`
    ("23起", "23件"),
    ("23名", "23人"),
    ("11个部门", "11家部门"),
    ("百分之三十一点一", "31.1%"),
    ("六成", "60%"),
    ("4100万元", "0.41亿元"),
]
OTHER = [
    ("23%", "23件"),
    ("633万人", "633万人次"),
    ("31.1个百分点", "31.1%"),
    ("9.8亿件", "9.8万件"),
    ("239件", "293件"),
    ("近300本", "300余本"),
    ("300余本", "近300本"),
    ("约9.8万件", "9.8万件"),  # 约 is made up
    ("超9.8万件", "9.8万件"),
    ("不足9.8万件", "9.8万余件"),
    ("2倍", "2件"),
    ("1420家", "1420家次"),
    ("123个工作日", "123天"),
    ("2年", "2月"),
    ("2个月", "2月"),  # how long, and when
]


@pytest.mark.parametrize(("said", "held"), SAME)
def test_the_same(said: str, held: str) -> None:
    assert same_quantity(one(said), one(held))


@pytest.mark.parametrize(("said", "held"), OTHER)
def test_not_the_same(said: str, held: str) -> None:
    assert not same_quantity(one(said), one(held))


@pytest.mark.parametrize(
    ("said", "held", "wording"),
    [
        ("9.8万件", "9.8万余件", "9.8万余件"),
        ("98000件", "9.8万余件", "9.8万余件"),
        ("300本", "近300本", "近300本"),
        ("300本", "300本", None),
        ("约300本", "近300本", None),  # says so itself
    ],
)
def test_a_qualifier_left_out_is_put_back(said: str, held: str, wording: str | None) -> None:
    assert restored(one(said), one(held)) == wording


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("浦政发〔2024〕1号", [1]),  # its year is none
        ("2024年10月25日", [10, 25]),
        ("2021—2025年", []),
        ("12345政务热线", [12345]),
        ("2.0版", [2]),
        ("案件1976件", [1976]),  # Chinese characters end no word
        ("新一轮", []),
        ("", []),
    ],
)
def test_what_is_no_quantity(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(text) if number.kind is not Kind.YEAR] == values


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("三级网络", ["三级"]),
        ("一是完善", []),
        ("第三方", []),
        ("获一等奖", ["一等"]),
        ("百姓", []),
    ],
)
def test_numerals_that_count_nothing_known(text: str, phrases: list[str]) -> None:
    assert [number.printed for number in numbers_in(text) if number.kind is Kind.WORD] == phrases


SEEDS = sorted(file.name[:3] for file in FOLDER.glob("*.txt"))

FRAGMENTS = st.sampled_from(
    [
        *("约 近 超过 逾 不足 1 12 2024 1,200 9.8 ３ ０．５ ％ 一 两 十 百 千 三十 二〇 万 亿 千万 余 多".split()),
        *("件 件次 个 个月 人 人次 % 个百分点 元 年 月 日 来 次 场 家 级 大 本 条 倍 以上 左右".split()),
        *("第 届 〔 〕 号 + - . , ， 。 三位一体 百姓 二十大 A 甲".split()),
        "\u3000",
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=12).map("".join)


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "printed", "number", "unit", "measure", "qualifier"),
    [
        # As the seeds print them.
        ("总办件数为9.8万余件。", "9.8万余件", 98_000, "件", Measure.MATTERS, "余"),
        ("覆盖学法对象7万余人", "7万余人", 70_000, "人", Measure.PEOPLE, "余"),
        ("提供专业书籍近300本", "近300本", 300, "本", Measure.WRITINGS, "近"),
        ("受教育群众约633万人次。", "约633万人次", 6_330_000, "人次", Measure.ATTENDANCES, "约"),
        ("次数平均压减60%以上。", "60%以上", 60, "%", Measure.RATE, "以上"),
        ("20.5亿余条政务数据", "20.5亿余条", 2_050_000_000, "条", Measure.WRITINGS, "余"),
        ("讲座惠及2.2万人次", "2.2万人次", 22_000, "人次", Measure.ATTENDANCES, None),
        ("赠送法治书籍超过200本", "超过200本", 200, "本", Measure.WRITINGS, "超"),
        ("年办件量超2900件", "超2900件", 2900, "件", Measure.MATTERS, "超"),
        ("组织区委全面依法治区会议四次", "四次", 4, "次", Measure.EVENTS, None),
        ("讲座200余场。", "200余场", 200, "场", Measure.EVENTS, "余"),
        ("法治宣传90余场次，", "90余场次", 90, "场次", Measure.EVENTS, "余"),
        ("审核53个批次建设用地", "53个批次", 53, "个批次", Measure.EVENTS, None),
        ("指导240件次", "240件次", 240, "件次", Measure.MATTERS, None),
        ("实质性化解行政争议37.76%，", "37.76%", 37.76, "%", Measure.RATE, None),
        ("立案量同比增长2倍。", "2倍", 2, "倍", Measure.MULTIPLE, None),
        ("发布后15日内", "15日", 15, "日", Measure.DURATION, None),
        ("现场服务1551次", "1551次", 1551, "次", Measure.EVENTS, None),
        ("全区89家单位", "89家", 89, "家", Measure.BODIES, None),
        ("法律援助联络点131个，", "131个", 131, "个", Measure.THINGS, None),
        ("52个部门的资源", "52个部门", 52, "个部门", Measure.BODIES, None),
        # The place of a figure between Chinese characters.
        ("案件1976件", "1976件", 1976, "件", Measure.MATTERS, None),
        ("2024年3件", "3件", 3, "件", Measure.MATTERS, None),
        ("12345次", "12345次", 12_345, "次", Measure.EVENTS, None),
        # Other spellings.
        ("办理1,551件", "1,551件", 1551, "件", Measure.MATTERS, None),
        ("1,234,567人", "1,234,567人", 1_234_567, "人", Measure.PEOPLE, None),
        ("达９８．７％，", "９８．７％", 98.7, "%", Measure.RATE, None),
        ("１５５１次", "１５５１次", 1551, "次", Measure.EVENTS, None),
        ("１，２３４件", "１，２３４件", 1234, "件", Measure.MATTERS, None),
        ("共十二人", "十二人", 12, "人", Measure.PEOPLE, None),
        ("一百二十件", "一百二十件", 120, "件", Measure.MATTERS, None),
        ("两千余件", "两千余件", 2000, "件", Measure.MATTERS, "余"),
        ("三万人", "三万人", 30_000, "人", Measure.PEOPLE, None),
        ("百余场", "百余场", 100, "场", Measure.EVENTS, "余"),
        ("百分之九十八", "百分之九十八", 98, "%", Measure.RATE, None),
        ("百分之98.7", "百分之98.7", 98.7, "%", Measure.RATE, None),
        ("百分之百", "百分之百", 100, "%", Measure.RATE, None),
        ("提高0.5个百分点", "0.5个百分点", 0.5, "个百分点", Measure.RATE, None),
        ("3.5‰", "3.5‰", 3.5, "‰", Measure.RATE, None),
        ("500多件", "500多件", 500, "件", Measure.MATTERS, "余"),
        ("逾200件", "逾200件", 200, "件", Measure.MATTERS, "超"),
        ("突破1万件", "突破1万件", 10_000, "件", Measure.MATTERS, "超"),
        ("200件左右", "200件左右", 200, "件", Measure.MATTERS, "约"),
        ("30户以上", "30户以上", 30, "户", Measure.BODIES, "以上"),
        ("0件", "0件", 0, "件", Measure.MATTERS, None),
        ("5个工作日", "5个工作日", 5, "个工作日", Measure.DURATION, None),
        ("为期3个月", "3个月", 3, "个月", Measure.DURATION, None),
        ("24小时", "24小时", 24, "小时", Measure.DURATION, None),
        ("连续四年", "四年", 4, "年", Measure.DURATION, None),
        ("罚款3.2亿元", "3.2亿元", 320_000_000, "元", Measure.MONEY, None),
        ("减轻负担6876万元", "6876万元", 68_760_000, "元", Measure.MONEY, None),
    ],
)
def test_a_quantity(text: str, printed: str, number: float, unit: str, measure: Measure, qualifier: str | None) -> None:
    start = text.index(printed)
    found = only(text)
    assert found.number == pytest.approx(number)
    assert found == Quantity(printed, found.number, unit, measure, qualifier, start, start + len(printed))


@pytest.mark.parametrize(
    ("printed", "number", "unit", "qualifier"),
    [
        # Thousands, however they are set apart: the tail is never read for the whole.
        ("3，568件", 3568, "件", None),
        ("３，５６８件", 3568, "件", None),
        ("8 450件", 8450, "件", None),
        ("8\u00a0450件", 8450, "件", None),
        ("8\u2009450件", 8450, "件", None),
        ("8\u3000450件", 8450, "件", None),
        ("2 890万元", 28_900_000, "元", None),
        ("1 234 567人", 1_234_567, "人", None),
        ("1.2 亿元", 120_000_000, "元", None),
        ("1亿2000万元", 120_000_000, "元", None),
        ("3万5千件", 35_000, "件", None),
        ("二十三万四千五百件", 234_500, "件", None),
        # Signs that are numbers.
        ("③②件", 32, "件", None),
        ("②⑨③件", 293, "件", None),
        ("⑫件", 12, "件", None),
        ("〢〩〣件", 293, "件", None),
        ("㈤次", 5, "次", None),
        ("2½次", 2.5, "次", None),
        ("¾个", 0.75, "个", None),
        ("卅次", 30, "次", None),
        ("廿五件", 25, "件", None),
        ("Ⅻ件", 12, "件", None),
        ("𝟐𝟑𝟗件", 239, "件", None),
        ("贰佰叁拾玖件", 239, "件", None),
        ("二三九件", 239, "件", None),
        ("二百三十九件", 239, "件", None),
        ("三点五倍", 3.5, "倍", None),
        # What bounds it.
        ("3.4万余件", 34_000, "件", "余"),
        ("近三成", 3, "成", "近"),
        ("接近300件", 300, "件", "近"),
        ("至少300件", 300, "件", "以上"),
        ("≥239件", 239, "件", "以上"),
        (">239件", 239, "件", "超"),
        ("~239件", 239, "件", "约"),
        ("≤239件", 239, "件", "不足"),
        ("不足300件", 300, "件", "不足"),
        ("15日以内", 15, "日", "不足"),
        ("近万人", 10_000, "人", "近"),
        ("万余名", 10_000, "名", "余"),
        ("上百件", 100, "件", "以上"),
        ("三年半", 3.5, "年", None),
        ("两个半月", 2.5, "个月", None),
        ("三分之二", 200 / 3, "%", None),
    ],
)
def test_a_number_as_people_type_it(printed: str, number: float, unit: str, qualifier: str | None) -> None:
    found = only(f"共收到{printed}，")
    assert (found.printed, found.unit, found.qualifier) == (printed, unit, qualifier)
    assert found.number == pytest.approx(number)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("收到8 45件", [Kind.UNREADABLE]),
        ("收到12，3件", [Kind.UNREADABLE]),
        ("收到239²件", [Kind.UNREADABLE]),
        ("收到-239件", [Kind.UNREADABLE]),
        ("收到239×2件", [Kind.NAME, Kind.UNREADABLE]),
        ("收到239件×2", [Kind.COUNTED, Kind.UNREADABLE]),
        ("收到2️⃣3️⃣9️⃣件", [Kind.UNREADABLE]),
        ("收到8·450件", [Kind.NAME, Kind.UNREADABLE]),
        ("收到二9件", [Kind.WORD, Kind.UNREADABLE]),
        ("分别为239，126件", [Kind.UNREADABLE]),
        ("三五件", [Kind.WORD]),  # three to five
        ("三万五件", [Kind.WORD]),  # 35000 or 30005
        ("贷款100万30年", [Kind.UNREADABLE]),
        ("成效——239件", [Kind.COUNTED]),
        ("239、126件", [Kind.NAME, Kind.COUNTED]),
        ("2023 2024", [Kind.NAME, Kind.YEAR]),
        ("2023，2024年", [Kind.YEAR, Kind.YEAR]),
        ("3至5件", [Kind.RANGE]),
        ("30%—50%", [Kind.RANGE]),
        ("一至九月", [Kind.DATE]),
        ("1—6月", [Kind.DATE]),
        ("1月至6月", [Kind.DATE]),
        ("8月", [Kind.DATE]),
        ("8个月", [Kind.COUNTED]),
        ("①推进", [Kind.MARK]),
        ("①239件", [Kind.MARK, Kind.COUNTED]),
        ("半数以上", [Kind.WORDED]),
        ("翻番", [Kind.WORDED]),
        ("八项规定", [Kind.WORD]),
        ("四个意识", [Kind.WORD]),
        ("12345热线", [Kind.NAME]),
        ("307国道", [Kind.NAME]),
        ("G15", [Kind.NAME]),
        ("1+1+N", [Kind.NAME, Kind.NAME]),
        ("1+6项", [Kind.NAME, Kind.NAME]),
        ("第一书记", []),
        ("第24届", [Kind.ORDINAL]),
    ],
)
def test_what_a_number_is(text: str, kinds: list[Kind]) -> None:
    assert [number.kind for number in numbers_in(text)] == kinds


THOUSANDS = st.sampled_from([",", "，", " ", "\u00a0", "\u2009", "\u202f", "\u3000"])
DIGITS = st.sampled_from(["0123456789", "０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"])
BEFORE = st.sampled_from(["", "收到", "受理并办结", "合计", "共", "（"])


@given(st.integers(1, 10**9), THOUSANDS, DIGITS, BEFORE)
def test_thousands_are_read_whole_however_they_are_set_apart(value: int, gap: str, digits: str, before: str) -> None:
    printed = f"{value:,}".translate({ord(str(place)): sign for place, sign in enumerate(digits)}).replace(",", gap)
    found = only(f"{before}{printed}件")
    assert (found.number, found.printed) == (value, f"{printed}件")


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 9))
def test_signs_are_read_as_the_digits_that_they_are(hundreds: int, tens: int, ones: int) -> None:
    value = 100 * hundreds + 10 * tens + ones
    for zero in ("⓪①②③④⑤⑥⑦⑧⑨", "〇〡〢〣〤〥〦〧〨〩", "〇一二三四五六七八九"):
        assert only("".join(zero[int(digit)] for digit in str(value)) + "件").number == value


GAPS = st.text(alphabet=" ,，\u00a0\u3000\u200b0123456789０１②③½²·.:：/-—×", max_size=12)


@given(st.integers(0, 9), GAPS, BEFORE)
def test_a_quantity_never_begins_inside_a_number(first: int, rest: str, before: str) -> None:
    """Whatever stands between digits, none of them is taken for the beginning of a figure by itself."""
    text = f"{before}{first}{rest}件"
    for found in quantities(text):
        head = text[: found.start]
        assert not re.search(r"[0-9０-９][,，\s\u200b]{0,2}$", head), (text, found.printed)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("审批用时由198天压缩至123天", ["198天", "123天"]),  # a change: both
        ("收到187件,受理126件,结案117件", ["187件", "126件", "117件"]),  # a comma that separates
        ("连接6省16个地区", ["6省", "16个"]),
        ("2批18项改革授权", ["2批", "18项"]),
        ("国家专利奖金奖1件、银奖1件", ["1件", "1件"]),  # the same twice
        ("第3批25项", ["25项"]),
        ("2024年收到12345热线诉求12.2万件，满意率98.9%，解决率97.3%", ["12.2万件", "98.9%", "97.3%"]),
        ("〔2024〕1号文件印发后，10月25日举办12场", ["12场"]),
    ],
)
def test_several_quantities_in_order(text: str, printed: list[str]) -> None:
    assert [quantity.printed for quantity in quantities(text)] == printed


@pytest.mark.parametrize(
    "text",
    [
        "2024年",
        "2024年度",
        "2023-2024年",
        "2021—2025年",
        "2023,2024年",
        "2024、2025年",
        "１９４９年",
        "10月25日",
        "2024年10月25日",
        "十月二十五日",
        "3月",
        "浦政发〔2024〕1号",
        "[2024]1号",
        "第24届",
        "第三次",
        "第十二批",
        "第1名",
        "第3项",
        "二十大",
        "二十届三中全会",
        "十四届",
        "“十四五”规划",
        "“八五”普法",
        "一件事",
        "高效办成一件事",
        "综合查一次",
        "进一步",
        "一家企业",
        "1+6",
        "1+11+307",
        "“3+1张清单”",
        "5.0版",
        "营商环境2.0",
        "12345热线",
        "12348",
        "12·4国家宪法日",
        "3.15",
        "GB/T2260",
        "5G",
        "四个自信",
        "三项制度",
        "三位一体",
        "三级调研",
        "百姓说事",
        "百家争鸣",
        "千家万户",
        "十佳",
        "十大典型案例",
        "近三年来",
        "甲乙丙",
        "",
    ],
)
def test_no_quantity(text: str) -> None:
    assert quantities(text) == []


@given(TEXTS)
def test_a_quantity_is_what_stands_at_its_place_and_none_overlaps_another(text: str) -> None:
    found = quantities(text)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.printed == text[quantity.start : quantity.end]
        assert quantity.number >= 0
        assert quantity.unit in UNITS[quantity.measure]
        assert quantity.qualifier in {None, "约", "余", "超", "近", "以上", "不足"}
    for one, following in pairwise(found):
        assert one.end <= following.start


@given(TEXTS)
def test_a_figure_printed_and_read_again_is_the_same_figure(text: str) -> None:
    for quantity in quantities(text):
        again = only(quantity.printed)
        assert (again.number, again.unit, again.measure, again.qualifier) == (
            quantity.number,
            quantity.unit,
            quantity.measure,
            quantity.qualifier,
        )
        assert (again.start, again.end) == (0, len(quantity.printed))


@given(st.text(max_size=100))
def test_no_text_fails(text: str) -> None:
    for quantity in quantities(text):
        assert quantity.end <= len(text)


@pytest.mark.parametrize("number", SEEDS)
def test_every_figure_of_the_seeds_is_read_again_from_its_print(number: str) -> None:
    found = [(paragraph.text, q) for paragraph in seed(number).paragraphs for q in quantities(paragraph.text)]
    assert len(found) > 30
    for text, quantity in found:
        assert quantity.printed == text[quantity.start : quantity.end]
        assert only(quantity.printed).number == quantity.number


def test_each_unit_measures_one_thing() -> None:
    units = [unit for measure in UNITS for unit in UNITS[measure]]
    assert len(units) == len(set(units))
    assert set(UNITS) == set(Measure)
    assert {Measure.RATE, Measure.MONEY, Measure.DURATION, Measure.MULTIPLE}.isdisjoint(COUNTS)


# What is read wrongly today. Each is to be made right in figures.py and then moved up.


@pytest.mark.parametrize(
    ("text", "printed", "number", "unit", "qualifier"),
    [
        # 余 and 多 before the scale: most figures above ten thousand are printed so.
        ("30余万件", "30余万件", 300_000, "件", "余"),
        ("30多万人次", "30多万人次", 300_000, "人次", "余"),
        ("三十多万人次", "三十多万人次", 300_000, "人次", "余"),
        ("挽回损失4100余万元", "4100余万元", 41_000_000, "元", "余"),  # 4100 万元, where 4100万元 is 41,000,000 元
        ("5千余人", "5千余人", 5000, "人", "余"),  # an Arabic figure before 千 or 百
        ("3百件", "3百件", 300, "件", None),
        ("一万余件", "一万余件", 10_000, "件", "余"),  # 一 before a scale does count
        ("近百家企业", "近百家", 100, "家", "近"),  # taken for the set phrase 百家
        ("近千家企业", "近千家", 1000, "家", "近"),
        ("239 件", "239 件", 239, "件", None),  # a blank between figure and unit, as word processors set it
        ("百分之五十以上", "百分之五十以上", 50, "%", "以上"),  # the qualifiers of a rate in words
        ("约百分之三十", "约百分之三十", 30, "%", "约"),
        ("百分之九十八点五", "百分之九十八点五", 98.5, "%", None),  # read as 98 %
        ("达百分之９８", "百分之９８", 98, "%", None),  # printed as 百分之98, which the text does not hold
        ("服务企业1420家次", "1420家次", 1420, "家次", None),  # read as 1420 家: how many, where it is how often
    ],
)
def test_a_quantity_that_is_read_wrongly(
    text: str, printed: str, number: float, unit: str, qualifier: str | None
) -> None:
    found = only(text)
    assert (found.printed, found.number, found.unit, found.qualifier) == (printed, number, unit, qualifier)
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "二〇二四年",  # 2024 years
        "10月25日、26日",  # 26 days
        "10月25日至27日",  # 27 days
        "五一期间",  # 51 期
        "十四五期间",  # 15 期
        "2024元旦",  # 2024 元
        "建党100周年",  # 100 周: weeks
        "两个维护",
        "两个确立",
        "四个意识",
        "数十件",  # exactly 10
        "几十件",  # exactly 10
        "12场所",  # a unit that is the beginning of a word: 12 场
        "区16本级",  # 16 本
    ],
)
def test_no_quantity_but_read_as_one(text: str) -> None:
    assert quantities(text) == []


def test_a_rate_in_words_before_a_unit_is_read_once() -> None:
    assert [quantity.printed for quantity in quantities("覆盖百分之九十人口")] == ["百分之九十"]
