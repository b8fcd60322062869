"""What a report is about and who issued it, as far as its title, metadata table, text and signature say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vectorstore.genre.headings import read_mark
from vectorstore.genre.numerals import chinese_number
from vectorstore.genre.regions import RegionMention, parents, region_mentions, short_name
from vectorstore.genre.rules import pattern_of
from vectorstore.genre.text import narrow
from vectorstore.genre.times import YEAR, plain_digits, without_ranges
from vectorstore.reports import furniture as forms
from vectorstore.reports.layout import FileLine, Layout
from vectorstore.types import Region, Role

OPENING = 3
"""Paragraphs at the start of the text in which it names its year and its region."""
OPENING_LENGTH = 500
"""Characters of such a paragraph, or of a line around the text, that are searched."""
NO_ISSUER = "原文未署名"

_TITLE_LABELS = ("信息名称", "标题", "名称", "内容概述", "内容概览")
_ISSUER_LABELS = ("发布机构", "发布单位", "发布机关", "发文机关", "发文单位", "制发机关", "公开机构", "公开主体")
_NUMBER_LABELS = ("文号", "文件编号", "发文字号", "文件字号", "发文文号")
_PUBLISHED_LABELS = ("公开日期", "公开时间", "发布日期", "发布时间")
_MADE_LABELS = ("生成日期", "成文日期", "发文日期", "制发日期", "形成日期")
_QUOTED = re.compile(r"《[^》]*》|[（(][^（()）]*[）)]")
_ANNOUNCED = re.compile(rf"现将.{{0,30}}?({YEAR})\s*年")
_BEGUN = re.compile(rf"({YEAR})年(?:度|以来)?[，,、是]?")
_MINISTRY = re.compile(
    rf"^(?:关于)?(?:国家\S{{2,20}}(?:局|署|委员会|委)|国务院\S{{0,12}}|(?!.*[省市区县州])\S{{2,12}}(?:部|总局|总署|银行|署))(?={YEAR}|关于|$)"
)
_ISO_DATE = re.compile(rf"({YEAR})[-/.](\d{{1,2}})[-/.](\d{{1,2}})")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What could be read; None or empty where the text does not say."""

    title: str | None
    title_year: int | None
    """The year that the title itself names: one given otherwise is a mistake."""
    title_regions: tuple[Region, ...]
    """The regions that the title itself can mean."""
    year: int | None
    regions: tuple[Region, ...]
    """One where the region is clear, several where its name is ambiguous."""
    issuer: str
    published: date | None
    document_number: str | None


def read_metadata(layout: Layout) -> Metadata:
    """Read what the title, the metadata table, the text and the signature say."""
    table = _table(piece.text for piece in layout.furniture if piece.reason == "网页信息表")
    by_role = {role: [line.text[:OPENING_LENGTH] for line in layout.lines if line.role is role] for role in Role}
    title = "".join(by_role[Role.TITLE]) or None
    named = title or _listed_title(table)
    opening = _opening(layout.lines)
    issuer = _issuer(by_role, table, title)
    title_regions = _regions([named or ""])
    return Metadata(
        title=named,
        title_year=year_in(named or ""),
        title_regions=title_regions,
        year=year_in(named or "") or _opening_year(opening),
        regions=_region(layout.lines, by_role, issuer, named or "", opening),
        issuer=issuer or NO_ISSUER,
        published=_published(table, by_role[Role.SIGNATURE] + by_role[Role.HEADER]),
        document_number=_document_number(by_role[Role.HEADER], table),
    )


def composed_title(region: Region, year: int) -> str:
    """A title for a report that was published without one; it says so itself."""
    # titles name the city, not the province: 苏州市吴江区, 北京市朝阳区
    cities = (parent.name for parent in parents(region) if parent.name.endswith(("市", "州", "盟", "地区")))
    return f"{''.join(cities)}{region.name}{year}年度法治政府建设情况报告（原文无标题）"


def year_in(title: str) -> int | None:
    """The year that a title reports on: the first in time, those outside 《》 and brackets before those within."""
    plain = without_ranges(plain_digits(title))
    for text in (_QUOTED.sub("", plain), plain):
        if years := [int(found["year"]) for found in pattern_of("times", "bare_year").finditer(text)]:
            return min(years)
    return None


def _table(rows: Iterable[str]) -> dict[str, str]:
    """Labels and values; a value may stand on the line below its label."""
    cells: dict[str, str] = {}
    label = ""
    for row in rows:
        found = forms.table_cells(row)
        if not found and label:
            cells.setdefault(label, row)
        for name, value in found:
            if value:
                cells.setdefault(name, value)
        label = found[-1][0] if found and not found[-1][1] else ""
    return cells


def _first_cell(table: dict[str, str], labels: Sequence[str]) -> str | None:
    return next((table[label] for label in labels if table.get(label)), None)


def _listed_title(table: dict[str, str]) -> str | None:
    cells = (table[label] for label in _TITLE_LABELS if label in table)
    return next((cell for cell in cells if len(cell) <= forms.TITLE_LENGTH and forms.LAW_TITLE.fullmatch(cell)), None)


