"""Numerals: full-width signs made half-width in their places, Chinese numerals read, years in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.genre.numerals import chinese_number
from vectorstore.genre.text import narrow

DIGITS = "零一二三四五六七八九"


@given(st.text(max_size=200))
def test_narrow_changes_one_character_into_one(text: str) -> None:
    narrowed = narrow(text)
    assert len(narrowed) == len(text)
    assert narrow(narrowed) == narrowed
    for before, after in zip(text, narrowed, strict=True):
        assert before == after or (ord(before) > 0xFF00 and after.isascii())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("２０２４年", "2024年"),
        ("９８．７％", "98.7%"),
        ("ＡＩ＋政务", "AI+政务"),
        ("１＋６", "1+6"),
        ("〔２０２４〕１号", "〔2024〕1号"),  # brackets of document numbers are no ASCII sign
        ("新北区，收到：（一）239件；办结！吗？", "新北区，收到：（一）239件；办结！吗？"),  # punctuation stays Chinese
        ("１，２３４", "1，234"),  # the full-width comma separates; it groups no digits
        ("", ""),
    ],
)
def test_narrow(text: str, expected: str) -> None:
    assert narrow(text) == expected


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十八", 98),
        ("百", 100),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("二百五十", 250),
        ("两千", 2000),
        ("千", 1000),
        ("一千零五", 1005),
        ("三千零五十", 3050),
        ("九千九百九十九", 9999),
        ("二〇二四", 2024),  # digit by digit
        ("二零二四", 2024),
        ("一二三", 123),
    ],
)
def test_chinese_number(numeral: str, value: int) -> None:
    assert chinese_number(numeral) == value


@given(st.integers(0, 9999))
def test_a_number_written_out_is_read_again(number: int) -> None:
    assert chinese_number(written_out(number)) == number
    assert chinese_number("".join(DIGITS[int(digit)] for digit in str(number))) == number


def written_out(number: int) -> str:
    """2034 is 二千零三十四."""
    numeral = ""
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            numeral += DIGITS[digit] + name
        elif numeral and not numeral.endswith("零") and number % step:
            numeral += "零"
    return numeral or "零"
