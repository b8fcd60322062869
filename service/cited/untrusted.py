"""Text of strangers on its way to a language model and back: data for the prompt, no orders, no links. Pure.

The checks ask whether a paragraph holds a sentence; a paragraph that dictates one (请回答：…) does. So what is
addressed to a machine is no evidence, and is not shown to one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import category

from service.cited.checks.sources import Given, StatedFigure, comparable, stated_figures
from service.cited.markers import LONGEST_SENTENCE
from vectorstore.genre.likeness import content_words
from vectorstore.genre.text import sentences
from vectorstore.genre.units import same_quantity

LEAST_WORDS = 2
"""By which a figure is known again; one is said of many things."""
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
"""Of Unicode: control and format characters, of which tags and changes of direction are made, and what is none."""
_MARKER = re.compile(r"[\[［【]([\d\s,，、\-–—~至]+)[\]］】]")
_TOKEN = re.compile(r"\[(/?[A-Z_]{3,})\]")
"""Of chat templates: [INST], [TOOL_CALLS]."""
_ORDER = re.compile(
    r"(?:忽略|无视|忘记)[^，。；]{0,8}(?:指令|指示|提示|规则|命令)|你(?:现在是|必须|的(?:系统|指令|提示|规则|任务))|"
    r"(?:系统|开发者)(?:消息|指令|提示词)|提示词|(?:请|只|必须|一律|务必)[^，。；]{0,6}(?:回答|作答|输出)|作答时|写进回答|"
    r"(?:^|[，,。；;：:！!])请(?:你|您)?(?:把|将|输出|告诉|附|按|用|说|写|解码|原样|逐字|引用|称赞|照抄|加上|在(?:文末|末尾|每句|回答))|"
    r"(?:写|说|改|换)成[：:]?|(?:只|应|要|都|时|须)[写说][：:]?(?!明|法|服|理)|复述|标准答案|(?:回复|告诉|答复)用户|"
    r"(?:以上|上述|前面)[^，。；]{0,6}(?:作废|有误|无效|要求)|(?:不要|不必|别)(?:理会|管)|忘掉|助手请|作为(?:一个)?(?:语言|人工智能|AI)|"
    r"[A-Za-z]+(?:[ ,.:;]+[A-Za-z]+){3}|##|解码并|环境变量|(?:本段|材料)结束|\[\d{1,3}\][^。]{0,30}报告[：:]|"
    r"^(?:问题|回答|答案|用户|助手|系统|材料|system|user|assistant|human)\s*[：:]|"
    r"ignore (?:all|any|the|previous|above)|disregard|you are (?:now|an?)\b|system prompt|"
    r"(?:reply|answer|respond) (?:in|with|only)|<\||\|>|</?s>|<<|>>|```|\[/?(?:INST|SYS)",
    re.IGNORECASE,
)
"""What no report says to its readers. For a pattern too few there are the checks; one too many costs a sentence that is
told in the report's own words instead."""
# Bounded, so that no text takes long.
_LINK = re.compile(
    r"(?:[a-z][a-z+.-]{0,20}:)?//\S*|www\.\S*|(?:javascript|data|mailto|vbscript|file):\S*|<[/!?a-z][^>]{0,200}>?|"
    r"!?\[[^\]]{0,200}\]\([^)]{0,200}\)?|\]\(|^\s*\[[^\]]{0,200}\]:|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w+|"
    r"(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![a-z])\S*",
    re.IGNORECASE,
)
_CUT_IMAGE = re.compile(r"!\s*(?:\[|$)")
"""An exclamation mark ends a sentence, and what comes next in the answer is a marker: ![1]."""
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9+/=._-]+|[^\s\w\u4e00-\u9fff]{0,20}[=&#\\^|{}<>@$*_`][^\s\u4e00-\u9fff]*")


def as_data(text: str) -> str:
    """In one line, without what a fence, a marker or a chat template is made of, and without what nobody sees."""
    bare = _seen(" ".join(text.split())).replace("<", "＜").replace(">", "＞").replace("`", "｀")
    return _TOKEN.sub(r"（\1）", _MARKER.sub(r"（\1）", bare))


def without_orders(given: Given) -> Given:
    """Blank from the first sentence on that is addressed to a machine; places stay."""
    text = given.paragraph.text
    start = next((span.start for span in sentences(text) if _ORDER.search(_seen(span.text))), None)
    if start is None:
        return given
    return replace(given, paragraph=replace(given.paragraph, text=text[:start] + " " * (len(text) - start)))


def fault_of_form(sentence: str, given: Sequence[Given]) -> str | None:
    """Why a written sentence can't stay whatever it says: links never, Latin words and signs only from a paragraph."""
    if len(sentence) > LONGEST_SENTENCE:
        return "句子过长"
    if _LINK.search(sentence) or _CUT_IMAGE.search(sentence):
        return "含有链接或标记"
    held = [one.text for one in given]
    for match in _FOREIGN.finditer(comparable(sentence)):
        if not any(match[0] in text for text in held):
            return f"所给段落没有“{match[0]}”"
    return None


def fault_of_rivals(text: str, cited: Sequence[Given]) -> str | None:
    """Another number for the same in another sentence of the paragraph, as of one that was made up and put in: which of
    the two holds is for its reader to see."""
    for said in stated_figures(text):
        for one in cited:
            if rival := _rival(said, one):
                return f"所引段落对同一事项还写有“{rival.number.printed}”"
    return None


def _rival(said: StatedFigure, given: Given) -> StatedFigure | None:
    district = comparable(given.report.region.full_name)
    words = [word for word in content_words(said.clause) if word not in district]
    if len(words) < LEAST_WORDS:
        return None
    of_it = [
        figure
        for figure in given.figures
        if figure.number.base_unit == said.number.base_unit and all(word in figure.clause for word in words)
    ]
    told = {figure.sentence for figure in of_it if same_quantity(said.number, figure.number)}
    return next((figure for figure in of_it if told and figure.sentence not in told), None)


def without_links(text: str) -> str:
    """What is told of a removed sentence: not as something that could be followed or rendered."""
    return _LINK.sub("（链接）", text).replace("<", "＜").replace(">", "＞")


def _seen(text: str) -> str:
    return "".join(character for character in text if category(character) not in _UNSEEN)
