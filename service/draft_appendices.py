"""The tables behind a draft: what is open, what was promised, what others do, what is cited. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from service.draft_types import Draft, Placeholder

Value = Callable[[Placeholder], str]
"""What was filled in; empty where the placeholder is open."""

NO_DEPARTMENT = "责任单位待定"
SOURCE = "出处"
_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: int
    """Millimetres; those of a table come to the width of the page's text, 156."""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Appendix:
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    """A row of one cell heads the rows below it."""


def appendices_of(draft: Draft, value: Value, clean: bool) -> tuple[Appendix, ...]:
    """Those that hold anything, numbered. `clean`: the two lists to work off, without their sources."""
    lists = [_open_items(draft, value, clean), _promises(draft, value, clean)]
    if not clean:
        lists += [_practices(draft), _sources(draft), _warnings(draft)]
    held = [one for one in lists if one.rows]
    return tuple(
        Appendix(f"附录{numeral} {one.title}", one.columns, one.rows)
        for numeral, one in zip(_NUMERALS, held, strict=False)
    )


def _open_items(draft: Draft, value: Value, clean: bool) -> Appendix:
    departments = list(dict.fromkeys(placeholder.department for placeholder in draft.placeholders))
    departments.sort(key=lambda department: department is None)
    rows: list[tuple[str, ...]] = []
    number = 0
    for department in departments:
        its_own = [placeholder for placeholder in draft.placeholders if placeholder.department == department]
        rows.append((f"{department or NO_DEPARTMENT}（{len(its_own)}项）",))
        for placeholder in its_own:
            number += 1
            rows.append(
                (
                    str(number),
                    placeholder.indicator,
                    placeholder.unit,
                    _previous(placeholder, draft.year - 1),
                    f"[{placeholder.previous.citation}]" if placeholder.previous else "",
                    placeholder.section,
                    value(placeholder).removesuffix(placeholder.unit),
                )
            )
    columns = (
        Column("序号", 12, centred=True),
        Column("项目", 34),
        Column("单位", 11, centred=True),
        Column("上年数", 42),
        Column(SOURCE, 12, centred=True),
        Column("所在章节", 25),
        Column("本年数", 20),
    )
    return _sourced(Appendix("待填清单", columns, tuple(rows)), clean)


def _previous(placeholder: Placeholder, last_year: int) -> str:
    previous = placeholder.previous
    if previous is None:
        return ""
    return previous.value if previous.year == last_year else f"{previous.value}（{previous.year}年）"


def _promises(draft: Draft, value: Value, clean: bool) -> Appendix:
    by_id = {placeholder.id: placeholder for placeholder in draft.placeholders}
    rows = tuple(
        (
            commitment.text,
            f"[{commitment.citation}]",
            commitment.section,
            value(by_id[commitment.placeholder]) if commitment.placeholder in by_id else "",
        )
        for commitment in draft.commitments
    )
    columns = (Column("承诺", 66), Column(SOURCE, 12, centred=True), Column("报告章节", 32), Column("落实情况", 46))
    return _sourced(Appendix("上年承诺对照表", columns, rows), clean)


def _practices(draft: Draft) -> Appendix:
    rows = tuple((one.section, f"{one.region}{one.year}年", one.text, f"[{one.citation}]") for one in draft.practices)
    columns = (Column("可用章节", 30), Column("地区和年度", 30), Column("做法", 84), Column(SOURCE, 12, centred=True))
    return Appendix("可借鉴做法（非本地区内容）", columns, rows)


def _sources(draft: Draft) -> Appendix:
    rows = tuple(
        (f"[{one.n}]", f"{one.region}{one.year}年\n{one.title}", " › ".join(one.path), one.quote)
        for one in draft.citations
    )
    columns = (Column("编号", 12, centred=True), Column("报告", 38), Column("章节", 38), Column("原文", 68))
    return Appendix(SOURCE, columns, rows)


def _warnings(draft: Draft) -> Appendix:
    rows = tuple((str(number), warning) for number, warning in enumerate(draft.warnings, 1))
    return Appendix("起草提示", (Column("序号", 12, centred=True), Column("提示", 144)), rows)


def _sourced(appendix: Appendix, clean: bool) -> Appendix:
    """Without the numbers of the sources where these are left out; the widest column takes their room."""
    if not clean:
        return appendix
    place = next(place for place, column in enumerate(appendix.columns) if column.heading == SOURCE)
    widest = max(appendix.columns, key=lambda column: column.width)
    wider = replace(widest, width=widest.width + appendix.columns[place].width)
    columns = tuple(wider if column is widest else column for column in appendix.columns)
    rows = tuple(row if len(row) == 1 else (*row[:place], *row[place + 1 :]) for row in appendix.rows)
    return Appendix(appendix.title, (*columns[:place], *columns[place + 1 :]), rows)
