"""What holds for every endpoint: ids, problems, probes, metrics, the schema."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app, warm_up
from service.settings import Settings
from service.wiring import open_resources
from tests.endpoint import MODEL, endpoint, says


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/v1/ask/", 404),
        ("GET", "/v1/ask", 405),
        ("PUT", "/v1/reports", 405),
        ("POST", "/v1/ask", 422),
    ],
)
def test_every_response_has_a_request_id_and_every_error_a_problem_body(
    read_client: TestClient, method: str, path: str, status: int
) -> None:
    response = read_client.request(method, path)
    assert response.status_code == status
    assert re.fullmatch("[0-9a-f]{32}", response.headers["x-request-id"])
    if status >= 400:
        assert response.headers["content-type"] == "application/problem+json"
        problem = response.json()
        assert problem["status"] == status
        assert problem["title"]
        assert problem["detail"]
        assert problem["type"].startswith("urn:fazhi:problem:")
    if status == 405:
        assert response.headers["allow"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("trace-7f.3_a:b", True),
        ("", False),
        ("x" * 129, False),
        ('a","level":"forged', False),
        ("两", False),
    ],
)
def test_a_sane_request_id_of_the_client_is_taken_over(read_client: TestClient, given: str, kept: bool) -> None:
    response = read_client.get("/healthz", headers={b"X-Request-ID": given.encode()})
    assert (response.headers["x-request-id"] == given) is kept


def test_ready_tells_how_many_reports(read_client: TestClient) -> None:
    assert read_client.get("/readyz").json() == {"status": "ready", "reports": 5, "language_model": None}


def test_metrics_count_by_route_and_status_and_name_no_client_text(read_client: TestClient) -> None:
    read_client.post("/v1/ask", json={"question": "新北区2024年收到多少件行政复议申请？"})
    read_client.get("/v1/reports/some-private-id")
    read_client.request("BREW", "/private-path")
    response = read_client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    text = response.text
    assert re.search(r'fazhi_requests_total\{method="POST",route="/v1/ask",status="200"\} [1-9]', text)
    assert re.search(r'fazhi_requests_total\{method="GET",route="/v1/reports/\{report_id\}",status="404"\} [1-9]', text)
    assert re.search(r'fazhi_requests_total\{method="any",route="unmatched",status="404"\} [1-9]', text)
    assert re.search(r'fazhi_request_seconds_bucket\{le="0.1",route="/v1/ask",status="200"\}', text)
    assert "fazhi_reports 5.0" in text
    assert "fazhi_ready 1.0" in text
    assert "private" not in text
    assert "BREW" not in text


def test_the_schema_shows_real_examples_and_problem_bodies(read_client: TestClient) -> None:
    schema = read_client.get("/openapi.json").json()
    assert set(schema["paths"]) == {
        *("/v1/ask", "/v1/compare", "/v1/draft", "/v1/draft/render", "/v1/check", "/v1/figures", "/v1/indicators"),
        *("/v1/reports", "/v1/reports/preview", "/v1/reports/{report_id}"),
        *("/v1/reports/{report_id}/checks", "/v1/reports/{report_id}/figures"),
        *("/v1/models", "/v1/models/{model}", "/v1/chat/completions"),
        *("/healthz", "/readyz", "/metrics"),
    }
    for name in (
        *("AskRequest", "Answer", "ReportBody", "ReportDetail", "ReportPage", "Problem"),
        *("ChatRequest", "ChatCompletion", "ModelList"),
        *("FigureBody", "FigureList", "FigurePage", "IndicatorList", "ReportPreview"),
    ):
        assert schema["components"]["schemas"][name]["examples"], name
    assert "HTTPValidationError" not in schema["components"]["schemas"]
    for operations in schema["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert set(response["content"]) == {"application/problem+json"}
    for path in ("/v1/ask", "/v1/chat/completions"):
        assert "text/event-stream" in schema["paths"][path]["post"]["responses"]["200"]["content"]


def test_a_collection_that_cannot_be_opened_is_told_by_every_endpoint(tmp_path: Path) -> None:
    """Alive all the same: the process answers, only the collection does not."""
    missing = tmp_path / "no model"
    with TestClient(create_app(Settings(home=tmp_path / "home", embedding_model=str(missing)))) as client:
        client.app.state.collection._thread.join(60)  # type: ignore[attr-defined]
        assert client.get("/healthz").status_code == 200
        for response in (
            client.get("/readyz"),
            client.get("/v1/reports"),
            client.post("/v1/ask", json={"question": "行政复议多少件？"}),
        ):
            assert response.status_code == 503
            assert response.headers["retry-after"]
            assert response.json()["type"] == "urn:fazhi:problem:model-unavailable"
            assert str(missing) in response.json()["detail"]
        assert "fazhi_ready 0.0" in client.get("/metrics").text


def test_a_corrupt_index_is_told_with_the_command_that_mends_it(home: Path, model_cache: Path) -> None:
    for file in (path for path in (home / "words").rglob("*") if path.is_file()):
        file.write_bytes(b"\0" * 100)
    with TestClient(create_app(Settings(home=home, cache=model_cache))) as client:
        client.app.state.collection._thread.join(120)  # type: ignore[attr-defined]
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["type"] == "urn:fazhi:problem:index-corrupt"
        assert "fazhi reindex" in response.json()["detail"]


def test_a_collection_that_is_still_opening_is_told(home: Path) -> None:
    client = TestClient(create_app(Settings(home=home)))  # not entered: not started
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["type"] == "urn:fazhi:problem:not-ready"
    assert client.get("/healthz").status_code == 200


def test_warming_up_asks_no_language_model_and_looks_at_one_report(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start-up makes no network call, and a collection may hold more reports than can be compared at once."""
    monkeypatch.setattr("service.compare.compare.MOST_COLUMNS", 1)
    with endpoint(says("不该被问到。[1]")) as server:
        settings = Settings(home=home, llm_base_url=server.base_url, llm_model=MODEL)
        resources = open_resources(settings)
        try:
            warm_up(resources)
        finally:
            resources.store.close()
    assert server.requests == []
