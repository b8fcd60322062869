"""What is sent compressed, to a client that takes it, and what is not."""

import gzip

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http import draft as draft_routes
from service.http.page import FOLDER

QUESTION = {"question": "新北区和金坛区2024年各收到多少件行政复议申请？"}
TAKES_IT = {"Accept-Encoding": "gzip, deflate, br"}


class Listening:
    """Around an application: what it sends, as it is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def heard(message: Message) -> None:
            if message["type"] == "http.response.body":
                self.bodies.append(message.get("body", b""))
            await send(message)

        await self.app(scope, receive, heard)


@pytest.fixture
def listening(read_client: TestClient) -> Listening:
    return Listening(read_client.app)


@pytest.fixture
def client(listening: Listening) -> TestClient:
    """Without a lifespan: that of `read_client` has opened the collection."""
    return TestClient(listening, headers=TAKES_IT)


def test_a_file_of_the_page_is_compressed(listening: Listening, client: TestClient) -> None:
    response = client.get("/css/base.css")
    whole = (FOLDER / "css" / "base.css").read_bytes()
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["vary"] == "Accept-Encoding"
    assert response.content == whole == gzip.decompress(b"".join(listening.bodies))
    assert int(response.headers["content-length"]) < len(whole) / 2
    again = client.get("/css/base.css", headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_answer_is_compressed(listening: Listening, client: TestClient) -> None:
    response = client.post("/v1/ask", json=QUESTION)
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["x-request-id"]
    assert len(b"".join(listening.bodies)) < len(response.content)
    assert response.json()["citations"]


def test_who_does_not_take_it_gets_the_bytes(listening: Listening, client: TestClient) -> None:
    response = client.get("/css/base.css", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in response.headers
    assert b"".join(listening.bodies) == (FOLDER / "css" / "base.css").read_bytes()


def test_what_is_small_is_sent_as_it_is(client: TestClient) -> None:
    assert "content-encoding" not in client.get("/healthz").headers


def test_events_are_sent_as_they_come(listening: Listening, client: TestClient) -> None:
    response = client.post("/v1/ask", json={**QUESTION, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in response.headers
    events = [body for body in listening.bodies if body]
    assert len(events) > 2
    assert all(body.startswith(b"event: ") and body.endswith(b"\n\n") for body in events)


def test_an_archive_is_not_compressed_once_more(listening: Listening, client: TestClient) -> None:
    response = client.post("/v1/draft", json={"region": "新北区", "year": 2025, "format": "docx"})
    assert response.headers["content-type"] == draft_routes.WORD
    assert "content-encoding" not in response.headers
    assert b"".join(listening.bodies) == response.content
