"""What stands behind a report's signature. Pure."""

import re
from collections.abc import Sequence

from vectorstore.types import Paragraph, Role

_ANNOUNCED = re.compile(r"\s*附[件表]\s*\d*\s*[：:.、]")


def without_annexes(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The report up to its signature, without the lines that announce what is annexed (附件：…)."""
    signed = [place for place, paragraph in enumerate(paragraphs) if paragraph.role is Role.SIGNATURE]
    # A letterhead that was read as a signature ends no report.
    end = signed[-1] + 1 if signed and signed[-1] >= len(paragraphs) // 2 else len(paragraphs)
    return tuple(paragraph for paragraph in paragraphs[:end] if not _ANNOUNCED.match(paragraph.text))
