"""A collection of any size out of the five reports: their paragraphs under other districts and years."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from random import Random

import numpy

from vectorstore.genre.regions import all_regions, regions_named
from vectorstore.indexes.passages import passages_of
from vectorstore.types import Document, Encoder, Region, Vectors

YEARS = range(2015, 2025)
PERTURBATION = 0.02
"""Standard deviation, in each dimension, of what is added to a copied vector. In 384 dimensions that leaves a cosine of
about 0.93 to the original."""
TOPICS = ("收到多少件行政复议申请", "行政复议实质性化解率是多少", "办理了多少件法律援助案件", "有多少件行政诉讼案件")


class CopyingEncoder:
    """Fills a store with copies: a passage gets its original's vector, slightly and repeatably perturbed.

    Embedding 50,000 passages takes a quarter of an hour and changes nothing in how long it takes to search them.
    """

    def __init__(self, originals: Sequence[Document], encoder: Encoder) -> None:
        passages = [passage for document in originals for passage in passages_of(document.report, document.paragraphs)]
        rows = encoder.encode_passages([passage.contextual_text for passage in passages])
        self._vectors = {passage.text: row for passage, row in zip(passages, rows, strict=True)}
        self._noise = numpy.random.default_rng(0)
        self.name = encoder.name
        self.dimensions = encoder.dimensions

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """texts: each a context, a line feed and the text of an original passage."""
        rows = numpy.stack([self._vectors[text.partition("\n")[2]] for text in texts])
        rows += self._noise.normal(0, PERTURBATION, rows.shape)
        normalised: Vectors = rows / numpy.linalg.norm(rows, axis=1, keepdims=True)
        return normalised

    def encode_query(self, text: str) -> Vectors:
        raise NotImplementedError("a store is filled with this encoder, and searched with the original one")


def copies_of(originals: Sequence[Document], paragraphs: int) -> list[Document]:
    """At least so many paragraphs in whole reports, every district with all YEARS but the last one."""
    copies: list[Document] = []
    for (number, region), year in product(enumerate(_counties()), YEARS):
        if paragraphs <= 0:
            break
        copies.append(_copy(originals[(number + year) % len(originals)], region, year))
        paragraphs -= copies[-1].report.paragraph_count
    return copies


def questions_about(documents: Sequence[Document]) -> dict[str, list[str]]:
    """All different, by the districts that they name."""
    random = Random(1)
    regions = list({document.report.region.code: document.report.region for document in documents}.values())
    one, several = [], []
    for topic, year in product(TOPICS, YEARS):
        first, second, third = random.sample(regions, 3)
        one += [f"{first.name}{year}年{topic}？", f"{second.full_name}{year}年{topic}？"]
        several += [
            f"{first.name}、{second.name}和{third.name}{year}年{topic}？",
            f"{third.name}和{first.name}{topic}？",
        ]
    none = [f"{year}年{topic}？" for topic, year in product(TOPICS, YEARS)]
    return {
        "one district": one,
        "several districts": several,
        "no district": [*none, *(f"{topic}？" for topic in TOPICS)],
        "every district": [f"{year}年各区{topic}？" for topic, year in product(TOPICS, YEARS)],
    }


def _counties() -> list[Region]:
    """In no order, those that no other region shares its name with."""
    counties = [
        region for region in all_regions() if not region.code.endswith("00") and len(regions_named(region.name)) == 1
    ]
    Random(0).shuffle(counties)
    return counties


def _copy(original: Document, region: Region, year: int) -> Document:
    digest = hashlib.sha256(f"{original.report.sha256} {region.code} {year}".encode()).hexdigest()
    old, new = original.report.report_id, f"{region.code}-{year}-{digest[:8]}"
    title = f"{region.full_name}{year}年法治政府建设年度报告"
    report = replace(original.report, report_id=new, title=title, region=region, year=year, sha256=digest)
    paragraphs = tuple(
        replace(paragraph, paragraph_id=paragraph.paragraph_id.replace(old, new), report_id=new)
        for paragraph in original.paragraphs
    )
    return Document(report, paragraphs, ())
