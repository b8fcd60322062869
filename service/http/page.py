"""The page in the browser: its files, served as they lie in the package."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path, PurePath

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parents[1] / "page"
# Named here: the machine's own table, which mimetypes reads, may call a script plain text, and no browser runs that.
MEDIA_TYPES: Mapping[str, str] = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",  # asked again each time, answered by 304: a new version shows at once
}


def page_routes() -> list[Route]:
    """Each place by itself. A mount at / would take every address for its own, and an API path that is asked with a
    wrong method would be 404 rather than 405."""
    files = PageFiles(directory=FOLDER, html=True)
    places = ("/", "/icon.svg", "/css/{path:path}", "/js/{path:path}")
    return [Route(place, files, include_in_schema=False) for place in places]


class PageFiles(StaticFiles):
    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        media_type = MEDIA_TYPES.get(PurePath(full_path).suffix)
        if media_type is None:
            raise HTTPException(404)
        # Of the content: two builds of one day may give their files the same time.
        digest = hashlib.sha256(Path(full_path).read_bytes()).hexdigest()
        headers = {**HEADERS, "ETag": f'"{digest[:32]}"'}
        response = FileResponse(full_path, status_code, headers, media_type, stat_result=stat_result)
        if self.is_not_modified(response.headers, Headers(scope=scope)):
            return NotModifiedResponse(response.headers)
        return response
