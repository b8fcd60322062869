"""The /v1/reports family: uploads, lists, details, removal, and everything that is no report."""

import errno
import io
import shutil
import zipfile
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.contract import examples
from service.resources import Resources
from tests.parts import SEEDS
from tests.service.conftest import JIANGNING, WUJIANG, XINBEI

REPORT_FIELDS = {
    *("report_id", "title", "region", "region_code", "year", "issuer", "published"),
    *("document_number", "sha256", "source", "paragraph_count", "status"),
}


def upload(client: TestClient, data: bytes, name: str = "report.txt", **fields: str) -> Any:
    return client.post("/v1/reports", files={"file": (name, data, "text/plain")}, data=fields)


def changed(data: bytes) -> bytes:
    """Another report of the same region and year."""
    return data.replace("239件".encode(), "240件".encode())


def count(client: TestClient) -> int:
    return len(client.get("/v1/reports").json()["items"])


# Adding


def test_a_report_is_created_and_then_known(empty_client: TestClient) -> None:
    data = XINBEI.read_bytes()
    response = upload(empty_client, data, XINBEI.name)
    assert response.status_code == 201, response.text
    body = response.json()
    assert body == examples.REPORT
    assert set(body) == REPORT_FIELDS
    assert response.headers["location"] == f"/v1/reports/{body['report_id']}"
    again = upload(empty_client, data, "other name.txt")
    assert again.status_code == 200
    assert again.json()["report_id"] == body["report_id"]
    assert count(empty_client) == 1
    question = {"question": "新北区2024年收到多少件行政复议申请？"}
    assert "239件" in empty_client.post("/v1/ask", json=question).json()["answer"]


def test_another_report_of_the_region_and_year_needs_replace(client: TestClient) -> None:
    other = changed(XINBEI.read_bytes())
    response = upload(client, other)
    assert response.status_code == 409
    assert response.json()["report_id"] == examples.REPORT["report_id"]
    assert "replace=true" in response.json()["detail"]
    replaced = upload(client, other, replace="true")
    assert replaced.status_code == 201
    assert count(client) == 5
    assert client.get(f"/v1/reports/{examples.REPORT['report_id']}").status_code == 404
    answer = client.post("/v1/ask", json={"question": "新北区2024年收到多少件行政复议申请？"}).json()["answer"]
    assert "240件" in answer
    assert "239件" not in answer


def test_replace_is_also_taken_from_the_query(client: TestClient) -> None:
    response = client.post("/v1/reports?replace=true", files={"file": ("a.txt", changed(XINBEI.read_bytes()))})
    assert response.status_code == 201


def test_two_uploads_of_the_same_report_at_once_make_one(empty_client: TestClient) -> None:
    data = XINBEI.read_bytes()
    with ThreadPoolExecutor(4) as pool:
        responses = list(pool.map(lambda _: upload(empty_client, data), range(4)))
    assert sorted(response.status_code for response in responses) == [200, 200, 200, 201]
    assert count(empty_client) == 1


def test_two_uploads_for_one_place_at_once_leave_one_and_refuse_the_other(empty_client: TestClient) -> None:
    texts = [XINBEI.read_bytes(), changed(XINBEI.read_bytes())]
    with ThreadPoolExecutor(2) as pool:
        responses = list(pool.map(lambda data: upload(empty_client, data), texts))
    assert sorted(response.status_code for response in responses) == [201, 409]
    assert count(empty_client) == 1


def test_region_and_year_are_taken_where_the_text_has_none(empty_client: TestClient) -> None:
    text = "\n".join(
        [
            "法治政府建设工作情况报告",
            "一、主要举措",
            "全区持续推进法治政府建设，规范行政执法，全年办结行政复议案件12件，法治政府建设取得新的进展。",
        ]
    ).encode()
    refused = upload(empty_client, text)
    assert refused.status_code == 422
    assert {fault["field"] for fault in refused.json()["errors"]} == {"region", "year"}
    added = upload(empty_client, text, region="江苏省常州市天宁区", year="2022")
    assert added.status_code == 201, added.text
    assert (added.json()["region"], added.json()["year"]) == ("江苏省常州市天宁区", 2022)
    unknown = upload(empty_client, text, region="幸福区", year="2022")
    assert unknown.status_code == 422
    assert unknown.json()["errors"][0]["field"] == "region"


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("report.txt", XINBEI.read_bytes())
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (zipped(), 415),  # a zip renamed .txt
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, 415),
        (b"", 422),
        (b" \n\n", 422),
        ("今天天气很好，我们去公园散步。\n明天也是。".encode(), 422),  # text, but no report
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(client: TestClient, data: bytes, status: int) -> None:
    response = upload(client, data, "report.txt")
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]
    assert count(client) == 5


