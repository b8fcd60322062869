"""Numbers read from a text, and which of them are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.checks.numbers import Number, numbers_in, numerals_in, restored, same_quantity, value_of_numeral

_DIGITS = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def one(text: str) -> Number:
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
    ("2个月", "2月"),
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
    assert [number.value for number in numbers_in(text) if not number.is_year] == values


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("六大行动", ["六大"]),
        ("三级网络", ["三级"]),
        ("一是完善", []),
        ("第三方", []),
        ("获一等奖", ["一等"]),
        ("百姓", []),
    ],
)
def test_numerals_that_count_nothing_known(text: str, phrases: list[str]) -> None:
    assert [phrase for phrase, _ in numerals_in(text)] == phrases


def test_their_value() -> None:
    assert [value_of_numeral(phrase) for phrase in ("六大", "三级", "大会")] == [6, 3, None]
