"""POST /v1/compare: the shape of the contract, and what is refused."""

from typing import Any
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from service.contract import examples


def test_the_documented_example_is_what_is_answered(read_client: TestClient) -> None:
    response = read_client.post("/v1/compare", json=examples.COMPARE)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    body, example = response.json(), dict(examples.COMPARISON)
    for changing in ("id", "timings"):
        body.pop(changing), example.pop(changing)
    assert body == example


def test_the_body_has_every_field_of_the_contract(read_client: TestClient) -> None:
    body = read_client.post("/v1/compare", json={"indicators": ["复议收案量"], "topic": None, "scope": None}).json()
    assert list(body) == ["id", "summary", "table", "citations", "claims", "warnings", "mode", "timings"]
    assert list(body["table"]) == ["columns", "rows"]
    assert list(body["table"]["columns"][0]) == ["report_id", "region", "year"]
    (row,) = body["table"]["rows"]
    assert list(row) == ["indicator", "unit", "cells"]
    assert len(row["cells"]) == len(body["table"]["columns"]) == 5
    assert list(row["cells"][0]) == ["status", "value", "number", "qualifier", "note", "citation"]
    assert list(body["timings"]) == ["retrieval_ms", "generation_ms", "total_ms"]


def test_a_qualifier_stays_with_its_value(read_client: TestClient) -> None:
    body = read_client.post("/v1/compare", json={"indicators": ["普法场次"], "scope": {"regions": ["新北区"]}}).json()
    (cell,) = body["table"]["rows"][0]["cells"]
    assert (cell["value"], cell["number"], cell["qualifier"]) == ("90余", 90, "余")


@pytest.mark.parametrize(
    ("body", "field", "detail"),
    [
        ({}, "body", "topic 与 indicators 至少要有一项"),
        ({"topic": None, "indicators": []}, "body", "topic 与 indicators 至少要有一项"),
        ({"topic": " "}, "topic", "不能只有空白"),
        ({"topic": "\x00？"}, "topic", "没有可以查找的字词"),
        ({"topic": "普" * 201}, "topic", "至多 200 个字符"),
        ({"topic": 7}, "topic", "应为字符串"),
        ({"indicators": "复议收案量"}, "indicators", "应为数组"),
        ({"indicators": [""]}, "indicators.0", "至少 1 个字符"),
        ({"indicators": ["复议收案量"] * 41}, "indicators", "至多 40 项"),
        ({"indicators": ["复议收案量"], "indicator": []}, "indicator", "未知字段，是否应为 indicators？"),
        ({"topic": "普法", "scope": {"region": []}}, "scope.region", "未知字段，是否应为 regions？"),
        ({"topic": "普法", "mode": "magic"}, "mode", "只能是 'auto', 'extractive' 或 'generative'"),
        ({"topic": "普法", "stream": True}, "stream", "未知字段"),
        ({"topic": "普法", "format": "pdf"}, "format", "只能是 'json', 'markdown', 'csv' 或 'xlsx'"),
    ],
)
def test_what_is_wrong_with_a_request_is_told_by_field(
    read_client: TestClient, body: dict[str, Any], field: str, detail: str
) -> None:
    response = read_client.post("/v1/compare", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"] == [{"field": field, "detail": detail}]


def test_an_unknown_indicator_is_422_with_the_nearest_names(read_client: TestClient) -> None:
    response = read_client.post("/v1/compare", json={"indicators": ["复议收案量", "行政复议"]})
    assert response.status_code == 422
    problem = response.json()
    assert problem["type"] == "urn:fazhi:problem:unknown-indicator"
    (fault,) = problem["errors"]
    assert fault["field"] == "indicators.1"
    assert fault["detail"] == problem["detail"]
    assert "相近的有：行政复议" in fault["detail"]


def test_too_wide_a_scope_is_422(read_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.compare.compare.MOST_COLUMNS", 4)
    response = read_client.post("/v1/compare", json={"indicators": ["复议收案量"]})
    assert response.status_code == 422
    problem = response.json()
    assert (problem["type"], problem["errors"][0]["field"]) == ("urn:fazhi:problem:scope-too-wide", "scope")


def test_generative_without_a_model_is_409(read_client: TestClient) -> None:
    response = read_client.post("/v1/compare", json={"topic": "普法", "mode": "generative"})
    assert response.status_code == 409


def test_a_scope_without_a_report_is_a_normal_empty_comparison(read_client: TestClient) -> None:
    response = read_client.post("/v1/compare", json={"indicators": ["复议收案量"], "scope": {"regions": ["天宁区"]}})
    assert response.status_code == 200
    body = response.json()
    assert body["table"]["columns"] == body["citations"] == []
    assert "天宁区" in body["summary"]


def test_an_empty_collection_says_so(empty_client: TestClient) -> None:
    body = empty_client.post("/v1/compare", json={"topic": "普法"}).json()
    assert body["summary"] == "馆藏中还没有任何报告，请先导入报告。"


@pytest.mark.parametrize(
    ("wanted", "media_type", "begins"),
    [
        ("markdown", "text/markdown; charset=utf-8", "行政复议受理数：".encode()),
        ("csv", "text/csv; charset=utf-8", "\ufeff指标,单位,".encode()),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_a_comparison_is_also_a_file(read_client: TestClient, wanted: str, media_type: str, begins: bytes) -> None:
    response = read_client.post("/v1/compare", json={**examples.COMPARE, "format": wanted})
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.content.startswith(begins)
    suffix = "md" if wanted == "markdown" else wanted
    disposition = response.headers["content-disposition"]
    assert disposition.startswith(f"attachment; filename=\"comparison.{suffix}\"; filename*=UTF-8''")
    assert unquote(disposition.rpartition("''")[2]) == f"法治政府建设年度报告对比.{suffix}"


def test_what_is_refused_is_told_as_json_whatever_the_format(read_client: TestClient) -> None:
    response = read_client.post("/v1/compare", json={"indicators": ["行政复议"], "format": "xlsx"})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
