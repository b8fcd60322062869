"""Reports made by hand and a cheap encoder, for tests of what becomes of a report after it has been read."""

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import numpy

from vectorstore.indexes.words import words
from vectorstore.store import Store, open_store
from vectorstore.types import Document, Furniture, FurnitureKind, Paragraph, Part, Region, Report, Role, Vectors

XINBEI = Region("320411", "新北区", "江苏省常州市新北区")
JINTAN = Region("320413", "金坛区", "江苏省常州市金坛区")
PUKOU = Region("320111", "浦口区", "江苏省南京市浦口区")
CHANGZHOU = Region("320400", "常州市", "江苏省常州市")

TEXTS = (
    "2024年，共收到行政复议申请239件，受理187件，实质性化解行政争议37.76%。",
    "深化“综合查一次”改革，开展联合检查12345次，减少重复检查。",
    "办理法律援助案件1,551件，建成法律援助联络点131个。",
)


def made_document(
    region: Region = XINBEI, year: int = 2024, texts: Sequence[str] = TEXTS, sha256: str | None = None
) -> Document:
    """A title, a heading and the texts. Other texts give other bytes, and so another id."""
    sha256 = sha256 or hashlib.sha256("\n".join((region.code, str(year), *texts)).encode()).hexdigest()
    report_id = f"{region.code}-{year}-{sha256[:8]}"
    title = f"{region.name}{year}年度法治政府建设情况报告"
    heading = "一、推进法治政府建设的主要举措和成效"
    lines: list[tuple[Role, str, tuple[str, ...]]] = [(Role.TITLE, title, ()), (Role.HEADING, heading, (heading,))]
    lines += [(Role.TEXT, text, (heading,)) for text in texts]
    paragraphs = tuple(
        Paragraph(f"{report_id}-{number:03}", report_id, number, role, Part.MEASURES, path, text)
        for number, (role, text, path) in enumerate(lines)
    )
    report = Report(
        report_id=report_id,
        title=title,
        region=region,
        year=year,
        issuer=f"{region.name}人民政府",
        published=date(year + 1, 3, 5),
        document_number=None,
        sha256=sha256,
        source=f"{region.name}.txt",
        paragraph_count=len(paragraphs),
    )
    return Document(report, paragraphs, (Furniture("扫一扫在手机打开当前页", FurnitureKind.SCAN, 7),))


class WordHashEncoder:
    """Each word adds one fixed random direction: texts with words in common are near. Takes no time."""

    def __init__(self, name: str = "word-hash", dimensions: int = 64) -> None:
        self.name = name
        self.dimensions = dimensions
        self.calls: list[int] = []
        """How many texts each call of encode_passages had."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(len(texts))
        return numpy.stack([self._encode(text) for text in texts])

    def encode_query(self, text: str) -> Vectors:
        return self._encode(text)

    def _encode(self, text: str) -> Vectors:
        total = numpy.zeros(self.dimensions, dtype=numpy.float32)
        for word in words(text):
            total += _direction(word, self.dimensions)
        return total / max(float(numpy.linalg.norm(total)), 1e-6)


@cache
def _direction(word: str, dimensions: int) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    return numpy.random.default_rng(seed).standard_normal(dimensions).astype(numpy.float32)


def opened(folder: Path, encoder: WordHashEncoder, chroma_url: str | None = None, rebuild: bool = False) -> Store:
    return open_store(folder, None, chroma_url, encoder.name, encoder.dimensions, rebuild=rebuild)
