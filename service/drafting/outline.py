"""The outline of last year's report, brought to the new year, with the four parts always there. Pure."""

from dataclasses import replace

from service.draft_types import CLOSING
from service.drafting.numbering import renumbered
from service.drafting.picking import pick
from service.drafting.required import with_all_parts
from service.drafting.structure import structure_of
from service.drafting.titles import brought_heading, brought_title
from service.drafting.types import Basis, Outline, OutlineSection
from vectorstore.reports.headings import parts_of
from vectorstore.types import Part

__all__ = ["outline_of", "pick"]


def outline_of(basis: Basis) -> Outline:
    """Sections in the report's reading order; a part that it has no heading for stands in the regulation's."""
    base = basis.report.year
    sections = renumbered(with_all_parts(structure_of(basis.paragraphs), base, basis.year))
    brought = tuple(_brought(section, base, basis.year) for section in sections)
    title = brought_title(basis.report.title, base, basis.year)
    return Outline(title, (*brought, OutlineSection(CLOSING, 0, Part.MEASURES)))


def _brought(section: OutlineSection, base: int, year: int) -> OutlineSection:
    if section.added or not section.level:
        return section
    ahead = section.part is Part.PLAN or Part.PLAN in parts_of(section.heading, base)
    return replace(section, heading=brought_heading(section.heading, base, year, ahead))
