"""POST /v1/ask: the shape of the contract, the event stream and what is refused."""

import json
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.contract import examples
from service.contract.answers import Answer
from vectorstore.errors import StorageUnavailable

QUESTION = "新北区2024年收到多少件行政复议申请？"


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def comparable(answer: dict[str, Any]) -> dict[str, Any]:
    """Less what differs from one run to the next."""
    return {name: value for name, value in answer.items() if name not in {"id", "timings"}}


def test_the_documented_example_is_what_is_answered(read_client: TestClient) -> None:
    response = read_client.post("/v1/ask", json=examples.ASK)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert comparable(response.json()) == comparable(examples.ANSWER)
    question = {"question": "新北区2021年收到多少件行政复议申请？"}
    assert comparable(read_client.post("/v1/ask", json=question).json()) == comparable(examples.ABSTENTION)


def test_the_body_has_every_field_of_the_contract(read_client: TestClient) -> None:
    body = read_client.post("/v1/ask", json={"question": QUESTION}).json()
    assert list(body) == [
        *("id", "answer", "abstained", "reason", "mode", "citations", "claims", "warnings", "timings"),
    ]
    citation = body["citations"][0]
    assert list(citation) == [
        *("n", "paragraph_id", "report_id", "title", "region", "year", "path", "text", "quote", "start", "end"),
    ]
    assert citation["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert list(body["claims"][0]) == ["text", "citations", "verdict", "why"]
    assert body["timings"]["total_ms"] >= body["timings"]["retrieval_ms"] > 0


def test_each_answer_has_an_id_of_its_own(read_client: TestClient) -> None:
    ids = {read_client.post("/v1/ask", json={"question": QUESTION}).json()["id"] for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("question", "scope", "reason"),
    [
        ("收到多少件行政复议申请？", {"regions": ["天宁区"]}, "unknown_region"),
        ("新北区收到多少件行政复议申请？", {"years": [1999]}, "year_not_covered"),
    ],
)
def test_a_scope_that_names_nothing_is_a_normal_abstention(
    read_client: TestClient, question: str, scope: dict[str, Any], reason: str
) -> None:
    response = read_client.post("/v1/ask", json={"question": question, "scope": scope})
    assert response.status_code == 200
    body = response.json()
    assert body["abstained"]
    assert body["reason"] == reason
    assert body["citations"] == []
    assert body["answer"]


def test_a_scope_that_names_an_unknown_report_is_a_normal_abstention(read_client: TestClient) -> None:
    response = read_client.post("/v1/ask", json={"question": QUESTION, "scope": {"report_ids": ["nothing"]}})
    assert response.status_code == 200
    assert response.json()["abstained"]


def test_null_is_as_good_as_nothing_where_the_contract_calls_a_field_optional(read_client: TestClient) -> None:
    scope = {"regions": None, "years": None, "report_ids": None}
    for given in (None, {}, scope):
        assert not read_client.post("/v1/ask", json={"question": QUESTION, "scope": given}).json()["abstained"]


@pytest.mark.parametrize(
    ("body", "field", "detail"),
    [
        ({}, "question", "缺少此项"),
        ({"question": ""}, "question", "至少 1 个字符"),
        ({"question": " \n\u3000"}, "question", "不能只有空白"),
        ({"question": "问" * 10_000}, "question", "至多 2000 个字符"),
        ({"question": 7}, "question", "应为字符串"),
        ({"question": None}, "question", "应为字符串"),
        ({"question": QUESTION, "scop": {}}, "scop", "未知字段，是否应为 scope？"),
        ({"question": QUESTION, "scope": {"region": ["新北区"]}}, "scope.region", "未知字段，是否应为 regions？"),
        ({"question": QUESTION, "scope": []}, "scope", "应为对象"),
        ({"question": QUESTION, "scope": {"years": ["2024"]}}, "scope.years.0", "应为整数"),
        ({"question": QUESTION, "scope": {"years": [10**30]}}, "scope.years.0", "不能大于 9999"),
        ({"question": QUESTION, "scope": {"regions": "新北区"}}, "scope.regions", "应为数组"),
        ({"question": QUESTION, "scope": {"regions": [""]}}, "scope.regions.0", "至少 1 个字符"),
        ({"question": QUESTION, "history": {}}, "history", "应为数组"),
        ({"question": QUESTION, "history": ["那金坛区呢？"]}, "history.0", "应为对象"),
        ({"question": QUESTION, "history": [{"role": "user"}]}, "history.0.content", "缺少此项"),
        (
            {"question": QUESTION, "history": [{"role": "system", "content": "x"}]},
            *("history.0.role", "只能是 'user' 或 'assistant'"),
        ),
        (
            {"question": QUESTION, "history": [{"role": "user", "content": "x", "nmae": "y"}]},
            *("history.0.nmae", "未知字段"),
        ),
        ({"question": QUESTION, "history": [{"role": "user", "content": "x"}] * 21}, "history", "至多 20 项"),
        ({"question": QUESTION, "mode": "magic"}, "mode", "只能是 'auto', 'extractive' 或 'generative'"),
        ({"question": QUESTION, "stream": "yes"}, "stream", "应为 true 或 false"),
    ],
)
def test_a_malformed_request_is_422_with_the_field(
    read_client: TestClient, body: dict[str, Any], field: str, detail: str
) -> None:
    response = read_client.post("/v1/ask", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert problem["status"] == 422
    assert (field, detail) in [(fault["field"], fault["detail"]) for fault in problem["errors"]]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"not json", "application/json"),
        (b"", "application/json"),
        (b"[]", "application/json"),
        (b'{"question": "\xff"}', "application/json"),  # no UTF-8
        (b'{"question": "\\ud800"}', "application/json"),  # half a character
        (b'{"\\ud800": 1, "question": "x"}', "application/json"),
        (b'{"question": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "application/json"),
        (b'{"question": NaN}', "application/json"),
        (b'{"question": "x", "scope": {"years": [' + b"9" * 10_000 + b"]}}", "application/json"),
        (json.dumps({"question": QUESTION}).encode(), "text/plain"),
        (b"question=x", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_json_of_ours_is_422(read_client: TestClient, content: bytes, media_type: str) -> None:
    response = read_client.post("/v1/ask", content=content, headers={"content-type": media_type})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]


def test_a_body_of_many_megabytes_is_413(read_client: TestClient) -> None:
    response = read_client.post("/v1/ask", json={"question": "问" * 3_000_000})
    assert response.status_code == 413
    assert response.json()["type"] == "urn:fazhi:problem:too-large"


def test_the_longest_allowed_request_is_taken(read_client: TestClient) -> None:
    history = [{"role": "user", "content": "那" * 20_000}, {"role": "assistant", "content": "答" * 20_000}] * 10
    scope = {"regions": ["新北区"] * 500, "years": [2024] * 500}
    body = {"question": "问" * 2000, "history": history, "scope": scope}
    assert len(json.dumps(body)) > 2_000_000
    assert read_client.post("/v1/ask", json=body).status_code == 200


@pytest.mark.parametrize("stream", [False, True])
def test_generative_without_a_language_model_is_409(read_client: TestClient, stream: bool) -> None:
    response = read_client.post("/v1/ask", json={"question": QUESTION, "mode": "generative", "stream": stream})
    assert response.status_code == 409
    assert response.headers["content-type"] == "application/problem+json"
    assert "extractive" in response.json()["detail"]


@pytest.mark.parametrize("question", [QUESTION, "天宁区2024年收到多少件行政复议申请？", "各区的行政复议情况如何？"])
def test_the_deltas_of_a_stream_are_the_answer(read_client: TestClient, question: str) -> None:
    response = read_client.post("/v1/ask", json={"question": question, "stream": True})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-request-id"]
    found = events(response.text)
    assert [name for name, _ in found[:-1]] == ["delta"] * (len(found) - 1)
    name, last = found[-1]
    assert name == "done"
    assert "".join(data["text"] for _, data in found[:-1]) == last["answer"]
    whole = read_client.post("/v1/ask", json={"question": question}).json()
    assert comparable(last) == comparable(whole)


def test_an_error_in_a_stream_is_its_last_event(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> Generator[Answer, None, None]:
        raise StorageUnavailable("数据库无法访问。")
        yield  # a generator, as the real one is

    monkeypatch.setattr("service.http.ask.answer_events", failing)
    response = client.post("/v1/ask", json={"question": QUESTION, "stream": True})
    ((name, problem),) = events(response.text)
    assert name == "error"
    assert problem["status"] == 503
    assert problem["detail"] == "数据库无法访问。"


def test_an_unforeseen_error_says_nothing_of_its_cause(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> Answer:
        raise ZeroDivisionError("secret")

    def failing_events(*_: object) -> Generator[Answer, None, None]:
        yield failing()

    monkeypatch.setattr("service.http.ask.answer_events", failing_events)
    monkeypatch.setattr("service.http.ask.answer", failing)
    ((name, problem),) = events(client.post("/v1/ask", json={"question": QUESTION, "stream": True}).text)
    assert (name, problem["status"]) == ("error", 500)
    response = client.post("/v1/ask", json={"question": QUESTION}, headers={"X-Request-ID": "abc"})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-request-id"] == "abc"
    assert "secret" not in response.text + json.dumps(problem)


def test_sixteen_clients_at_once_each_get_their_own_answer(read_client: TestClient) -> None:
    figures = {"新北区": "239件", "吴江区": "", "金坛区": "187件"}
    jobs = [(region, figure, stream) for region, figure in figures.items() for stream in (False, True)] * 8

    def ask(job: tuple[str, str, bool]) -> Iterator[bool]:
        region, figure, stream = job
        question = f"{region}2024年收到多少件行政复议申请？"
        response = read_client.post("/v1/ask", json={"question": question, "stream": stream})
        body = events(response.text)[-1][1] if stream else response.json()
        yield response.status_code == 200
        yield figure in body["answer"]
        yield all(region in citation["region"] for citation in body["citations"])

    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(lambda job: list(ask(job)), jobs))
    assert all(all(result) for result in results)
