"""Laws that hold for any text, and the furniture of portals that the seeds do not show."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vectorstore.reports.seeds import FOLDER
from vectorstore.reports.layout import Layout, lay_out
from vectorstore.reports.paragraphs import split_paragraphs
from vectorstore.types import FurnitureKind, Role

LINES = st.sampled_from(
    [
        "首页 > 政务公开 > 内容",
        "信息名称 金坛区2024年度法治政府建设情况报告",
        "索引号",
        "发布日期：2025-02-03 浏览次数：12",
        "南京市浦口区人民政府文件",
        "浦政发〔2024〕1号  签发人：王某",
        "常州市新北区人民政府",
        "2024年度法治政府建设情况报告",
        "市政府：",
        "2024年，我区推进法治政府建设，取得新的成效。现将情况报告如下：",
        "一、主要举措",
        "（一）规范执法。全年办案[bookmark: _GoBack]120件。",
        "[bookmark: _GoBack]9.提升能力。办案3件。",
        "[bookmark: _GoBack]",
        "一是加强学习。开会3次。",
        "- 3 -",
        "第 4 页 共 9 页",
        "[bookmark: a]- 5 -\u200b",
        "2025年，我区将继续推进依法行政。",
        "近年来，法治政府建设有新进展，但仍存在不足。",
        "2025年1月23日",
        "（此件公开发布）",
        "扫一扫在手机打开当前页",
        "附件：报告.pdf",
        "版权所有 苏ICP备05000000号",
        "\u200b\ufeff",
        "\u3000\xa0",
        "",
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(LINES, max_size=25).map("\n".join),
    st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=15).map("\r\n\u3000\u3000".join),
)


def _without_space(text: str) -> str:
    return "".join(text.split())


def _assert_nothing_lost(text: str, layout: Layout) -> None:
    rest, position = "", 0
    for piece in layout.furniture:
        assert piece.start >= position, "furniture in order, without overlap"
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        assert piece.text.strip()
        rest += text[position : piece.start]
        position = piece.start + len(piece.text)
    rest += text[position:]
    assert _without_space("".join(line.text for line in layout.lines)) == _without_space(rest)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_character_is_in_one_paragraph_or_one_piece_of_furniture(text: str) -> None:
    layout = lay_out(text)
    _assert_nothing_lost(text, layout)
    paragraphs = split_paragraphs(layout.lines, "r", 2024)
    assert [paragraph.text for paragraph in paragraphs] == [line.text for line in layout.lines]
    assert [paragraph.ordinal for paragraph in paragraphs] == list(range(len(paragraphs)))
    for paragraph in paragraphs:
        assert paragraph.text == paragraph.text.strip() != ""
        # a heading that a paragraph has of its own stays in its text
        assert paragraph.role is not Role.HEADING or paragraph.path[-1] in paragraph.text
        assert paragraph.role in (Role.TEXT, Role.HEADING) or paragraph.path == ()


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_nothing_is_lost_from_the_seeds(number: str) -> None:
    text = next(FOLDER.glob(f"{number}_*")).read_bytes().decode()
    _assert_nothing_lost(text, lay_out(text))


PORTAL = """首页
政务公开
新闻中心
您的位置：首页 > 政务公开 > 法治政府建设年度报告
南通市通州区2024年度法治政府建设情况报告
索引号
014286/2025-00012
发布机构
南通市通州区司法局
南通市通州区2024年度法治政府建设情况报告
来源：区司法局 发布时间：2025-03-01 10:20 字体：[ 大 中 小 ]
通政发〔2025〕3号
2024年，通州区推进法治政府建设，取得新的成效。
一、主要举措
（一）推广“扫码入企”，规范涉企检查
开展执法检查120次，发现问题3个。
- 2 -
联合微信公众号发布信息12条，首页点击量达100次。
南通市通州区人民政府
2025年2月27日
附件：2024年度法治政府建设情况报告.pdf
（此件公开发布）
打印本页 关闭窗口
上一篇：没有了
版权所有 苏ICP备05000000号 网站标识码：3206120001
网站地图
"""


def test_portal() -> None:
    layout = lay_out(PORTAL)
    kept = [(line.role, line.text) for line in layout.lines]
    assert kept == [
        (Role.TITLE, "南通市通州区2024年度法治政府建设情况报告"),
        (Role.HEADER, "通政发〔2025〕3号"),
        (Role.TEXT, "2024年，通州区推进法治政府建设，取得新的成效。"),
        (Role.TEXT, "一、主要举措"),
        (Role.TEXT, "（一）推广“扫码入企”，规范涉企检查"),
        (Role.TEXT, "开展执法检查120次，发现问题3个。"),
        (Role.TEXT, "联合微信公众号发布信息12条，首页点击量达100次。"),
        (Role.SIGNATURE, "南通市通州区人民政府"),
        (Role.SIGNATURE, "2025年2月27日"),
        (Role.SIGNATURE, "（此件公开发布）"),
    ]
    kinds = {piece.text.split()[0]: piece.kind for piece in layout.furniture}
    assert kinds["新闻中心"] is FurnitureKind.NAVIGATION
    assert kinds["南通市通州区2024年度法治政府建设情况报告"] is FurnitureKind.WEB_TITLE
    assert kinds["南通市通州区司法局"] is FurnitureKind.METADATA_TABLE
    assert kinds["-"] is FurnitureKind.PAGE_NUMBER
    assert kinds["附件：2024年度法治政府建设情况报告.pdf"] is FurnitureKind.ATTACHMENT
    assert kinds["版权所有"] is FurnitureKind.FOOTER


@pytest.mark.parametrize(
    "last",
    [
        "（五）推广“扫一扫”入企检查",  # a numbered line is never a footer
        "发布法治信息120条，网站地图更新3次。",  # a sentence
        "微信公众号发布信息120条",  # no stop, but more than the words of a footer
        "相关信息公开120条",
        "来源地管理进一步规范",  # a label is one with its colon only
        "印发《<南京市老山景区保护条例>行政处罚裁量基准》和《<城管条例>基准》",  # no breadcrumbs
        "239",  # a bare figure may be a cell of a table
    ],
)
def test_body_text_at_the_end_is_not_eaten(last: str) -> None:
    layout = lay_out(f"新北区2024年度法治政府建设情况报告\n一、主要举措\n全年办案120件，效果明显，群众满意。\n{last}\n")
    assert layout.lines[-1].text == last
    assert layout.furniture == ()


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("常州市新北区人民政府\n2024年度法治政府建设情况报告", 2),  # the organ on a line of its own
        ("南京市江宁区2023年度法治政府\n建设工作报告", 2),  # broken within a word
        ("中共武进区委\n武进区人民政府\n关于2024年度法治政府建设情况的报告", 3),
        ("常州市新北区人民政府\n新北区2024年度法治政府建设情况报告", 1),  # a letterhead: the title has its own place
        ("新北区2024年度法治政府建设情况报告\n（2025年1月8日）", 1),  # the date is no part of it
        ("您的浏览器版本过低，部分功能无法使用，请升级。\n新北区2024年度法治政府建设情况报告", 1),  # prose above it
        ("2023年法治政府建设工作推进有力，成效明显。", 0),  # none
    ],
)
def test_title_lines(front: str, title: int) -> None:
    layout = lay_out(f"{front}\n一、主要举措\n全年办案120件，效果明显，群众满意。\n")
    assert sum(line.role is Role.TITLE for line in layout.lines) == title
    _assert_nothing_lost(front, lay_out(front))
