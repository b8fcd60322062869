"""The page in the browser: what is served, under which headers, and what its files must not hold."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from service.http.page import FOLDER, MEDIA_TYPES, PageFiles

MOST_BYTES = 150_000
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def address_of(path: Path) -> str:
    relative = path.relative_to(FOLDER).as_posix()
    return "/" if relative == "index.html" else f"/{relative}"


def named(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_file_is_served_under_the_policy(read_client: TestClient, path: Path) -> None:
    response = read_client.get(address_of(path))
    assert response.status_code == 200
    assert response.content == path.read_bytes()
    assert response.headers["content-type"].partition(";")[0] == MEDIA_TYPES[path.suffix]
    assert set(response.headers["content-security-policy"].split("; ")) == POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["cross-origin-opener-policy"] == "same-origin"
    head = read_client.head(address_of(path))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(path.stat().st_size)


def test_a_script_has_its_type_whatever_the_machine_says(
    read_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mimetypes.guess_type", lambda *_, **__: ("text/plain", None))
    assert read_client.get("/js/main.js").headers["content-type"] == "text/javascript; charset=utf-8"


def test_what_is_unchanged_is_not_sent_again(read_client: TestClient) -> None:
    first = read_client.get("/js/main.js")
    assert first.headers["cache-control"] == "no-cache"
    again = read_client.get("/js/main.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    changed = read_client.get("/js/main.js", headers={"If-None-Match": '"of an earlier version"'})
    assert changed.content == first.content


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/js/nothing.js", 404),
        ("GET", "/js/", 404),
        ("GET", "/js", 404),
        ("GET", "/css/", 404),
        ("GET", "/main.js", 404),
        ("GET", "/js/../../settings.py", 404),
        ("GET", "/js/%2e%2e/%2e%2e/settings.py", 404),
        ("GET", "/js/..%2f..%2fsettings.py", 404),
        ("GET", "/js/..%5c..%5csettings.py", 404),
        ("GET", "/js//etc/passwd", 404),
        ("GET", "/css/%2fetc%2fpasswd", 404),
        ("GET", "/js/%00", 404),
        ("GET", f"/js/{'x' * 300}", 404),
        ("POST", "/", 405),
        ("DELETE", "/js/main.js", 405),
        # The page shadows no address of the service.
        ("GET", "/v1/ask", 405),
        ("GET", "/nowhere", 404),
        ("POST", "/nowhere", 404),
    ],
)
def test_nothing_else_is_served(read_client: TestClient, method: str, path: str, status: int) -> None:
    response = read_client.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_only_files_of_the_page_s_own_kinds_are_served(tmp_path: Path) -> None:
    (tmp_path / "own.js").write_text("", encoding="utf-8")
    (tmp_path / "stray.py").write_text("secret = 1", encoding="utf-8")
    client = TestClient(Starlette(routes=[Mount("/", PageFiles(directory=tmp_path))]))
    assert client.get("/own.js").status_code == 200
    assert client.get("/stray.py").status_code == 404


def test_the_page_is_small() -> None:
    assert sum(path.stat().st_size for path in FILES) <= MOST_BYTES


def test_the_page_needs_nothing_from_elsewhere() -> None:
    for path in FILES:
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|url\(\s*[\"']?//|(?:src|href)=[\"']//", text), named(path)


def test_the_html_holds_no_script_and_no_style() -> None:
    text = (FOLDER / "index.html").read_text("utf-8")
    assert re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.DOTALL) == [""]
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text, re.IGNORECASE)


def test_what_the_html_names_is_there() -> None:
    text = (FOLDER / "index.html").read_text("utf-8")
    names = re.findall(r"(?:src|href)=\"(?!#)([^\"]+)\"", text)
    assert len(names) > 2
    assert [name for name in names if not (FOLDER / name).is_file()] == []


_IMPORTED = re.compile(r"^(?:import|\} from|(?:import|export) .* from) \"([^\"]+)\";", re.MULTILINE)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_what_a_script_imports_is_there(path: Path) -> None:
    for name in _IMPORTED.findall(path.read_text("utf-8")):
        assert name.startswith("./"), name
        assert (path.parent / name).is_file(), name


_COMMENT = re.compile(r"/\*\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_PARSES_TEXT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|createContextualFragment|DOMParser|srcdoc"
    r"|\beval\s*\(|new\s+Function\b|\bimport\s*\(|set(?:Timeout|Interval)\s*\(\s*[\"'`]|javascript:|\bstyle:|\"style\""
)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_no_script_makes_markup_or_code_of_text(path: Path) -> None:
    code = _COMMENT.sub("", path.read_text("utf-8"))
    assert _PARSES_TEXT.findall(code) == []


@pytest.mark.parametrize(
    "line",
    [
        "box.innerHTML = answer;",
        "box.insertAdjacentHTML('beforeend', answer);",
        "document.write(answer);",
        "eval (answer)",
        "new Function(answer)()",
        "setTimeout('go()', 1)",
        "element('p', { style: 'color: red' })",
        "import(name)",
    ],
)
def test_such_a_script_would_be_found(line: str) -> None:
    assert _PARSES_TEXT.search(line)
