"""The parts of a .docx file that its text stands in, unpacked with care: the file comes from anyone."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from vectorstore.errors import UnreadableReport, UnsupportedFile

MOST_UNPACKED = 50_000_000
"""Bytes of all entries together. A report of 20 kB of text unpacks to some 200 kB, pictures apart."""
LARGEST_PART = 10_000_000
"""Bytes of a part that is parsed: its tree takes twenty times as much memory."""
HIGHEST_RATIO = 200
"""Unpacked over packed size of an entry of more than a megabyte; markup at its most repetitive reaches 100."""

MAIN, STYLES, NUMBERING = "main", "styles", "numbering"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_DECLARES = b"<!DOCTYPE"
_STRICT, _TRANSITIONAL = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
_SAVE_AGAIN = "请用 Word 或 WPS 打开原文，另存为 .docx 后再提交。"


def xml_parts(data: bytes) -> Mapping[str, bytes]:
    """The XML of the text, and of styles and numbering where the file has them, in the transitional namespace.

    Raises UnsupportedFile for another kind of file, UnreadableReport for one that is encrypted, damaged, too large
    when unpacked, or declares entities.
    """
    _refuse_other_files(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = {entry.filename: entry for entry in package.infolist()}
            main = next((name for name in entries if _MAIN_PART.fullmatch(name)), None)
            if main is None:
                raise UnsupportedFile(f"这是 zip 压缩包，但不是 Word 文件（其中没有 word/document.xml）。{_SAVE_AGAIN}")
            _refuse_oversized(list(entries.values()))
            wanted = {MAIN: main, STYLES: "word/styles.xml", NUMBERING: "word/numbering.xml"}
            return {part: _read(package, entries[name]) for part, name in wanted.items() if name in entries}
    # zipfile tells what it does not know, such as a method of compression, by NotImplementedError
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableReport(f"Word 文件已经损坏，无法解压。请重新下载或重新保存；也可以{_SAVE_AGAIN[1:]}") from error


def _refuse_other_files(data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise UnreadableReport("Word 文件有密码保护，无法读取。请在 Word 中取消密码后保存，再提交。")
        raise UnsupportedFile(f"这是旧版 Word 文件（.doc）。{_SAVE_AGAIN}")
    if not data.startswith(b"PK"):
        raise UnsupportedFile(f"这不是 Word 文件（.docx），文件名可能被改过。{_SAVE_AGAIN}")


def _refuse_oversized(entries: list[zipfile.ZipInfo]) -> None:
    absurd = any(
        entry.file_size > 1_000_000 and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    if absurd or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnreadableReport(
            f"Word 文件解压后超过 {MOST_UNPACKED // 1_000_000} MB，或压缩比异常，为安全起见没有打开。"
            "请删去文中的图片和附件，另存后再提交。"
        )


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & 1:
        raise UnreadableReport("Word 文件有密码保护，无法读取。请取消密码后保存，再提交。")
    if entry.file_size > LARGEST_PART:
        raise UnreadableReport(
            f"Word 文件的正文解压后超过 {LARGEST_PART // 1_000_000} MB，不会是一份年度报告。请检查文件。"
        )
    # zipfile stops at the size that the entry declares, so that a lie about it ends as a damaged file
    xml = package.read(entry)
    # In UTF-16 too. No word processor writes one, and it is how entities are made to grow or to read other files.
    if _DECLARES in xml.replace(b"\0", b""):
        raise UnreadableReport(f"Word 文件的 XML 中声明了实体，为安全起见没有打开。{_SAVE_AGAIN}")
    return xml.replace(_STRICT, _TRANSITIONAL)
