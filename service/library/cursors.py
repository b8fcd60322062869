"""The cursor of a page: a position in a list, as letters that may stand in a URL."""

import binascii
from base64 import b64decode, urlsafe_b64encode

from service.errors import InvalidCursor

INVALID = "cursor 无效，请使用上一页返回的 next，或去掉它从头开始。"


def write_cursor(position: str) -> str:
    return urlsafe_b64encode(position.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> str:
    """The position. Raises InvalidCursor for what was never written."""
    try:
        return b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError) as error:
        raise InvalidCursor(INVALID) from error
