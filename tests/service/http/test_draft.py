"""POST /v1/draft and /v1/draft/render: the shape of the contract, the files, the events, and what is refused."""

import io
import json
import re
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from starlette.testclient import TestClient

from service.contract import examples
from service.http.draft import WORD
from tests.service.conftest import XINBEI

ASKED = {"region": "新北区", "year": 2025}
REVIEW = "9.提升复议监督能力"


@pytest.fixture(scope="module")
def drafted(read_client: TestClient) -> dict[str, Any]:
    response = read_client.post("/v1/draft", json=ASKED)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def text_of(body: dict[str, Any]) -> str:
    return "\n".join(paragraph["text"] for section in body["sections"] for paragraph in section["paragraphs"])


def test_the_body_has_every_field_of_the_contract(drafted: dict[str, Any]) -> None:
    assert set(drafted) >= {
        *("id", "title", "region", "year", "based_on", "sections", "placeholders", "commitments", "citations"),
        *("warnings", "mode"),
    }
    assert drafted["title"] == "常州市新北区人民政府2025年度法治政府建设情况报告"
    assert (drafted["region"], drafted["year"], drafted["mode"]) == ("江苏省常州市新北区", 2025, "extractive")
    assert [one.rsplit("-", 1)[0] for one in drafted["based_on"]] == ["320411-2024"]
    assert set(drafted["sections"][1]) >= {"heading", "level", "paragraphs"}
    assert set(drafted["commitments"][0]) >= {"text", "citation", "section"}
    assert set(drafted["placeholders"][0]) == {
        *("id", "token", "indicator", "unit", "section", "department", "previous"),
    }


def test_the_documented_example_is_what_is_answered(read_client: TestClient) -> None:
    body = read_client.post("/v1/draft", json=examples.DRAFT).json()
    assert {**body, "id": ""} == {**examples.DRAFTED, "id": ""}


def test_every_token_stands_once_and_every_marker_has_its_citation(drafted: dict[str, Any]) -> None:
    text = text_of(drafted)
    tokens = [placeholder["token"] for placeholder in drafted["placeholders"]]
    assert re.findall(r"【待填：[^【】]*】", text) == tokens
    assert len(set(tokens)) == len(tokens) > 80
    numbers = {citation["n"] for citation in drafted["citations"]}
    elsewhere = {one["citation"] for one in (*drafted["commitments"], *drafted["practices"])}
    assert {int(number) for number in re.findall(r"\[(\d+)\]", text)} | elsewhere == numbers
    for section in drafted["sections"]:
        for paragraph in section["paragraphs"]:
            assert set(paragraph["citations"]) == {int(n) for n in re.findall(r"\[(\d+)\]", paragraph["text"])}


def test_last_years_value_stands_in_the_paragraph_that_is_cited_for_it(drafted: dict[str, Any]) -> None:
    by_number = {citation["n"]: citation for citation in drafted["citations"]}
    for placeholder in drafted["placeholders"]:
        if (previous := placeholder["previous"]) is not None:
            assert previous["year"] == 2024
            assert previous["value"] in by_number[previous["citation"]]["quote"]
    received = next(one for one in drafted["placeholders"] if one["indicator"] == "行政复议收到申请数")
    assert (received["unit"], received["previous"]["value"], received["department"]) == ("件", "239", "司法局")
    assert received["section"] == REVIEW


def test_other_districts_practices_stand_apart(drafted: dict[str, Any]) -> None:
    assert drafted["practices"]
    text = text_of(drafted)
    for practice in drafted["practices"]:
        assert "新北区" not in practice["region"]
        assert practice["text"] not in text


def test_a_section_is_drafted_by_the_callers_own_words(read_client: TestClient) -> None:
    body = read_client.post("/v1/draft", json={**ASKED, "sections": ["行政复议那一节"]}).json()
    assert [section["heading"] for section in body["sections"]] == [REVIEW]
    assert {one["section"] for one in (*body["placeholders"], *body["commitments"])} == {REVIEW}


def test_markdown_and_word_are_the_file_itself(read_client: TestClient, drafted: dict[str, Any]) -> None:
    markdown = read_client.post("/v1/draft", json={**ASKED, "format": "markdown"})
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert markdown.text.startswith(f"# {drafted['title']}\n")
    word = read_client.post("/v1/draft", json={**ASKED, "format": "docx", "clean": True})
    assert word.headers["content-type"] == WORD
    assert unquote(word.headers["content-disposition"]).endswith(f"{drafted['title']}（草稿）.docx")
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(word.content)).paragraphs]
    assert drafted["title"] in "".join(texts)
    assert not any(re.search(r"\[\d+\]", text) for text in texts)


def test_what_was_filled_in_stands_in_the_file(read_client: TestClient, drafted: dict[str, Any]) -> None:
    received = next(one for one in drafted["placeholders"] if one["indicator"] == "行政复议收到申请数")
    body = {"draft": drafted, "filled": {received["id"]: "251"}, "format": "docx", "clean": True}
    response = read_client.post("/v1/draft/render", json=body)
    assert response.status_code == 200, response.text
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(response.content)).paragraphs]
    assert any("共收到复议申请251件" in text for text in texts)
    markdown = read_client.post("/v1/draft/render", json={**body, "format": "markdown"}).text
    assert "共收到复议申请251件" in markdown


