"""Paragraphs by id, however many are asked for."""

from pathlib import Path

import pytest

from tests.vectorstore.documents import XINBEI, made_document
from vectorstore.catalog import catalog as catalog_module
from vectorstore.store import open_catalog


def test_paragraphs_are_found_by_id_in_any_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = open_catalog(tmp_path)
    document = made_document(XINBEI, 2024)
    catalog.add_pending(document, 0)
    ids = [paragraph.paragraph_id for paragraph in document.paragraphs]
    assert len(ids) > 1
    monkeypatch.setattr(catalog_module, "IDS_PER_QUERY", 1)  # a query each
    assert catalog.paragraphs([*ids, "unknown"]) == dict(zip(ids, document.paragraphs, strict=True))
    assert catalog.paragraphs([]) == {}
    catalog.close()
