"""JSON lines with the request's id, and nothing of what was asked."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from starlette.testclient import TestClient

from service.http.logs import configure_logs
from service.settings import Level

QUESTION = "新北区2024年收到多少件行政复议申请？"


@pytest.fixture(autouse=True)
def _restore_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("service").setLevel(logging.NOTSET)
    structlog.reset_defaults()


def logged(level: Level) -> io.StringIO:
    stream = io.StringIO()
    configure_logs(level, stream)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("stream", [False, True])
def test_a_request_is_one_line_without_its_question(read_client: TestClient, stream: bool) -> None:
    output = logged("info")
    body = {"question": QUESTION, "history": [{"role": "user", "content": "那金坛区呢？"}], "stream": stream}
    read_client.post("/v1/ask", json=body, headers={"X-Request-ID": "one"})
    read_client.post("/v1/ask", json={"question": 7, "私密": QUESTION}, headers={"X-Request-ID": "two"})
    first, second = lines(output)
    assert first["request_id"] == "one"
    assert {name: first[name] for name in ("event", "method", "path", "status", "level", "logger")} == {
        "event": "request",
        "method": "POST",
        "path": "/v1/ask",
        "status": 200,
        "level": "info",
        "logger": "service.requests",
    }
    assert first["milliseconds"] > 0
    assert first["timestamp"].endswith("Z")
    assert (second["request_id"], second["status"]) == ("two", 422)
    for word in ("新北", "复议", "金坛"):
        assert word not in output.getvalue()


def test_at_debug_the_question_stands_in_the_log(read_client: TestClient) -> None:
    output = logged("debug")
    read_client.post("/v1/ask", json={"question": QUESTION}, headers={"X-Request-ID": "one"})
    questions = [line for line in lines(output) if line["event"] == "question"]
    assert [(line["question"], line["request_id"]) for line in questions] == [(QUESTION, "one")]


def test_an_unforeseen_error_has_its_traceback_in_the_log_and_no_question(
    read_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("the cause")

    monkeypatch.setattr("service.http.ask.answer", failing)
    output = logged("info")
    read_client.post("/v1/ask", json={"question": QUESTION})
    error = next(line for line in lines(output) if line["level"] == "error")
    assert "ZeroDivisionError: the cause" in error["exception"]
    assert error["request_id"]
    assert QUESTION not in output.getvalue()


def test_probes_are_silent_and_libraries_speak_json_too(read_client: TestClient) -> None:
    output = logged("info")
    read_client.get("/healthz")
    read_client.get("/metrics")
    logging.getLogger("uvicorn.error").error("something of uvicorn")
    logging.getLogger("chromadb").info("chatter")
    assert [line["event"] for line in lines(output)] == ["something of uvicorn"]