@pytest.mark.parametrize(
    ("request_", "status", "field"),
    [
        ({"files": {"file": ("a.txt", b"x")}, "data": {"yaer": "2024"}}, 422, "yaer"),
        ({"files": {"file": ("a.txt", b"x")}, "data": {"year": "last"}}, 422, "year"),
        ({"files": {"document": ("a.txt", b"x")}}, 422, "file"),
        ({"files": {"other": ("a.txt", b"x")}, "data": {"file": "text"}}, 422, "file"),
        ({"json": {"file": "text"}}, 415, None),
        ({"content": b"text", "headers": {"content-type": "text/plain"}}, 415, None),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 422, None),  # no boundary
        ({"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=b"}}, 422, None),
        ({}, 415, None),
    ],
)
def test_a_malformed_upload_is_refused(
    read_client: TestClient, request_: dict[str, Any], status: int, field: str | None
) -> None:
    response = read_client.post("/v1/reports", **request_)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    if field is not None:
        assert field in [fault["field"] for fault in response.json()["errors"]]


def test_an_unknown_form_field_is_told_its_neighbour(read_client: TestClient) -> None:
    response = upload(read_client, b"x", yaer="2024")
    assert "是否应为 year？" in response.text


def test_a_name_with_folders_is_stored_without_them(empty_client: TestClient) -> None:
    response = upload(empty_client, XINBEI.read_bytes(), "C:\\drafts\\..\\新北.txt")
    assert response.json()["source"] == "新北.txt"


def test_a_full_disk_is_507_and_loses_nothing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client.delete(f"/v1/reports/{examples.REPORT['report_id']}")
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 0))
    response = upload(client, XINBEI.read_bytes())
    assert response.status_code == 507
    assert response.json()["type"] == "urn:fazhi:problem:storage-full"
    assert count(client) == 4
    question = {"question": "江宁区2023年行政复议情况如何？"}
    assert client.post("/v1/ask", json=question).status_code == 200  # reading needs no disk
    monkeypatch.undo()
    assert upload(client, XINBEI.read_bytes()).status_code == 201
    assert count(client) == 5


def test_a_full_disk_under_the_upload_itself_is_507(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("starlette.datastructures.UploadFile.write", full)
    response = upload(client, XINBEI.read_bytes())
    assert response.status_code == 507
    assert response.json()["type"] == "urn:fazhi:problem:storage-full"


# Looking before adding


def previewed(client: TestClient, data: bytes, name: str = "report.txt", **fields: str) -> Any:
    return client.post("/v1/reports/preview", files={"file": (name, data, "text/plain")}, data=fields)


def test_a_file_is_read_and_not_stored(empty_client: TestClient) -> None:
    data = XINBEI.read_bytes()
    response = previewed(empty_client, data, XINBEI.name)
    assert response.status_code == 200, response.text
    body = response.json()
    assert count(empty_client) == 0
    added = upload(empty_client, data, XINBEI.name).json()
    detail = empty_client.get(f"/v1/reports/{added['report_id']}").json()
    assert {**body, "existing": None, "same_bytes": False} == body
    assert set(body) == set(examples.REPORT_PREVIEW)
    shared = set(body) - {"existing", "same_bytes"}
    assert {name: body[name] for name in shared} == {name: detail[name] for name in shared}
    assert {**body, "paragraphs": examples.REPORT_PREVIEW["paragraphs"]} == examples.REPORT_PREVIEW


@pytest.mark.parametrize("same", [True, False])
def test_a_preview_tells_what_is_there_in_its_place(read_client: TestClient, same: bool) -> None:
    data = XINBEI.read_bytes()
    body = previewed(read_client, data if same else changed(data)).json()
    assert body["existing"] == examples.REPORT
    assert body["same_bytes"] is same


def test_a_preview_takes_region_and_year_where_the_text_has_none(read_client: TestClient) -> None:
    text = (
        "法治政府建设工作情况报告\n一、主要举措\n全区持续推进法治政府建设，全年办结行政复议案件12件，法治政府建设取得新的进展。"
    ).encode()
    refused = previewed(read_client, text)
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:fazhi:problem:missing-metadata"
    assert {fault["field"] for fault in refused.json()["errors"]} == {"region", "year"}
    body = previewed(read_client, text, region="天宁区", year="2022").json()
    assert (body["region"], body["year"], body["existing"]) == ("江苏省常州市天宁区", 2022, None)
    assert previewed(read_client, text, region="幸福区", year="2022").json()["errors"][0]["field"] == "region"


def test_what_is_no_report_has_no_preview(read_client: TestClient) -> None:
    assert previewed(read_client, zipped()).status_code == 415
    assert previewed(read_client, b"").status_code == 422
    assert read_client.post("/v1/reports/preview", json={"file": "text"}).status_code == 415
    assert "是否应为 year？" in previewed(read_client, b"x", yaer="2024").text
    assert [fault["field"] for fault in previewed(read_client, b"x", replace="true").json()["errors"]] == ["replace"]


def test_a_preview_may_be_as_large_as_an_upload(read_client: TestClient) -> None:
    """What fits an upload is not refused as too large a question."""
    assert previewed(read_client, b" " * 5_000_000).status_code == 422


# Listing


def listed(client: TestClient, **query: str | int) -> list[str]:
    return [item["source"] for item in client.get("/v1/reports", params=query).json()["items"]]


def test_all_reports_are_listed(read_client: TestClient) -> None:
    page = read_client.get("/v1/reports").json()
    assert set(page) == {"items", "next"}
    assert page["next"] is None
    assert sorted(item["source"] for item in page["items"]) == sorted(path.name for path in SEEDS.glob("*.txt"))
    assert examples.REPORT in page["items"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"region": "江苏省常州市新北区"}, [XINBEI.name]),
        ({"region": "新北区"}, [XINBEI.name]),
        ({"region": "320411"}, [XINBEI.name]),
        ({"region": "苏州市"}, [WUJIANG.name]),
        ({"region": "天宁区"}, []),
        ({"region": "江宁区", "year": 2023}, [JIANGNING.name]),
        ({"region": "江宁区", "year": 2024}, []),
        ({"year": 1999}, []),
    ],
)
def test_the_list_is_narrowed(read_client: TestClient, query: dict[str, Any], expected: list[str]) -> None:
    assert listed(read_client, **query) == expected


