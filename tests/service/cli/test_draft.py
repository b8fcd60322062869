"""`fazhi draft`, in process."""

import io
import json
import re
import sys
from pathlib import Path

import docx
import pytest

from tests.service.cli.test_main import Captured, Run, run

__all__ = ["run"]  # a fixture

WORDS = ("draft", "--region", "新北区", "--year", "2025", "--section", "行政复议")


def test_json_where_there_is_no_terminal_and_markdown_where_there_is(
    run: Run, capsys: Captured, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(*WORDS) == 0
    assert json.loads(capsys.readouterr().out)["year"] == 2025
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(*WORDS) == 0
    assert capsys.readouterr().out.startswith("# 常州市新北区人民政府2025年度法治政府建设情况报告")


def test_the_suffix_says_the_format_and_what_is_left_to_do_is_told(
    run: Run, capsys: Captured, home: Path, tmp_path: Path
) -> None:
    word, markdown = tmp_path / "报告.docx", tmp_path / "报告.md"
    word.write_bytes(b"of an earlier run")
    assert run(*WORDS, "-o", word) == 0
    told = re.sub(r"\s", "", capsys.readouterr().err)
    assert re.search(r"待填\d+处：\w+\d+；|待填\d+处：\w+?\d+、", told)
    assert "上年承诺" in told
    assert docx.Document(io.BytesIO(word.read_bytes())).paragraphs
    assert run(*WORDS, "--clean", "-o", markdown) == 0
    assert not re.search(r"\[\d+\]", markdown.read_text("utf-8"))
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["报告.docx", "报告.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "a.pdf"), "看不出格式"),
        (("--format", "docx"), "请用 -o 指定"),
        (("-o", "missing/a.docx"), "无法写入"),
        (("--mode", "magic"), "只能是"),
    ],
)
def test_a_wrong_command_line_is_exit_code_2_before_anything_is_drafted(
    run: Run,
    capsys: Captured,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*WORDS, *arguments) == 2
    assert message in re.sub(r"[\s│]", "", capsys.readouterr().err).replace("请用-o指定", "请用 -o 指定")


def test_what_cannot_be_drafted_is_one_message_and_leaves_the_file_alone(
    run: Run, capsys: Captured, home: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "报告.docx"
    kept.write_bytes(b"half-written by hand")
    assert run("draft", "--region", "天宁区", "--year", "2025", "-o", kept) == 1
    assert capsys.readouterr().err.lstrip().startswith("错误：馆藏中没有天宁区2025年以前的报告")
    assert kept.read_bytes() == b"half-written by hand"
    assert run("draft", "--region", "天宁区", "--year", "2025", "-o", tmp_path / "new.docx") == 1
    assert not (tmp_path / "new.docx").exists()
