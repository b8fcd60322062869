"""What a figure is to the year of its report: a result of the year, one of several years, a plan, or none of these."""

import re

from vectorstore.figures.surroundings import Surroundings
from vectorstore.genre.text import clause_before
from vectorstore.types import FigureKind, Part, Period

_SOME = "[一二两三四五六七八九十多几\\d]+"
_INTENT = "将|要|力争|争取|确保|计划|拟|预计|继续|进一步|着力|努力|持续"
_PLAN = re.compile(
    rf"(?:下一?步|下一?年度?|明年|今后|未来{_SOME}年|新的一年).{{0,60}}?(?:{_INTENT})|^(?:下一?步|明年)[，：]"
)
_INTENDED = re.compile(
    r"(?:力争|争取|预计|计划(?:于|在|到|新|建)|拟(?:于|在|新|建|订|出台)|目标(?:为|是)|到20\d\d年)[^，；。]*$"
)
_YEAR = re.compile(r"(?<![\d—–－~至-])(20\d\d)(?=年(?!\s*[—–－~至-]))")
_AT_THE_TIME = re.compile(
    r"^(?:其中|而|在)?(?:[全我][省市区县州旗])?(20\d\d)年(?:度(?=[，共]|全[省市区县州旗])|(?!度))(?!以来|[^，]{0,6}起)"
    r"(?!\s*[—–－~至-])[^，的]{0,16}$"
)
_QUOTED = re.compile(r"《[^》]*》")
_OF_THE_YEAR = re.compile(r"全年|年内|今年|本年|当年|(?:今年|年初|入春|入夏|入汛)以来")
_SEVERAL_YEARS = re.compile(
    rf"近(?!一年){_SOME}年(?!度)|(?!一年来){_SOME}年来|近年来|历年|多年来|连续{_SOME}(?:年|届)(?!保持)|“?[七八九]五”?(?:普法)?(?:期间|以来)|十[三四五]五”?期间|"
    rf"(?:三年|五年)(?:行动)?(?:以来|期间)"
)
_FROM_YEAR_TO_YEAR = re.compile(r"20\d\d年?\s*[—–－~至-]{1,2}\s*20\d\d年(?:期间|间|以?来)?(?=，|[全我共累])")
_SINCE = re.compile(
    r"(?<!今年)(?<!年初)(?<!入春)(?<!入夏)(?<!入汛)(?<!本年)(?<!本年度)以来|自20(?P<since>\d\d)年[^，。；]{0,12}(?:起|后|，)"
)
_UP_TO_NOW = re.compile(r"截[至止](?!20\d\d年|\d{1,2}月|年底|年末|[本今]年)|迄今|至今|到目前为止")
_STANDING = re.compile(
    r"目前已|累计(?:归集|汇聚|汇集|建成|建立|设立|注册|接入|拥有|入驻|上架|认定|创建|培育|入库|登记|办理|完成|达|有|上线|挂牌|签约|发放|建)"
)
_LAST_YEAR = re.compile(
    r"(?:^|[，；。：、（])(?:而|其中)?(?:去年|上年|上一年度?|上年度)(?:同期)?(?!底|末|以来|结转)[^，；。]{0,16}$"
)
_COMPARED = re.compile(r"(?:较|比|与|同比|相比)(?:去年|上年|上一年度?|上年度|20\d\d年)")
_PROGRAMME = re.compile(r"^(?:行动|计划|规划|方案|攻坚|专项|提升)")
_DEADLINE = re.compile(r"^(?:以?内|之内|前|后)(?!部)")
_SET_NUMBER = re.compile(r"^(?:法定)?(?:程序|原则|理念|纪律|规定动作)")
_A_LEVEL_KEPT = re.compile(rf"连续(?:{_SOME})年.{{0,6}}(?:保持|达|实现|为|稳定)")


def period_of(
    surroundings: Surroundings, part: Part, year: int, kind: FigureKind, printed: str, within_title: bool
) -> Period:
    """`year` is the year reported on; `within_title` is whether the figure stands in the title of a document."""
    if within_title or _counts_nothing(surroundings, kind, printed):
        return Period.NONE
    ahead = _QUOTED.sub("", surroundings.ahead)
    if part is Part.PLAN or _is_planned(ahead, year):
        return Period.PLAN
    if _is_of_an_earlier_year(ahead, year):
        return Period.NONE
    return Period.CUMULATIVE if _is_cumulative(ahead, printed, kind, year) else Period.YEAR


def _counts_nothing(surroundings: Surroundings, kind: FigureKind, printed: str) -> bool:
    if kind is FigureKind.ORDINAL:
        return not surroundings.before.endswith(("位居", "位列", "排名", "列", "居"))
    if printed.endswith("年") and (printed.startswith("近") or _PROGRAMME.match(surroundings.after)):
        return True
    if kind is FigureKind.DURATION and (_DEADLINE.match(surroundings.after) or printed.endswith("内")):
        return True
    return not printed[0].isdigit() and bool(_SET_NUMBER.match(surroundings.after))


def _is_planned(ahead: str, year: int) -> bool:
    if _PLAN.search(ahead) or _INTENDED.search(ahead):
        return True
    years = [(int(found[1]), found.end()) for found in _YEAR.finditer(ahead)]
    return bool(years) and years[-1][0] > year and bool(re.search(_INTENT, ahead[years[-1][1] :]))


def _is_of_an_earlier_year(ahead: str, year: int) -> bool:
    """去年收到120件, or 2022年 in a report on 2023: what is told for comparison."""
    if _LAST_YEAR.search(ahead) and not _COMPARED.search(ahead[-16:]):
        return True
    clause = clause_before(ahead)
    years = [int(found[1]) for found in _AT_THE_TIME.finditer(clause)]
    return bool(years) and max(years) < year


def _is_cumulative(ahead: str, printed: str, kind: FigureKind, year: int) -> bool:
    # a rate that was kept for years is the year's too
    if kind is FigureKind.RATE and _A_LEVEL_KEPT.search(ahead):
        return False
    if kind is FigureKind.DURATION:
        return ahead.endswith("连续")
    if _SEVERAL_YEARS.search(ahead) or _UP_TO_NOW.search(ahead) or _is_from_year_to_year(ahead, year):
        return True
    since = _SINCE.search(ahead)
    if since and (since["since"] is None or 2000 + int(since["since"]) < year):
        return True
    if not _STANDING.search(clause_before(ahead)):
        return False
    return not (_OF_THE_YEAR.search(ahead) or re.search(rf"{year}年(?!度)", ahead))


def _is_from_year_to_year(ahead: str, year: int) -> bool:
    years = _FROM_YEAR_TO_YEAR.search(ahead)
    return years is not None and not re.search(rf"{year}年", ahead[years.end() :])