@pytest.mark.parametrize("limit", [1, 2, 4, 5])
def test_pages_hold_each_report_once(read_client: TestClient, limit: int) -> None:
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = read_client.get("/v1/reports", params={"limit": limit, **cursor}).json()
        assert len(page["items"]) <= limit
        found += [item["report_id"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert found == [item["report_id"] for item in read_client.get("/v1/reports").json()["items"]]


def test_a_report_removed_between_two_pages_shifts_nothing(client: TestClient) -> None:
    whole = [item["report_id"] for item in client.get("/v1/reports").json()["items"]]
    first = client.get("/v1/reports", params={"limit": 2}).json()
    client.delete(f"/v1/reports/{whole[0]}")
    rest = client.get("/v1/reports", params={"cursor": first["next"]}).json()
    assert [item["report_id"] for item in rest["items"]] == whole[2:]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 1000}, "limit"),
        ({"year": "last"}, "year"),
        ({"cursor": "???"}, "cursor"),
        ({"cursor": "好"}, "cursor"),
        ({"yeer": 2024}, "yeer"),
    ],
)
def test_a_malformed_query_is_422(read_client: TestClient, query: dict[str, Any], field: str) -> None:
    response = read_client.get("/v1/reports", params=query)
    assert response.status_code == 422
    assert [fault["field"] for fault in response.json()["errors"]] == [field]


# One report


def test_a_report_is_shown_with_its_paragraphs(read_client: TestClient) -> None:
    body = read_client.get(f"/v1/reports/{examples.REPORT['report_id']}").json()
    assert {name: body[name] for name in REPORT_FIELDS} == examples.REPORT
    assert len(body["paragraphs"]) == body["paragraph_count"]
    assert examples.REPORT_DETAIL["paragraphs"][0] in body["paragraphs"]
    assert body["furniture"] == examples.REPORT_DETAIL["furniture"]


def test_a_report_is_removed_once(client: TestClient) -> None:
    path = f"/v1/reports/{examples.REPORT['report_id']}"
    response = client.delete(path)
    assert response.status_code == 204
    assert response.content == b""
    assert client.get(path).status_code == 404
    assert client.delete(path).status_code == 404
    assert count(client) == 4
    question = {"question": "新北区2024年收到多少件行政复议申请？"}
    assert client.post("/v1/ask", json=question).json()["reason"] == "unknown_region"


@pytest.mark.parametrize("report_id", ["nothing", "%00", "报告", "x" * 100, "a'; DROP TABLE report;--"])
def test_an_unknown_report_is_404(read_client: TestClient, report_id: str) -> None:
    for method in ("GET", "DELETE"):
        response = read_client.request(method, f"/v1/reports/{report_id}")
        assert response.status_code == 404
        assert response.json()["type"] == "urn:fazhi:problem:report-not-found"


def test_removing_waits_for_no_reader(client: TestClient, resources: Resources) -> None:
    """The lock of the writers is free again after a failed write."""
    assert client.delete("/v1/reports/nothing").status_code == 404
    assert upload(client, b"").status_code == 422
    assert client.delete(f"/v1/reports/{resources.store.catalog.reports()[0].report_id}").status_code == 204
