"""What a Word file defines beside its text: styles and numbered lists. Pure.

Elements are typed as those of the standard library, whose interface lxml's have.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from vectorstore.reports.word.numbering import ListLevel, NumberedList

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    based_on: str | None
    """Its id."""
    list_id: str | None
    depth: str | None
    """Of the list, from 0."""
    hidden: bool | None
    """None where the style doesn't say."""


def styles_of(root: Element) -> dict[str, Style]:
    """By id; root is the part's element, w:styles."""
    return {
        style.get(named("styleId"), ""): Style(
            name=value(style, "name") or "",
            based_on=value(style, "basedOn"),
            list_id=value(style, "pPr", "numPr", "numId"),
            depth=value(style, "pPr", "numPr", "ilvl"),
            hidden=switched_on(style.find(named("rPr")), "vanish"),
        )
        for style in root.iterfind(named("style"))
    }


def lists_of(root: Element) -> dict[str, NumberedList]:
    """By id; root is the part's element, w:numbering."""
    kinds = {
        kind.get(named("abstractNumId"), ""): dict(map(_level, kind.iterfind(named("lvl"))))
        for kind in root.iterfind(named("abstractNum"))
    }
    lists: dict[str, NumberedList] = {}
    for one in root.iterfind(named("num")):
        kind = value(one, "abstractNumId") or ""
        levels = dict(kinds.get(kind, {}))
        restarts: dict[int, int] = {}
        for override in one.iterfind(named("lvlOverride")):
            levels.update(map(_level, override.iterfind(named("lvl"))))
            if (start := value(override, "startOverride")) is not None:
                restarts[_whole(override.get(named("ilvl")), 0)] = _whole(start, 1)
        lists[one.get(named("numId"), "")] = NumberedList(kind, levels, restarts)
    return lists


def _level(level: Element) -> tuple[int, ListLevel]:
    return _whole(level.get(named("ilvl")), 0), ListLevel(
        pattern=value(level, "lvlText") or "",
        form=value(level, "numFmt") or "decimal",
        start=_whole(value(level, "start"), 1),
        in_arabic=bool(switched_on(level, "isLgl")),
    )


def named(*tags: str) -> str:
    """The path of an element, or the name of an attribute, of WordprocessingML."""
    return "/".join(f"{{{_NAMESPACE}}}{tag}" for tag in tags)


def value(parent: Element | None, *path: str) -> str | None:
    """Of the attribute w:val of what stands there."""
    found = None if parent is None else parent.find(named(*path))
    return None if found is None else found.get(named("val"))


def switched_on(parent: Element | None, tag: str) -> bool | None:
    """None where it isn't said."""
    found = None if parent is None else parent.find(named(tag))
    return None if found is None else found.get(named("val"), "1") not in _OFF


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() else otherwise
