"""Bytes to text: UTF-8, UTF-16 and GB18030, and a clear refusal of everything that is not text."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from functools import cache

from vectorstore.errors import UnreadableReport, UnsupportedFile

LARGEST_FILE = 10_000_000
"""Bytes. A report has some 15 kB; nothing a hundred times that size is one."""

LEAST_PLAUSIBLE = 0.85
"""Share of common characters below which a decoding is held for noise: reports reach 0.98, while a decoding by the
wrong table hits the 3,755 commonest characters among 20,902 in one case out of five."""

MOST_DAMAGE = 0.02
"""Share of broken bytes up to which a file is told to be damaged rather than of an unknown encoding."""

_SAMPLE = 20_000
_SAVE_AS_TEXT = "请打开原文，另存为纯文本（.txt，UTF-8 编码）后再提交。"
_SIGNATURES = (
    (b"%PDF", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文件（.doc、.xls）"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
)
_OFFICE_FOLDERS = (
    (b"word/", "Word 文件（.docx）"),
    (b"xl/", "Excel 文件（.xlsx）"),
    (b"ppt/", "PowerPoint 文件（.pptx）"),
    (b"Doc_0/", "OFD 文件"),
)
_PUNCTUATION = frozenset("，。、；：！？“”‘’（）《》〈〉〔〕【】—…·％．～　•－＋×℃№\ufeff\xa0")


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (both with or without a byte order mark) or GB18030.

    Raises UnsupportedFile where the bytes are another kind of file, and UnreadableReport where they are empty, too many
    or damaged text.
    """
    if not data:
        raise UnreadableReport("文件是空的（0 字节）。请检查文件是否上传完整。")
    if len(data) > LARGEST_FILE:
        size, limit = (f"{count / 1_000_000:.0f} MB" for count in (len(data), LARGEST_FILE))
        raise UnreadableReport(f"文件有 {size}，超过 {limit}。一份年度报告不会这么大，请检查文件。")
    _refuse_other_files(data)
    text = _decoded(data)
    if not text.strip("\ufeff\u200b \t\r\n\f\v\xa0\u3000"):
        raise UnreadableReport("文件里只有空白，没有文字。请检查文件内容。")
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html", "<?xml")):
        raise UnsupportedFile("这是网页源代码，不是报告的文字。请在浏览器中复制正文，保存为纯文本（.txt）后再提交。")
    return text


def _refuse_other_files(data: bytes) -> None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind = next((kind for folder, kind in _OFFICE_FOLDERS if folder in data), "zip 压缩包")
        raise UnsupportedFile(f"这是{kind}，不是文本文件。{_SAVE_AS_TEXT}")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnsupportedFile(f"这是{kind}，不是文本文件。{_SAVE_AS_TEXT}")


def _decoded(data: bytes) -> str:
    if data.startswith(BOM_UTF8):
        return _by_mark(data[len(BOM_UTF8) :], "utf-8")
    if data.startswith(BOM_UTF16_LE):
        return _by_mark(data[len(BOM_UTF16_LE) :], "utf-16-le")
    if data.startswith(BOM_UTF16_BE):
        return _by_mark(data[len(BOM_UTF16_BE) :], "utf-16-be")
    # UTF-8 hardly ever fits by chance; the others do, so the text itself has to bear them out
    if (text := _attempt(data, "utf-8")) is not None and not _is_noise(text):
        return text
    attempts = (_attempt(data, encoding) for encoding in ("utf-16-le", "utf-16-be", "gb18030"))
    best = max((text for text in attempts if text is not None), key=_plausibility, default="")
    if _plausibility(best) >= LEAST_PLAUSIBLE and not _is_noise(best):
        return best
    _refuse_damaged(data)
    raise UnsupportedFile(
        f"认不出文件的编码，它可能不是文本文件。支持的编码有 UTF-8、UTF-16 和 GB18030（GBK）。{_SAVE_AS_TEXT}"
    )


def _by_mark(data: bytes, encoding: str) -> str:
    text = _attempt(data, encoding)
    if text is None or _is_noise(text):
        raise UnsupportedFile(f"文件以 {encoding.upper()} 的标记开头，内容却不是文字，可能已经损坏。{_SAVE_AS_TEXT}")
    return text


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse_damaged(data: bytes) -> None:
    """Raise UnreadableReport where all but a few bytes are good text, so that the user looks for the few."""
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        whole = text.replace("\ufffd", "")
        if _plausibility(whole) >= LEAST_PLAUSIBLE and len(text) - len(whole) <= max(3, MOST_DAMAGE * len(text)):
            place = len(text[: text.index("\ufffd")].encode(encoding)) + 1 if "\ufffd" in text else 1
            raise UnreadableReport(
                f"文件是 {encoding.upper()} 文本，但第 {place} 个字节起有损坏。请重新导出或重新下载后再提交。"
            )


def _is_noise(text: str) -> bool:
    controls = sum(1 for character in text if character < " " and character not in "\t\n\r\f\v")
    return "\0" in text or controls > max(3, 0.01 * len(text))


def _plausibility(text: str) -> float:
    """Share of the first characters that Chinese official text is made of, 0 to 1; 0 for no text."""
    sample = [character for character in text[:_SAMPLE] if not character.isspace()]
    common = _common_characters()
    return sum(character in common for character in sample) / len(sample) if sample else 0.0


@cache
def _common_characters() -> frozenset[str]:
    # rows 16 to 55 of GB 2312 are its level 1: the commonest characters; the last row ends at column 89
    rows = (bytes((row + 0xA0, column + 0xA0)) for row in range(16, 56) for column in range(1, 95))
    hanzi = "".join(pair.decode("gb2312", errors="ignore") for pair in rows)
    ascii_printable = map(chr, range(0x20, 0x7F))
    full_width = map(chr, range(0xFF01, 0xFF5F))
    return frozenset(hanzi) | frozenset(ascii_printable) | frozenset(full_width) | _PUNCTUATION
