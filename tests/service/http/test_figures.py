"""The figures of the five seeds, over HTTP and on the command line."""

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from sqlalchemy import text
from starlette.testclient import TestClient

from service.cli.terminal import show_figures
from service.contract import examples
from service.contract.figures import FigureBody
from service.settings import load_settings
from tests.service.cli.test_main import Captured, Run, run
from tests.service.conftest import JIANGNING, WUJIANG, XINBEI
from vectorstore.catalog.ledgers import LEDGER_RULES
from vectorstore.genre.indicators import indicators
from vectorstore.reports.readers import read_report
from vectorstore.storage import FolderLock
from vectorstore.store import open_catalog

__all__ = ["run"]

RECEIVED = "行政复议收到申请数"
FIELDS = {
    *("indicator", "name", "value", "number", "unit", "qualifier", "paragraph_id", "start", "end"),
    *("report_id", "region", "year", "kind", "period", "base", "previous"),
}
XINBEI_ID = examples.REPORT["report_id"]


def listed(client: TestClient, **query: str | int) -> list[dict[str, Any]]:
    """All pages of it."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        response = client.get("/v1/figures", params={**query, **cursor})
        assert response.status_code == 200, response.text
        page = response.json()
        assert set(page) == {"items", "next"}
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


# One report


def test_a_report_s_figures_are_those_of_its_text(read_client: TestClient) -> None:
    body = read_client.get(f"/v1/reports/{XINBEI_ID}/figures").json()
    assert set(body) == {"items"}
    expected = LEDGER_RULES.read(read_report(XINBEI.read_bytes(), XINBEI.name))
    assert [(one["paragraph_id"], one["start"], one["number"]) for one in body["items"]] == [
        (one.paragraph_id, one.start, one.number) for one in expected
    ]
    assert len(expected) > 20
    paragraphs = read_client.get(f"/v1/reports/{XINBEI_ID}").json()["paragraphs"]
    texts = {paragraph["paragraph_id"]: paragraph["text"] for paragraph in paragraphs}
    for one in body["items"]:
        assert set(one) == FIELDS
        assert 0 <= one["start"] < one["end"] <= len(texts[one["paragraph_id"]])
        assert (one["report_id"], one["region"], one["year"]) == (XINBEI_ID, "江苏省常州市新北区", 2024)


def test_the_example_is_real(read_client: TestClient) -> None:
    assert examples.FIGURE in listed(read_client, indicator=RECEIVED)


@pytest.mark.parametrize("report_id", ["nothing", "%00", "报告", "x" * 100])
def test_the_figures_of_an_unknown_report_are_404(read_client: TestClient, report_id: str) -> None:
    response = read_client.get(f"/v1/reports/{report_id}/figures")
    assert response.status_code == 404
    assert response.json()["type"] == "urn:fazhi:problem:report-not-found"


def test_figures_come_and_go_with_their_report(client: TestClient) -> None:
    before = len(listed(client))
    own = len(client.get(f"/v1/reports/{XINBEI_ID}/figures").json()["items"])
    client.delete(f"/v1/reports/{XINBEI_ID}")
    assert client.get(f"/v1/reports/{XINBEI_ID}/figures").status_code == 404
    assert len(listed(client)) == before - own
    changed = XINBEI.read_bytes().replace("239件".encode(), "241件".encode())
    report_id = client.post("/v1/reports", files={"file": ("a.txt", changed)}).json()["report_id"]
    assert 241 in [one["number"] for one in client.get(f"/v1/reports/{report_id}/figures").json()["items"]]
    assert len(listed(client)) == before


# Across reports


def test_all_figures_in_the_order_of_the_reports(read_client: TestClient) -> None:
    reports = [item["report_id"] for item in read_client.get("/v1/reports").json()["items"]]
    each = [read_client.get(f"/v1/reports/{report_id}/figures").json()["items"] for report_id in reports]
    assert listed(read_client) == [one for items in each for one in items]


def test_an_indicator_across_reports(read_client: TestClient) -> None:
    found = listed(read_client, indicator=RECEIVED)
    assert {one["indicator"] for one in found} == {RECEIVED}
    assert (XINBEI_ID, 239) in [(one["report_id"], one["number"]) for one in found]
    assert len({one["report_id"] for one in found}) > 1


@pytest.mark.parametrize("words", ["复议收案量", " 行政复议收到申请数 "])
def test_an_indicator_may_be_named_in_other_words(read_client: TestClient, words: str) -> None:
    assert listed(read_client, indicator=words) == listed(read_client, indicator=RECEIVED)


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ({"region": "江苏省常州市新北区"}, [XINBEI]),
        ({"region": "新北区"}, [XINBEI]),
        ({"region": "320411"}, [XINBEI]),
        ({"region": "苏州市"}, [WUJIANG]),
        ({"region": "江宁区", "year": 2023}, [JIANGNING]),
        ({"region": "江宁区", "year": 2024}, []),
        ({"region": "天宁区"}, []),
        ({"region": "没有这个地方"}, []),  # as in the list of reports
        ({"year": 1999}, []),
        ({"region": "没有这个地方", "indicator": RECEIVED}, []),
    ],
)
def test_the_list_is_narrowed(read_client: TestClient, query: dict[str, Any], sources: list[Path]) -> None:
    ids = {one["report_id"] for one in listed(read_client, **query)}
    reports = [read_client.get(f"/v1/reports/{report_id}").json()["source"] for report_id in ids]
    assert sorted(reports) == sorted(path.name for path in sources)


@pytest.mark.parametrize("limit", [7, 50, 1000])
def test_pages_hold_each_figure_once(read_client: TestClient, limit: int) -> None:
    assert len(read_client.get("/v1/figures", params={"limit": limit}).json()["items"]) <= limit
    assert listed(read_client, limit=limit) == listed(read_client)


def test_a_report_removed_between_two_pages_shifts_nothing(client: TestClient) -> None:
    whole = listed(client)
    first = client.get("/v1/figures", params={"limit": 300}).json()
    gone = whole[0]["report_id"]
    client.delete(f"/v1/reports/{gone}")
    rest = listed(client, cursor=first["next"]) if first["next"] else []
    assert [one for one in first["items"] + rest if one["report_id"] != gone] == [
        one for one in whole if one["report_id"] != gone
    ]


def test_an_unknown_indicator_is_422_with_the_nearest_names(read_client: TestClient) -> None:
    response = read_client.get("/v1/figures", params={"indicator": "复议的月亮数量"})
    assert response.status_code == 422
    body = response.json()
    assert body["type"] == "urn:fazhi:problem:unknown-indicator"
    assert [fault["field"] for fault in body["errors"]] == ["indicator"]
    assert "行政复议" in body["detail"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 1001}, "limit"),
        ({"year": "last"}, "year"),
        ({"indicator": ""}, "indicator"),
        ({"indicator": "  "}, "indicator"),
        ({"indicator": "数" * 101}, "indicator"),
        ({"cursor": "???"}, "cursor"),
        ({"cursor": "好"}, "cursor"),
        ({"cursor": "MzIwNDEx"}, "cursor"),  # base64, but no place
        ({"cursor": "MzIwNDExIHggMQ"}, "cursor"),
        ({"cursor": "MzIwNDExIDIwMjQgOTk5OTk5OTk5OTk5OTk5OTk5OTk"}, "cursor"),  # more than a database can count to
        ({"indicators": RECEIVED}, "indicators"),
    ],
)
def test_a_malformed_query_is_422(read_client: TestClient, query: dict[str, Any], field: str) -> None:
    response = read_client.get("/v1/figures", params=query)
    assert response.status_code == 422
    assert [fault["field"] for fault in response.json()["errors"]] == [field]


def test_a_cursor_of_the_other_list_is_422(read_client: TestClient) -> None:
    ours = read_client.get("/v1/reports", params={"limit": 1}).json()["next"]
    response = read_client.get("/v1/figures", params={"cursor": ours})
    assert response.status_code == 422
    assert [fault["field"] for fault in response.json()["errors"]] == ["cursor"]


def test_an_unknown_field_is_told_its_neighbour(read_client: TestClient) -> None:
    assert "是否应为 indicator？" in read_client.get("/v1/figures", params={"indicater": RECEIVED}).text


# The command line


@pytest.fixture
def filled(tmp_path: Path, seeded_home: Path, run: Run) -> Run:
    """The command line over the five seeds."""
    shutil.copytree(seeded_home, tmp_path / "home")
    return run


def printed(run: Run, capsys: Captured, *arguments: str) -> Any:
    assert run("figures", *arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_prints_what_the_endpoint_returns(filled: Run, capsys: Captured, read_client: TestClient) -> None:
    assert printed(filled, capsys) == listed(read_client)
    own = read_client.get(f"/v1/reports/{XINBEI_ID}/figures").json()["items"]
    assert printed(filled, capsys, XINBEI_ID) == own
    assert printed(filled, capsys, "--region", "常州市", "--year", "2024", "--indicator", "复议收案量") == listed(
        read_client, region="常州市", year=2024, indicator=RECEIVED
    )
    assert printed(filled, capsys, XINBEI_ID, "--indicator", RECEIVED) == [
        one for one in own if one["indicator"] == RECEIVED
    ]
    assert printed(filled, capsys, XINBEI_ID, "--year", "1999") == []
    assert printed(filled, capsys, "--region", "没有这个地方") == []


def test_the_command_works_while_a_service_has_the_collection(filled: Run, capsys: Captured, tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "home")
    try:
        assert len(printed(filled, capsys, XINBEI_ID)) > 20
    finally:
        lock.release()


def test_the_command_completes_what_the_version_before_left(filled: Run, capsys: Captured) -> None:
    before = printed(filled, capsys)
    with closing(open_catalog(load_settings().home)) as catalog, catalog._engine.begin() as connection:
        connection.execute(text("DROP TABLE figures"))
        connection.execute(text("DROP TABLE ledgers"))
    assert printed(filled, capsys) == before


@pytest.mark.parametrize(
    ("arguments", "told"), [(["nothing"], "nothing"), (["--indicator", "复议的月亮数量"], "行政复议")]
)
def test_the_command_tells_what_is_unknown(filled: Run, capsys: Captured, arguments: list[str], told: str) -> None:
    assert filled("figures", *arguments) == 1
    assert told in capsys.readouterr().err


def test_a_terminal_shows_a_table(capsys: Captured) -> None:
    shown = FigureBody.model_validate({**examples.FIGURE, "name": "[red]申请[/red]", "period": "plan"})
    show_figures([shown], Console(width=200))
    table = capsys.readouterr().out
    for cell in ("江苏省常州市新北区", "2024", RECEIVED, "[red]申请[/red]", "239件", "计划", shown.paragraph_id):
        assert cell in table
    show_figures([], Console(width=200))
    assert "没有符合条件的数字" in capsys.readouterr().out


# Indicators


def test_the_known_indicators_are_listed(read_client: TestClient) -> None:
    items = read_client.get("/v1/indicators").json()["items"]
    assert [one["name"] for one in items] == [indicator.name for indicator in indicators()]
    assert examples.INDICATOR_LIST["items"][0] in items
    for one in items:
        assert set(one) == {"name", "unit", "kind", "synonyms", "topic", "department"}
        assert one["department"] is None or one["department"]
    assert {one["topic"] for one in items if one["name"].startswith("行政复议")} == {"行政复议"}
    assert len({one["topic"] for one in items}) == 10
