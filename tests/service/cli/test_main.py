"""The command line, in process; what needs a process of its own is in test_serving.py."""

import io
import json
import logging
import shutil
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from rich.console import Console

from service.cli.main import main
from service.cli.terminal import holdings, show_answer
from service.contract import examples
from service.contract.answers import Answer
from service.settings import variables
from tests.service.conftest import JIANGNING, XINBEI
from vectorstore.storage import FolderLock
from vectorstore.types import Encoder

Run = Callable[..., int]
QUESTION = "新北区2024年收到多少件行政复议申请？"
WITHOUT_PLACE = (
    "法治政府建设工作情况报告\n一、主要举措\n"
    "全区持续推进法治政府建设，规范行政执法，全年办结行政复议案件12件，法治政府建设取得新的进展。\n"
)


@pytest.fixture
def run(
    tmp_path: Path, model_cache: Path, load_once: Callable[..., Encoder], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """Runs `fazhi` with these arguments over the folder tmp_path/home and gives the exit code."""
    monkeypatch.setattr("vectorstore.embedding.encoder.load_encoder", load_once)
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FAZHI_CACHE", str(model_cache))
    monkeypatch.setenv("COLUMNS", "200")
    root = logging.getLogger()
    handlers = list(root.handlers)

    def run_command(*arguments: str | Path) -> int:
        monkeypatch.setattr(sys, "argv", ["fazhi", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        return int(stopped.value.code or 0)

    yield run_command
    root.handlers[:] = handlers
    logging.getLogger("service").setLevel(logging.NOTSET)
    structlog.reset_defaults()


Captured = pytest.CaptureFixture[str]


def test_files_are_read_listed_asked_and_removed(run: Run, capsys: Captured) -> None:
    assert run("ingest", XINBEI) == 0
    table = capsys.readouterr().out
    for cell in ("常州市新北区人民政府2024年度法治政府建设情况报告", "江苏省常州市新北区", "2024", "34", "已读入"):
        assert cell in table
    assert run("ingest", XINBEI) == 0
    assert "内容相同，已在库中" in capsys.readouterr().out
    assert run("reports") == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report == examples.REPORT
    assert run("ask", QUESTION) == 0
    assert "239件" in Answer.model_validate_json(capsys.readouterr().out).answer
    assert run("remove", report["report_id"]) == 0
    assert run("reports") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == []
    assert run("remove", report["report_id"]) == 1
    assert "错误：没有编号为" in capsys.readouterr().err


def test_one_bad_file_hinders_no_other(run: Run, capsys: Captured, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"PK\x03\x04" + bytes(200))
    (folder / "b.txt").write_bytes(XINBEI.read_bytes())
    (folder / "c.txt").write_bytes(b"")
    (folder / "notes.md").write_text("not a report")
    assert run("ingest", folder) == 1
    output = capsys.readouterr()
    assert "已读入" in output.out
    assert "a.txt：" in output.err
    assert "c.txt：" in output.err
    assert "notes.md" not in output.err
    assert "Traceback" not in output.err
    assert run("reports") == 0
    assert [report["source"] for report in json.loads(capsys.readouterr().out)] == ["b.txt"]


def test_a_changed_report_needs_replace(run: Run, capsys: Captured, tmp_path: Path) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_bytes(XINBEI.read_bytes().replace("239件".encode(), "240件".encode()))
    assert run("ingest", XINBEI) == 0
    assert run("ingest", changed) == 1
    assert "--replace" in capsys.readouterr().err
    assert run("ingest", "--replace", changed) == 0
    assert f"取代 {examples.REPORT['report_id']}" in capsys.readouterr().out


def test_region_and_year_come_from_the_options_or_from_reports_csv(run: Run, capsys: Captured, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(WITHOUT_PLACE, encoding="utf-8")
    assert run("ingest", folder / "a.txt") == 1
    assert "a.txt：" in capsys.readouterr().err
    (folder / "reports.csv").write_text("file,region_code,year,issuer\na.txt,320402,2022,\n", encoding="utf-8")
    assert run("ingest", folder) == 0
    assert "江苏省常州市天宁区" in capsys.readouterr().out
    assert run("ingest", folder / "a.txt", "--year", "2021", "--replace") == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ingest", "nowhere.txt"), "nowhere.txt 不存在"),
        (("ingest", "."), "没有 .txt 文件"),
        (("serve", "--workers", "2"), "CHROMA_URL"),
        (("ask", QUESTION, "--mode", "generative"), "没有配置语言模型"),
    ],
)
def test_an_error_is_one_message_and_exit_code_1(
    run: Run, capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, arguments: tuple[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("错误：")
    assert message in errors
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", ""),
        ("ask", "问" * 10_000),
        ("ask", QUESTION, "--mode", "magic"),
        ("ask", QUESTION, "--year", "last"),
        ("ask", QUESTION, "--history", "nowhere.json"),
        ("serve", "--port", "70000"),
        ("answer", QUESTION),
    ],
)
def test_a_wrong_command_line_is_exit_code_2(run: Run, capsys: Captured, arguments: tuple[str]) -> None:
    assert run(*arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_broken_reports_csv_is_told(run: Run, capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WITHOUT_PLACE, encoding="utf-8")
    for content in (b"file,region_code,year\na.txt,320402,last\n", b"name\na.txt\n", b"\xff\xfe\x00", b"file,year\na"):
        (tmp_path / "reports.csv").write_bytes(content)
        assert run("ingest", tmp_path) == 1
        assert "reports.csv 有误" in capsys.readouterr().err


def test_a_file_of_100_megabytes_is_refused_unread(run: Run, capsys: Captured, tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    assert run("ingest", huge) == 1
    assert "超过 10000000 字节" in capsys.readouterr().err


def test_a_full_disk_is_told_and_loses_nothing(
    run: Run, capsys: Captured, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_bytes(XINBEI.read_bytes().replace("239件".encode(), "240件".encode()))
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 0))
    assert run("ingest", "--replace", changed) == 1
    assert "磁盘空间不足" in capsys.readouterr().err
    assert run("reports") == 0
    assert examples.REPORT in json.loads(capsys.readouterr().out)


def test_an_unknown_setting_is_refused(run: Run, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_PROT", "81")
    assert run("reports") == 1
    assert "是否应为 FAZHI_PORT？" in capsys.readouterr().err


def test_a_missing_model_is_told(run: Run, capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAZHI_EMBEDDING_MODEL", str(tmp_path / "none"))
    assert run("ask", QUESTION) == 1
    assert "FAZHI_EMBEDDING_MODEL" in capsys.readouterr().err


def test_a_folder_in_use_is_told_but_its_reports_can_be_listed(run: Run, capsys: Captured, home: Path) -> None:
    lock = FolderLock(home)
    try:
        assert run("ask", QUESTION) == 1
        assert "正被另一个 fazhi 进程使用" in capsys.readouterr().err
        assert run("reports") == 0
        assert len(json.loads(capsys.readouterr().out)) == 5
    finally:
        lock.release()


@pytest.mark.slow
def test_a_corrupt_index_is_mended_by_reindex(run: Run, capsys: Captured, tmp_path: Path) -> None:
    assert run("ingest", XINBEI, JIANGNING) == 0
    for file in (path for path in (tmp_path / "home" / "words").rglob("*") if path.is_file()):
        file.write_bytes(b"\0" * 100)
    assert run("ask", QUESTION) == 1
    assert "fazhi reindex" in capsys.readouterr().err
    assert run("reindex") == 0
    assert "已重建 2 份报告的索引" in capsys.readouterr().out
    assert run("ask", QUESTION) == 0
    assert "239件" in capsys.readouterr().out


def test_the_scope_and_the_history_count(run: Run, capsys: Captured, home: Path, tmp_path: Path) -> None:
    assert run("ask", "收到多少件行政复议申请？", "--region", "金坛区", "--year", "2024") == 0
    assert {c["region"] for c in json.loads(capsys.readouterr().out)["citations"]} == {"江苏省常州市金坛区"}
    history = tmp_path / "history.json"
    history.write_text(json.dumps([{"role": "user", "content": QUESTION}]), encoding="utf-8")
    assert run("ask", "那金坛区呢？", "--history", history) == 0
    assert "187件" in json.loads(capsys.readouterr().out)["answer"]


def test_in_a_terminal_the_answer_is_for_people(
    run: Run, capsys: Captured, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("ask", QUESTION) == 0
    shown = capsys.readouterr().out
    assert "出处" in shown
    assert "江苏省常州市新北区 2024年 › 二、推进法治政府建设的主要举措和成效" in shown
    assert not shown.startswith("{")
    assert run("ask", QUESTION, "--json") == 0
    assert capsys.readouterr().out.startswith('{"id":')
    assert run("reports") == 0
    assert "浦口区2023年度法治政府建设情况报告" in capsys.readouterr().out


def test_brackets_of_an_answer_are_no_markup() -> None:
    output = io.StringIO()
    answer = Answer.model_validate(
        {**examples.ABSTENTION, "answer": "[bold]原文[/bold][1]", "warnings": ["[red]注[/red]"]}
    )
    show_answer(answer, Console(file=output, width=100))
    assert "[bold]原文[/bold][1]" in output.getvalue()
    assert "注意：[red]注[/red]" in output.getvalue()


def test_an_empty_collection_says_how_to_fill_it() -> None:
    assert "fazhi ingest" in holdings([])
