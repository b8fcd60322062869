"""A draft as a file: JSON, Markdown, Word. Pure."""

from collections.abc import Mapping

from service.contract.draft import Draft, Format
from service.draft.files.text import markdown
from service.draft.files.word import docx

SUFFIXES: Mapping[str, Format] = {".json": "json", ".md": "markdown", ".docx": "docx"}


def draft_file(draft: Draft, filled: Mapping[str, str], wanted: Format, clean: bool) -> bytes:
    """filled: by placeholder id; not in JSON, which is the draft as it was made."""
    if wanted == "docx":
        return docx(draft, filled, clean)
    if wanted == "markdown":
        return markdown(draft, filled, clean).encode()
    return draft.model_dump_json(indent=2).encode()
