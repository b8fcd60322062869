import io
import random
import zipfile

import pytest

from tests.vectorstore.reports.seeds import FOLDER
from vectorstore.errors import UnreadableReport, UnsupportedFile
from vectorstore.reports.decoding import LARGEST_FILE, decode

TEXT = "新北区2024年度法治政府建设情况报告\r\n一、主要举措\r\n收到复议申请239件，审结203件。\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),  # with a byte order mark
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        TEXT.encode("utf-16"),  # little-endian with a mark
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),  # without a mark
        TEXT.encode("utf-16-be"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_every_seed_survives_every_encoding(encoding: str) -> None:
    for path in FOLDER.glob("*.txt"):
        text = path.read_bytes().decode()
        assert decode(text.encode(encoding)) == text


def _zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, TEXT)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_zip("report.txt"), "zip 压缩包"),
        (_zip("word/document.xml"), "Word 文件（.docx）"),
        (_zip("xl/workbook.xml"), "Excel 文件（.xlsx）"),
        (b"%PDF-1.7\n" + TEXT.encode(), "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "旧版 Word"),
        (b"{\\rtf1\\ansi ...}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"<!DOCTYPE html><html><body>" + TEXT.encode(), "网页源代码"),
        (bytes(1000), "不是文本文件"),  # nothing but zero bytes
        (bytes(range(256)) * 8, "不是文本文件"),
        (b"\xff\xfe" + bytes(100), "标记开头"),  # a mark before no text
    ],
)
def test_other_files_are_unsupported(data: bytes, said: str) -> None:
    with pytest.raises(UnsupportedFile, match=said):
        decode(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf \r\n\xe3\x80\x80", "只有空白"),  # a mark and an ideographic space
        (b"a" * (LARGEST_FILE + 1), "超过 10 MB"),
        (TEXT.encode()[:-3], "有损坏"),  # cut off in a character
        (TEXT.encode()[:28] + b"\xff" + TEXT.encode()[28:], "第 29 个字节起有损坏"),
    ],
)
def test_unreadable_text(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableReport, match=said) as raised:
        decode(data)
    assert not isinstance(raised.value, UnsupportedFile)


def test_gb18030_swallows_no_noise() -> None:
    noise = random.Random(4)
    for _ in range(300):
        with pytest.raises(UnsupportedFile):
            decode(b"\xb0" + noise.randbytes(noise.randrange(64, 512)))
