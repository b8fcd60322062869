"""assertions.toml is read as it is meant: patterns that find what they are for, words that stand once."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import service
import vectorstore
from vectorstore.genre import assertions as vocabulary
from vectorstore.genre.terms import same_words
from vectorstore.genre.terms import words as vocabulary_words

DATA = tomllib.loads(files("vectorstore.genre").joinpath("assertions.toml").read_text(encoding="utf-8"))

PATTERNS = [
    # of each pattern what it finds, and what looks like it
    ("to_come", "下一步推进", "《年度计划》"),
    ("only_to_come", "拟出台", "虚拟大厅"),
    ("done", "已经建成", "为了完善"),
    ("done", "提高了质效", "深入了解情况"),
    ("completed", "全面建成", "推进"),
    ("in_progress", "试点推行", "虚拟"),
    ("going_on", "持续深化", "虚拟"),
    ("intended", "确保完成", "工作要求"),
    ("negation", "尚未达到", "非诉服务"),
    ("no_negation", "不断", "没有"),
    ("wanting", "有待提升", "完善"),
    ("critical", "仍需提升", "紧密结合"),
    ("degree", "第一名", "第一方阵"),
    ("degree", "零投诉", "零售"),
    ("decisive", "废止11件", "保留31件"),
    ("several_years", "近三年", "2024年"),
    ("cumulative", "2020年以来", "2024年"),
    ("up_to_now", "截至目前", "当年"),
    ("part_of_a_year", "运行2月", "2月"),
    ("of_one_year", "当年", "历年"),
    ("outcome", "成功", "受理"),
    ("formula", "28÷35", "28件"),
]


@pytest.mark.parametrize(("name", "found", "not_found"), PATTERNS)
def test_a_pattern(name: str, found: str, not_found: str) -> None:
    assert vocabulary.any_of(name).search(found)
    assert not vocabulary.any_of(name).search(not_found)


def test_every_pattern_has_a_row() -> None:
    assert {name for name, *_ in PATTERNS} == DATA["patterns"].keys()


def test_what_stands_there_is_used() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for package in (service, vectorstore)
        for path in Path(package.__path__[0]).rglob("*.py")
    )
    for table in DATA.values():
        for name in table:
            assert re.search(rf'\("{name}"\)', code), name


def test_no_word_is_on_both_sides() -> None:
    for name in DATA["opposites"]:
        for one, other in vocabulary.opposites(name):
            assert one
            assert other
            assert not set(one) & set(other)


def test_words_stand_once() -> None:
    for name, written in DATA["words"].items():
        listed = written.split()
        assert len(listed) == len(vocabulary_words(name)), [word for word in listed if listed.count(word) > 1]


def test_a_word_of_two_groups_stands_for_both() -> None:
    names = same_words()["提高"]
    assert {"增强", "上升"} <= set(names)
