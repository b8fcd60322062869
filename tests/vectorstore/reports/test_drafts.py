"""Drafts: with and without place and year, in plain text, in Markdown and as Word files."""

import io

import pytest
from docx import Document

from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.errors import UnknownRegion, UnreadableReport, UnsupportedFile
from vectorstore.reports.readers import read_draft, without_markdown

TEXT = (
    "法治政府建设情况报告\n一、主要举措\n（一）规范执法\n"
    "全区持续推进法治政府建设，规范行政执法，办结行政复议案件12件，取得新的进展。\n"
)


def test_a_published_report_is_read_as_a_report() -> None:
    path = next(FOLDER.glob("004_*.txt"))
    draft = read_draft(path.read_bytes(), path.name)
    assert draft.paragraphs == seed("004").paragraphs
    assert draft.year == 2023
    assert draft.region == seed("004").report.region
    assert draft.title == "浦口区2023年度法治政府建设情况报告"


@pytest.mark.parametrize(
    ("text", "given", "year"),
    [
        (TEXT, None, None),
        (TEXT, 2024, 2024),
        (TEXT.replace("法治政府建设情况", "2025年度法治政府建设情况", 1), None, 2025),
        (TEXT.replace("全区持续", "2025年，全区持续"), None, None),  # not the opening
    ],
)
def test_a_draft_need_not_say_where_and_when(text: str, given: int | None, year: int | None) -> None:
    draft = read_draft(text.encode(), "draft.txt", year=given)
    assert draft.year == year
    assert [paragraph.text for paragraph in draft.paragraphs] == text.split()
    assert len({paragraph.paragraph_id for paragraph in draft.paragraphs}) == len(draft.paragraphs)


def test_markdown_is_read_without_its_marks() -> None:
    marked = TEXT
    for words, with_marks in (
        ("法治政府建设情况报告", "# 法治政府建设情况报告"),
        ("一、主要举措", "\n## 一、主要举措\n"),
        ("（一）规范执法", "### （一）规范执法 ###\n"),
        ("全区持续", "> **全区**持续"),
    ):
        marked = marked.replace(words, with_marks, 1)
    plain, draft = read_draft(TEXT.encode(), "a.txt"), read_draft(marked.encode(), "a.MD")
    assert [(each.role, each.path, each.text) for each in draft.paragraphs] == [
        (each.role, each.path, each.text) for each in plain.paragraphs
    ]


@pytest.mark.parametrize(
    ("text", "given", "code"),
    [
        (TEXT, None, None),
        (TEXT, "新北区", "320411"),
        (TEXT.replace("法治政府建设情况", "新北区法治政府建设情况", 1), None, "320411"),
        (TEXT.replace("法治政府建设情况", "鼓楼区法治政府建设情况", 1), None, None),  # there are several
    ],
)
def test_the_region_is_known_where_one_is_named(text: str, given: str | None, code: str | None) -> None:
    region = read_draft(text.encode(), "draft.txt", region=given).region
    assert (region and region.code) == code


@pytest.mark.parametrize("name", ["报告.docx", "报告.txt", "报告.md"])
def test_a_word_file_is_known_by_its_name_or_its_first_bytes(name: str) -> None:
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    draft = read_draft(buffer.getvalue(), name)
    assert draft.is_word
    assert [paragraph.text for paragraph in draft.paragraphs] == TEXT.split()


@pytest.mark.parametrize(
    ("source", "appendix"),
    [
        ("a.md", "\n## 附录一 待填清单\n\n| 序号 | 项目 |\n| --- | --- |\n| 1 | 2024年收到239件 |\n"),
        ("a.md", "\n## 附录二 可借鉴做法（非本地区内容）\n\n金坛区2024年收到187件。\n"),
        ("a.txt", "\n附录一　待填清单\n1 收到申请数 239件\n"),
    ],
)
def test_what_a_draft_carries_behind_its_text_is_not_read(source: str, appendix: str) -> None:
    draft = read_draft((TEXT + appendix).encode(), source)
    assert [paragraph.text for paragraph in draft.paragraphs] == TEXT.split()


def test_a_sentence_about_an_appendix_ends_nothing() -> None:
    text = TEXT + "附录一 待填清单见另页，由各部门填写后报送。\n办结案件13件。\n"
    assert read_draft(text.encode(), "a.txt").paragraphs[-1].text == "办结案件13件。"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("1\\. 规范执法", "1. 规范执法"),
        ("5 ** 3 ** 2", "5 ** 3 ** 2"),
        ("#标签", "#标签"),
        ("\\= 研发\\&创新", "= 研发&创新"),
        ("1. 规范\n2. 公正", "1. 规范\n2. 公正"),
        ("__加粗__与**加粗**", "加粗与加粗"),
    ],
)
def test_only_marks_are_taken_out(marked: str, plain: str) -> None:
    assert without_markdown(marked) == plain


@pytest.mark.parametrize(
    ("data", "region", "error"),
    [
        (b"", None, UnreadableReport),
        (b"PK\x03\x04word/" + bytes(200), None, UnsupportedFile),  # named Markdown
        ("今天天气很好，我们去公园散步。".encode(), None, UnreadableReport),
        (TEXT.encode(), "幸福区", UnknownRegion),
    ],
)
def test_what_is_no_report_is_refused(data: bytes, region: str | None, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_draft(data, "draft.md", region=region)
