"""Checks over HTTP and on the command line."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from starlette.testclient import TestClient

from service.app import MULTIPART_OVERHEAD_BYTES, create_app
from service.cli.main import main
from service.cli.terminal import show_findings
from service.contract import examples
from service.contract.reports import FindingBody
from service.settings import Settings, variables
from tests.parts import SEEDS
from tests.service.conftest import XINBEI

JINTAN = SEEDS / "001_8464521e0b384c22.txt"
JINTAN_ID = "320413-2024-f6a1aedd"
DRAFT = (
    "法治政府建设情况报告\n一、主要举措和成效\n全区规范行政执法，办结复议案件12件，其中涉企15件。\n"
    "二、党政主要负责人履行第一责任人职责情况\n区长听取法治政府建设汇报。\n三、存在的不足\n执法力量还存在不足。\n"
    "四、下一步工作安排\n将继续规范执法，推进法治政府建设。\n"
)


def check(client: TestClient, data: bytes, name: str = "draft.txt", **fields: str) -> Any:
    return client.post("/v1/check", files={"file": (name, data)}, data=fields)


def kinds(response: Any) -> list[tuple[str, str]]:
    assert response.status_code == 200, response.text
    return [(item["rule"], item["severity"]) for item in response.json()["items"]]


# Stored reports


def test_a_stored_report_is_checked(read_client: TestClient) -> None:
    response = read_client.get(f"/v1/reports/{JINTAN_ID}/checks")
    assert response.status_code == 200
    assert response.json() == examples.FINDING_LIST
    (item,) = response.json()["items"]
    paragraphs = read_client.get(f"/v1/reports/{JINTAN_ID}").json()["paragraphs"]
    text = {paragraph["paragraph_id"]: paragraph["text"] for paragraph in paragraphs}[item["paragraph_id"]]
    assert item["quote"] in text


def test_a_report_without_a_fault_has_no_findings(read_client: TestClient) -> None:
    assert read_client.get(f"/v1/reports/{examples.REPORT['report_id']}/checks").json() == {"items": []}


def test_an_unknown_report_is_404(read_client: TestClient) -> None:
    response = read_client.get("/v1/reports/nothing/checks")
    assert response.status_code == 404
    assert response.json()["type"] == "urn:fazhi:problem:report-not-found"


# Files


def test_a_file_has_the_findings_that_it_has_once_stored(read_client: TestClient) -> None:
    assert check(read_client, JINTAN.read_bytes(), JINTAN.name).json() == examples.FINDING_LIST


def test_nothing_is_stored(client: TestClient) -> None:
    before = client.get("/v1/reports").json()
    changed = JINTAN.read_bytes().replace("187件".encode(), "188件".encode())
    assert kinds(check(client, changed)) == [("sum", "warning")]
    assert client.get("/v1/reports").json() == before


def test_a_draft_need_not_say_where_and_when(read_client: TestClient) -> None:
    assert kinds(check(read_client, DRAFT.encode())) == [("sum", "error"), ("year", "info")]
    assert kinds(check(read_client, DRAFT.encode(), year="2024")) == [("sum", "error")]
    assert kinds(check(read_client, DRAFT.encode(), region="新北区", year="2024")) == [("sum", "error")]


def test_a_draft_may_be_markdown(read_client: TestClient) -> None:
    marked = "\n\n".join(f"## {line}" if line[1:2] == "、" else line for line in DRAFT.splitlines())
    assert kinds(check(read_client, f"# {marked}".encode(), "draft.md", year="2024")) == [("sum", "error")]


def test_a_file_is_checked_while_the_collection_is_not_open(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(home=tmp_path)))  # not entered: nothing is opened
    assert kinds(check(client, DRAFT.encode())) == [("sum", "error"), ("year", "info")]
    assert client.get(f"/v1/reports/{JINTAN_ID}/checks").status_code == 503


def a_docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "fields", "status", "name"),
    [
        (a_docx(), {}, 415, "unsupported-file"),
        (b"", {}, 422, "unreadable-report"),
        ("今天天气很好，我们去公园散步。".encode(), {}, 422, "unreadable-report"),
        (DRAFT.encode(), {"region": "幸福区"}, 422, "unknown-region"),
        (XINBEI.read_bytes(), {"year": "2020"}, 422, "unreadable-report"),  # its title says 2024
        (DRAFT.encode(), {"year": "last"}, 422, "invalid-request"),
        (DRAFT.encode(), {"yaer": "2024"}, 422, "invalid-request"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_the_reason(
    read_client: TestClient, data: bytes, fields: dict[str, str], status: int, name: str
) -> None:
    response = check(read_client, data, **fields)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == f"urn:fazhi:problem:{name}"


def test_an_unknown_form_field_is_told_its_neighbour(read_client: TestClient) -> None:
    assert "是否应为 year？" in check(read_client, DRAFT.encode(), yaer="2024").text


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"json": {"file": "text"}}, 415),
        ({}, 415),
        ({"files": {"document": ("a.txt", b"x")}}, 422),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 422),
    ],
)
def test_a_malformed_upload_is_refused(read_client: TestClient, request_: dict[str, Any], status: int) -> None:
    response = read_client.post("/v1/check", **request_)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_the_limit_is_that_of_an_upload(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(home=tmp_path, max_upload_bytes=100_000)))
    assert check(client, DRAFT.encode() + b"\n" * 90_000).status_code == 200
    response = check(client, DRAFT.encode() + b"\n" * (100_000 + MULTIPART_OVERHEAD_BYTES))
    assert response.status_code == 413


# The command line

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `fazhi check` and gives the exit code. It opens neither model nor collection."""
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path / "home"))

    def run_command(*arguments: str | Path) -> int:
        monkeypatch.setattr(sys, "argv", ["fazhi", "check", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        return int(stopped.value.code or 0)

    return run_command


def test_a_file_is_checked_on_the_command_line(run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(JINTAN) == 0
    assert json.loads(capsys.readouterr().out) == examples.FINDING_LIST
    assert not (tmp_path / "home").exists()


def test_year_and_region_are_taken(run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    assert run(tmp_path / "draft.md", "--year", "2024", "--region", "新北区", "--json") == 0
    assert [item["rule"] for item in json.loads(capsys.readouterr().out)["items"]] == ["sum"]


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04word/" + bytes(200)])
def test_what_cannot_be_read_is_told(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "draft.txt"
    if content is not None:
        path.write_bytes(content)
    assert run(path) == 1
    assert "错误：" in capsys.readouterr().err


def test_findings_are_shown_to_people() -> None:
    console = Console(file=io.StringIO(), width=120)
    show_findings([FindingBody.model_validate(item) for item in examples.FINDING_LIST["items"]], console)
    missing = FindingBody(rule="part", severity="error", message="[bold]缺少[/bold]", paragraph_id=None, quote=None)
    show_findings([missing], console)
    show_findings([], console)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    for words in ("疑问 第16段", "95件,其中一审案件63件", "错误 [bold]缺少[/bold]", "没有发现问题。"):
        assert words in shown