def _opening(lines: Sequence[FileLine]) -> list[str]:
    text = [line.text[:OPENING_LENGTH] for line in lines if line.role is Role.TEXT]
    first_heading = next((index for index, line in enumerate(text) if read_mark(line)), len(text))
    return text[: min(first_heading or 1, OPENING)]


def _opening_year(opening: Sequence[str]) -> int | None:
    plain = [plain_digits(text) for text in opening]
    announced = (found for text in plain if (found := _ANNOUNCED.search(text)))
    begun = (found for text in plain if (found := _BEGUN.match(text)))
    found = next(announced, None) or next(begun, None)
    return int(found.group(1)) if found else None


def _issuer(by_role: dict[Role, list[str]], table: dict[str, str], title: str | None) -> str | None:
    signed = [organ for text in by_role[Role.SIGNATURE] if (organ := _organ(text))]
    if signed:
        return "、".join(dict.fromkeys(signed))
    if published_by := _first_cell(table, _ISSUER_LABELS):
        return published_by
    heads = (re.sub(r"\s*文\s*件$", "", text) for text in by_role[Role.HEADER] if len(text) <= forms.LONGEST_LINE)
    if head := next((text for text in heads if forms.is_organ(text)), None):
        return head
    # 常州市司法局2024年度…, 常州市新北区人民政府关于2024年度…
    begins = re.match(rf"(.+?)(?:关于|{YEAR})", plain_digits(title or ""))
    return begins.group(1) if begins and forms.is_organ(begins.group(1)) else None


def _organ(line: str) -> str | None:
    if forms.is_organ(line):
        return re.sub(r"\s*[（(](?:章|盖章|代章)[）)]$", "", line)
    found = forms.read_date_line(line)
    return found["organ"].strip() if found and found["organ"] else None


def _region(
    lines: Sequence[FileLine], by_role: dict[Role, list[str]], issuer: str | None, title: str, opening: Sequence[str]
) -> tuple[Region, ...]:
    around = by_role[Role.HEADER] + by_role[Role.SIGNATURE]
    whole = "\n".join(line.text for line in lines)
    found = _regions([title])
    if found:
        # 江宁区 in the title and 南京市江宁区人民政府 under it: the longer name settles the shorter
        return _settled(found, _regions([*around, issuer or ""]), whole)
    for texts in (around, [issuer or ""], () if _MINISTRY.match(plain_digits(title)) else opening):
        if found := _regions(texts):
            return _settled(found, (), whole)
    return ()


def _regions(texts: Iterable[str]) -> tuple[Region, ...]:
    """The most specific regions that the texts name; of several, the first."""
    mentions = [mention for text in texts for mention in region_mentions(text[:OPENING_LENGTH])]
    if not mentions:
        return ()
    return max(mentions, key=_depth).regions


def _depth(mention: RegionMention) -> tuple[int, int]:
    return max(len(parents(region)) + (region.code[2:] != "0000") for region in mention.regions), -len(mention.regions)


def _settled(found: tuple[Region, ...], others: tuple[Region, ...], whole: str) -> tuple[Region, ...]:
    """One of several regions of the same name where the rest of the text names its parents; else all of them."""
    for region in others:
        if len(found) > 1 and region in found and len(others) == 1:
            return (region,)
    if len(found) == 1:
        return found
    for clue in (_name_behind_parent, _parent_name):
        settled = tuple(region for region in found if any(name in whole for name in clue(region)))
        if len(settled) == 1:
            return settled
    return found


def _name_behind_parent(region: Region) -> list[str]:
    return [name + region.name for parent in parents(region) for name in (parent.name, short_name(parent))]


def _parent_name(region: Region) -> list[str]:
    return [parent.name for parent in parents(region)[-1:]]


def _published(table: dict[str, str], signature: Sequence[str]) -> date | None:
    cells = (table[label] for label in (*_PUBLISHED_LABELS, *_MADE_LABELS) if label in table)
    dated = (line for line in signature if forms.read_date_line(line))
    return next((found for text in (*cells, *dated) if (found := _date(text))), None)


def _date(text: str) -> date | None:
    if found := _ISO_DATE.search(text):
        numbers = [int(number) for number in found.groups()]
    elif found := forms.DATE.search(text):
        numbers = [_number(number) for number in found.groups()[-3:]]
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:  # 2025年2月30日 is no date, so the text gives none
        return None


def _number(text: str) -> int:
    """A year, month or day in digits or Chinese: 23, ２３, 二十三, 二○二五."""
    plain = narrow(text)
    return int(plain) if plain.isdecimal() else chinese_number(plain.replace("○", "〇"))


def _document_number(header: Sequence[str], table: dict[str, str]) -> str | None:
    cells = [table[label] for label in _NUMBER_LABELS if label in table]
    found = (forms.DOCUMENT_NUMBER.search(text) for text in (*header, *cells))
    return next((number.group() for number in found if number), None)
