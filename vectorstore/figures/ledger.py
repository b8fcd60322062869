"""Every figure of a report, typed and tied to its place. Pure functions over text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from vectorstore.figures.assignment import indicator_of
from vectorstore.figures.changes import Change, change_of, starting_points
from vectorstore.figures.naming import name_of
from vectorstore.figures.periods import period_of
from vectorstore.figures.surroundings import Surroundings, of_whole_change, surroundings_of
from vectorstore.genre.indicators import Vocabulary, vocabulary
from vectorstore.genre.quantities import ordinals, quantities
from vectorstore.genre.text import narrow
from vectorstore.genre.units import Measure, Quantity
from vectorstore.types import Document, Figure, FigureKind, Paragraph, Period, Role

_KINDS = {
    Measure.RATE: FigureKind.RATE,
    Measure.MONEY: FigureKind.AMOUNT,
    Measure.DURATION: FigureKind.DURATION,
    Measure.MULTIPLE: FigureKind.MULTIPLE,
}
_AREA = frozenset({"平方米", "公里", "亩", "公顷", "平方公里"})
_TITLE = re.compile(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)*》")
_BASE = re.compile(r"占(?P<whole>[^，。；#]{2,16}?)的$")
_COUNTED = frozenset({Role.TEXT, Role.HEADING})


def ledger_of(document: Document) -> tuple[Figure, ...]:
    """In the order of the text; headings of their own line count too, titles and signatures do not."""
    return tuple(figure for paragraph in document.paragraphs for figure in figures_of(paragraph, document.report.year))


def figures_of(paragraph: Paragraph, year: int) -> tuple[Figure, ...]:
    """`year` is the year reported on. A change from–to is one figure."""
    if paragraph.role not in _COUNTED:
        return ()
    found = sorted([*map(_in_pieces, quantities(paragraph.text)), *ordinals(paragraph.text)], key=lambda one: one.start)
    if not found:
        return ()
    known = vocabulary()
    around = surroundings_of(paragraph.text, found)
    titles = [title.span() for title in _TITLE.finditer(paragraph.text)]
    narrowed = narrow(paragraph.text)
    starts = starting_points(narrowed, found)
    return tuple(
        _figure(
            paragraph,
            year,
            quantity,
            of_whole_change(around[index - 1], around[index]) if index - 1 in starts else around[index],
            change_of(narrowed, found, index),
            titles,
            known,
        )
        for index, quantity in enumerate(found)
        if index not in starts
    )


def _figure(
    paragraph: Paragraph,
    year: int,
    quantity: Quantity,
    around: Surroundings,
    change: Change | None,
    titles: Sequence[tuple[int, int]],
    known: Vocabulary,
) -> Figure:
    printed = quantity.printed
    kind = _kind(quantity, change)
    within_title = any(start < quantity.start < end for start, end in titles)
    period = period_of(around, paragraph.part, year, kind, printed, within_title)
    figure = Figure(
        paragraph_id=paragraph.paragraph_id,
        start=quantity.start,
        end=quantity.end,
        value=_value(quantity),
        number=quantity.number,
        unit=quantity.unit,
        qualifier=_qualifier(quantity),
        name=name_of(around, paragraph.path, printed),
        kind=kind,
        period=period,
        previous=change.previous if change else None,
    )
    by_how_much = kind is FigureKind.CHANGE and figure.previous is None
    if period is Period.NONE or by_how_much or kind in (FigureKind.ORDINAL, FigureKind.MULTIPLE):
        return figure
    indicator = indicator_of(around, quantity.unit, paragraph.path, known)
    base = _base(around) if kind is FigureKind.RATE else None
    return replace(figure, indicator=indicator.name if indicator else None, base=base)


def _in_pieces(quantity: Quantity) -> Quantity:
    """6个部门 are 6 of what is called 部门, so that they stand in one column with 6家."""
    if quantity.unit != "个部门":
        return quantity
    cut = len("部门")
    return replace(quantity, printed=quantity.printed[:-cut], unit="个", end=quantity.end - cut)


def _kind(quantity: Quantity, change: Change | None) -> FigureKind:
    if quantity.measure is Measure.THINGS and quantity.unit in _AREA:
        return FigureKind.AMOUNT
    if quantity.printed.startswith("第"):
        return FigureKind.ORDINAL
    return FigureKind.CHANGE if change else _KINDS.get(quantity.measure, FigureKind.COUNT)


def _qualifier(quantity: Quantity) -> str | None:
    """A table says 近 of 不足100 and 不到100, and has no word for 5%以内: that is told in the value."""
    if quantity.qualifier != "不足":
        return quantity.qualifier
    return "近" if quantity.printed.startswith(("不足", "不到", "未满")) else None


def _value(quantity: Quantity) -> str:
    """As printed, without the unit: 9.8万余 of 9.8万余件; 百分之九十 and 第24届 stay whole."""
    return (
        "".join(quantity.printed.rsplit(quantity.unit, 1)).strip() if quantity.printed[0] != "第" else quantity.printed
    )


def _base(around: Surroundings) -> str | None:
    found = _BASE.search(around.before)
    return found["whole"] if found else None
