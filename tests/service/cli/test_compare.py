"""`fazhi compare`, in process."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.service.cli.test_main import Captured, Run, run

__all__ = ["run"]  # a fixture

WORDS = ("compare", "--indicator", "复议收案量", "--region", "新北区")


def test_json_where_there_is_no_terminal_and_a_table_where_there_is(
    run: Run, capsys: Captured, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(*WORDS, "--indicator", "复议化解率", "--year", "2024") == 0
    assert [row["unit"] for row in json.loads(capsys.readouterr().out)["table"]["rows"]] == ["件", "%"]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("compare", "--indicator", "复议收案量", "--topic", "综合查一次") == 0
    shown = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)  # no colours
    for piece in ("行政复议收到申请数（件）", "239[1]", "未报告", "出处", "注意：", "苏州市吴江区2024年度报告："):
        assert piece in shown


def test_each_format_goes_to_a_file_named_for_it(run: Run, capsys: Captured, home: Path, tmp_path: Path) -> None:
    beginnings = {"a.md": "行政复议".encode(), "a.csv": b"\xef\xbb\xbf", "a.xlsx": b"PK", "a.json": b"{"}
    for name, beginning in beginnings.items():
        assert run(*WORDS, "-o", tmp_path / name) == 0
        assert (tmp_path / name).read_bytes().startswith(beginning)
    assert run(*WORDS, "--format", "csv", "-o", tmp_path / "a.txt") == 0
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "a.csv").read_bytes()
    assert capsys.readouterr().out == ""
    assert run(*WORDS, "--format", "markdown") == 0
    assert capsys.readouterr().out.rstrip() == (tmp_path / "a.md").read_text("utf-8").rstrip()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "请用 --indicator 或 --topic"),
        (("--topic", "普法", "-o", "a.docx"), "看不出格式"),
        (("--topic", "普法", "--format", "table", "-o", "a.txt"), "table 只显示在终端"),
        (("--topic", "普法", "--format", "xlsx"), "请用 -o 指定"),
        (("--topic", "普法", "--format", "pdf"), "pdf"),
        (("--topic", " "), "不能只有空白"),
    ],
)
def test_a_wrong_command_line_is_exit_code_2(
    run: Run, capsys: Captured, arguments: tuple[str, ...], message: str
) -> None:
    assert run("compare", *arguments) == 2
    assert message in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(run: Run, capsys: Captured, home: Path, tmp_path: Path) -> None:
    assert run(*WORDS, "-o", tmp_path / "missing" / "a.csv") == 2
    assert "无法写入" in capsys.readouterr().err


def test_an_unknown_indicator_is_one_message_and_exit_code_1(run: Run, capsys: Captured, home: Path) -> None:
    assert run("compare", "--indicator", "行政复议") == 1
    assert capsys.readouterr().err.startswith("错误：没有与“行政复议”相符的指标，相近的有：")