def test_something_else_than_a_placeholder_cannot_be_filled_in(
    read_client: TestClient, drafted: dict[str, Any]
) -> None:
    response = read_client.post("/v1/draft/render", json={"draft": drafted, "filled": {"p9999": "1"}})
    assert response.status_code == 422
    assert response.json()["detail"] == "草稿中没有编号为“p9999”的待填项。"


def test_events_tell_of_each_section_and_end_with_the_draft(read_client: TestClient, drafted: dict[str, Any]) -> None:
    response = read_client.post("/v1/draft", json={**ASKED, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n", 1) for block in response.text.strip().split("\n\n")]
    names = [name.removeprefix("event: ") for name, _ in events]
    assert names == ["progress"] * len(drafted["sections"]) + ["done"]
    bodies = [json.loads(data.removeprefix("data: ")) for _, data in events]
    assert [body["done"] for body in bodies[:-1]] == list(range(1, len(names)))
    assert {body["total"] for body in bodies[:-1]} == {len(names) - 1}
    assert {**bodies[-1], "id": ""} == {**drafted, "id": ""}


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"region": "天宁区"}, 404, "馆藏中没有天宁区2025年以前的报告"),
        ({"region": "常州市"}, 404, "馆藏中没有常州市2025年以前的报告"),
        ({"region": "不存在的区"}, 404, "馆藏中没有不存在的区2025年以前的报告"),
        ({"year": 2020}, 404, "现有常州市新北区2024年的报告"),
        ({"year": 2024}, 409, "馆藏中已有常州市新北区2024年度的报告"),
        ({"year": 2035}, 422, "与2035年相隔11年"),
        ({"sections": ["粮食储备"]}, 422, "没有与“粮食储备”相符的章节"),
        ({"mode": "generative"}, 409, "没有配置语言模型"),
    ],
)
def test_what_cannot_be_drafted_is_told_with_its_status(
    read_client: TestClient, changed: dict[str, Any], status: int, words: str, stream: bool
) -> None:
    response = read_client.post("/v1/draft", json={**ASKED, **changed, "stream": stream})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert words in response.json()["detail"]


def test_the_section_at_fault_is_named_with_the_nearest_headings(read_client: TestClient) -> None:
    body = read_client.post("/v1/draft", json={**ASKED, "sections": ["复议", "元宇宙园区招商"]}).json()
    assert [error["field"] for error in body["errors"]] == ["sections.1"]
    assert "可选的有：“一、" in body["detail"]


@pytest.mark.parametrize(
    ("body", "field", "detail"),
    [
        ({"year": 2025}, "region", "缺少此项"),
        ({"region": "新北区"}, "year", "缺少此项"),
        ({**ASKED, "year": "2025"}, "year", "应为整数"),
        ({**ASKED, "format": "pdf"}, "format", "只能是 'json', 'markdown' 或 'docx'"),
        ({**ASKED, "sections": [" "]}, "sections.0", "不能只有空白"),
        ({**ASKED, "section": []}, "section", "未知字段，是否应为 sections？"),
        ({**ASKED, "format": "docx", "stream": True}, "body", "只有 format 为 json 时才能流式返回"),
    ],
)
def test_what_is_wrong_with_a_request_is_told_by_field(
    read_client: TestClient, body: dict[str, Any], field: str, detail: str
) -> None:
    response = read_client.post("/v1/draft", json=body)
    assert response.status_code == 422
    assert {"field": field, "detail": detail} in response.json()["errors"]


def test_the_next_plan_is_marked_as_a_scaffold(drafted: dict[str, Any]) -> None:
    assert "下一年度安排只列出框架，不沿用底本的安排，请按2026年的打算填写。" in drafted["warnings"]
    plan = [section for section in drafted["sections"] if section["part"] == "plan"]
    assert len(plan) == 6
    for section in plan:
        for paragraph in section["paragraphs"]:
            assert re.fullmatch(r"(?:【待填：2026年[^【】]*】。)+", paragraph["text"])


def test_an_older_basis_is_told(client: TestClient) -> None:
    body = client.post("/v1/draft", json={"region": "浦口区", "year": 2025}).json()
    assert "馆藏中没有2024年度的报告，底本是2023年度的，数字和承诺均以此为准。" in body["warnings"]
    assert body["title"] == "浦口区2025年度法治政府建设情况报告"


def test_of_an_empty_collection_it_is_said_what_to_do(empty_client: TestClient) -> None:
    response = empty_client.post("/v1/draft", json=ASKED)
    assert response.status_code == 404
    assert "请先导入报告" in response.json()["detail"]


def test_the_latest_report_before_the_year_is_the_basis(client: TestClient) -> None:
    older = XINBEI.read_text("utf-8").replace("2024", "2022").replace("2025", "2023")
    uploaded = client.post("/v1/reports", files={"file": ("older.txt", older.encode())})
    assert uploaded.json()["year"] == 2022
    for year, basis in ((2025, 2024), (2023, 2022)):
        body = client.post("/v1/draft", json={"region": "320411", "year": year}).json()
        assert [one.split("-")[1] for one in body["based_on"]] == [str(basis)]
