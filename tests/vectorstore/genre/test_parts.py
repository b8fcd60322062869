"""Which part of a report a heading names."""

import pytest

from vectorstore.genre.parts import parts_of
from vectorstore.types import Part


@pytest.mark.parametrize(
    "heading",
    [
        "三、二〇二五年工作安排",
        "三、二○二五年 工作安排",
        "２０２５年工作安排",
        "（三）２０２５年度主要安排",
        "来年工作思路",
        "四、来年打算",
        "3、2025年工作安排",
        "3.2025年工作安排",
        "## 三、2025年工作安排",
        "## 三、下一步工作安排",
        "# 2025年工作展望",
        "2025年的打算",
        "2025年度重点工作任务",
        "下步工作打算",
        "新一年的工作安排",
        "三、2023年工作打算",
    ],
)
@pytest.mark.parametrize("year", [None, 2024])
def test_a_heading_of_plans(heading: str, year: int | None) -> None:
    assert parts_of(heading, year) == (Part.PLAN,)


@pytest.mark.parametrize("heading", ["三、2025年，我们这样干", "明年工作", "二、2025年推进法治政府建设"])
def test_a_heading_of_a_later_year_is_one_of_plans(heading: str) -> None:
    assert parts_of(heading, 2024) == (Part.PLAN,)


@pytest.mark.parametrize(
    "heading",
    [
        "2025年版行政处罚裁量基准",
        "落实2025年计划的情况",
        "《2025年工作要点》制定情况",
        "二、2024年工作安排落实情况",
        "（一）谋划2025年工作",
        "2024年工作任务完成情况",
        "二、2024年推进法治政府建设情况",
        "二、2021—2025年规划实施情况",
    ],
)
@pytest.mark.parametrize("year", [None, 2024])
def test_a_heading_of_what_was_done(heading: str, year: int | None) -> None:
    assert parts_of(heading, year) == ()


def test_a_heading_of_both() -> None:
    assert parts_of("三、存在的问题和下一步打算", 2024) == (Part.SHORTCOMINGS, Part.PLAN)
