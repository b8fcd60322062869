"""A draft checked beside last year's report of the collection, over HTTP and on the command line."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from starlette.testclient import TestClient

from service.app import create_app
from service.cli.main import main
from service.settings import Settings, variables
from tests.service.conftest import XINBEI
from vectorstore.catalog.catalog import Catalog
from vectorstore.catalog.database import CATALOG_FILE, database_url
from vectorstore.reports.readers import read_report

LINES = (
    "常州市新北区人民政府2025年度法治政府建设情况报告",
    "2025年，新北区深入推进法治政府建设。现将有关情况报告如下：",
    "一、主要举措和成效",
    "共收到复议申请250件，同比增长20%，审结【待填：2025年行政复议审结数（件）；2024年为203件】。",
    "二、党政主要负责人履行推进法治建设第一责任人职责情况",
    "区长听取法治政府建设情况汇报。",
    "三、存在的不足和原因",
    "执法力量还存在不足。",
    "四、下一步工作安排",
    "2026年，新北区将继续规范执法，推进法治政府建设。",
)
DRAFT = "\n".join(LINES)
DONE = DRAFT.replace("【待填：2025年行政复议审结数（件）；2024年为203件】", "210件")
NOT_COMPARED = "没有与上年度报告比对"


def word_file(lines: tuple[str, ...] = LINES) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def items(client: TestClient, data: bytes | str, name: str = "draft.txt", **fields: str) -> list[dict[str, Any]]:
    content = data.encode() if isinstance(data, str) else data
    response = client.post("/v1/check", files={"file": (name, content)}, data=fields)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["items"]
    return found


def ruled(found: list[dict[str, Any]], rule: str) -> list[dict[str, Any]]:
    return [item for item in found if item["rule"] == rule]


# Over HTTP


def test_a_draft_is_held_against_last_years_report(read_client: TestClient) -> None:
    found = items(read_client, DRAFT)
    (placeholder,) = ruled(found, "placeholder")
    assert placeholder["severity"] == "error"
    assert "2025年行政复议审结数（件）" in placeholder["message"]
    (previous,) = ruled(found, "previous")
    assert previous["quote"] == "250件，同比增长20%"
    assert "239件" in previous["message"]
    commitments = ruled(found, "commitment")
    assert any("云综窗" in item["message"] for item in commitments)
    assert {item["paragraph_id"] for item in commitments} == {None}


@pytest.mark.parametrize("name", ["报告.docx", "报告.DOCX", "报告.txt", "报告"])
def test_a_word_file_has_the_findings_of_its_text(read_client: TestClient, name: str) -> None:
    told = [(item["rule"], item["quote"]) for item in items(read_client, word_file(), name)]
    assert told == [(item["rule"], item["quote"]) for item in items(read_client, DRAFT)]


def test_a_promise_kept_is_not_asked_for(read_client: TestClient) -> None:
    kept = DONE.replace("审结210件。", "审结210件。云综窗正式投用，接入事项312项。")
    before, after = (ruled(items(read_client, text), "commitment") for text in (DONE, kept))
    assert len(before) == len(after) + 1


def test_district_and_year_may_be_given(read_client: TestClient) -> None:
    anonymous = DRAFT.replace("常州市新北区人民政府2025年度", "").replace("新北区", "我区")
    assert not ruled(items(read_client, anonymous, year="2025"), "commitment")
    assert ruled(items(read_client, anonymous, year="2025", region="320411"), "commitment")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"新北区": "天宁区"}, "库中没有江苏省常州市天宁区2024年度"),
        ({"2026年": "2032年", "2025年": "2031年"}, "库中没有江苏省常州市新北区2030年度"),
        ({"常州市新北区人民政府2025年度": "", "新北区": "我区"}, "读不出地区"),
        ({"新北区人民政府2025": "新北区司法局2025"}, "同类报告"),  # a department promised nothing of the district's
    ],
)
def test_why_a_draft_was_not_compared_is_told_once_and_a_finished_report_is_not_bothered(
    read_client: TestClient, changes: dict[str, str], reason: str
) -> None:
    draft, done = DRAFT, DONE
    for printed, changed in changes.items():
        draft, done = draft.replace(printed, changed), done.replace(printed, changed)
    found = items(read_client, draft)
    assert not ruled(found, "commitment")
    (told,) = ruled(found, "previous")
    assert told["severity"] == "info"
    assert found[-1] == told
    assert NOT_COMPARED in told["message"]
    assert reason in told["message"]
    assert not ruled(items(read_client, done), "previous")


def test_it_does_not_wait_for_the_collection(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(home=tmp_path)))  # not entered: nothing is opened
    for text in (DRAFT, DONE):
        (told,) = ruled(items(client, text), "previous")
        assert (told["severity"], told["paragraph_id"]) == ("info", None)
        assert "正在打开报告库" in told["message"]


def test_a_stored_report_is_held_against_the_one_before_it(tmp_path: Path) -> None:
    from service.review.review import check_stored

    stored(tmp_path, XINBEI.read_bytes())
    report_id = stored(tmp_path, DONE.encode())
    catalog = Catalog(database_url(tmp_path, None))
    found = check_stored(report_id, catalog).items
    catalog.close()
    assert {item.rule for item in found} == {"previous", "commitment"}


@pytest.mark.parametrize(
    ("data", "name", "status", "kind"),
    [
        (b"PK\x03\x04word/" + bytes(200), "a.docx", 422, "unreadable-report"),
        (b"PK\x03\x04word/" + bytes(200), "a.txt", 415, "unsupported-file"),
        (b"PK\x03\x04xl/" + bytes(200), "a.txt", 415, "unsupported-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", 415, "unsupported-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", 415, "unsupported-file"),
        (DRAFT.encode(), "a.docx", 415, "unsupported-file"),
        (word_file(("今天天气很好，我们去公园散步。",)), "a.docx", 422, "unreadable-report"),
    ],
)
def test_a_word_file_that_cannot_be_read_is_refused(
    read_client: TestClient, data: bytes, name: str, status: int, kind: str
) -> None:
    response = read_client.post("/v1/check", files={"file": (name, data)})
    assert response.status_code == status, response.text
    assert response.json()["type"] == f"urn:fazhi:problem:{kind}"


# The command line

Run = Callable[[Path], list[dict[str, Any]]]


def stored(home: Path, data: bytes) -> str:
    """Puts a report into the catalog alone: neither model nor index."""
    home.mkdir(exist_ok=True)
    catalog = Catalog(database_url(home, None))
    document = read_report(data, "report.txt")
    catalog.add_pending(document, 0)
    catalog.mark_indexed(document.report.report_id)
    catalog.close()
    return document.report.report_id


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `fazhi check` and gives its findings."""
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path / "home"))

    def run_command(file: Path) -> list[dict[str, Any]]:
        monkeypatch.setattr(sys, "argv", ["fazhi", "check", str(file)])
        with pytest.raises(SystemExit) as stopped:
            main()
        assert not stopped.value.code
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["items"]
        return found

    return run_command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.docx"
    path.write_bytes(word_file())
    return path


def test_a_word_file_is_checked_on_the_command_line_beside_the_collection(run: Run, file: Path, tmp_path: Path) -> None:
    stored(tmp_path / "home", XINBEI.read_bytes())
    found = run(file)
    assert {"placeholder", "previous", "commitment"} <= {item["rule"] for item in found}
    assert not [item for item in found if NOT_COMPARED in item["message"]]


def test_without_a_collection_none_is_made(run: Run, file: Path, tmp_path: Path) -> None:
    (told,) = ruled(run(file), "previous")
    assert "库中没有江苏省常州市新北区2024年度" in told["message"]
    assert not (tmp_path / "home").exists()


def test_a_collection_that_cannot_be_opened_is_told_and_the_draft_is_checked(
    run: Run, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / CATALOG_FILE).write_bytes(b"no database " * 1000)
    found = run(file)
    assert ruled(found, "placeholder")
    (told,) = ruled(found, "previous")
    assert "已损坏" in told["message"]
