"""Figures of one paragraph, for the tests of the ledger."""

from vectorstore.figures.ledger import figures_of
from vectorstore.types import Figure, Paragraph, Part, Role

YEAR = 2024


def figures(text: str, part: Part = Part.MEASURES, path: tuple[str, ...] = (), role: Role = Role.TEXT) -> list[Figure]:
    return list(
        figures_of(Paragraph("320000-2024-00000000-p001", "320000-2024-00000000", 1, role, part, path, text), YEAR)
    )


def by_print(text: str, part: Part = Part.MEASURES, path: tuple[str, ...] = ()) -> dict[str, Figure]:
    """Each figure under its print with the unit; the first where two are printed alike."""
    found: dict[str, Figure] = {}
    for figure in figures(text, part, path):
        found.setdefault(text[figure.start : figure.end], figure)
    return found
