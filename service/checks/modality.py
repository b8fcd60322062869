"""Plans, results, directions and negations: whether a sentence says that of a matter which its paragraph says. Pure."""

import re

from service.checks.said import Before, Said, without_names
from service.checks.sources import Given, comparable
from service.checks.wording import content_words, names_of, opposites

_TO_COME = re.compile(
    r"将(?:会|要|继续|进一步|全面|持续|加快|着力|深入|不断|重点|大力|积极|坚持|开展|推进|推动|加强|完善|健全|推出|出台|围绕|聚焦|以|从|在|通过|对|把|建|实施|实现|打造|优化|深化|严格|充分|紧紧|认真|切实|努力|组织|强化|提升|提高|落实|发挥|制定|建立|创新)|"
    r"下一步|下一年|下一阶段|下步|明年|今后|接下来|未来|计划(?!》|内|的)|打算|(?<!虚)拟|准备|预计|力争|争取|努力实现|有望|确保|目标是|(?:^|[，：、])要|提出|表示|部署|(?:的|年度?)安排|安排(?:是|为|包括|中)|着手|谋划|"
    r"工作(?:安排|打算|计划|思路|重点)|将"
)
_ANY_WILL = re.compile(
    r"下一步|下一年|下一阶段|明年|今后|接下来|打算|(?<!虚)拟(?!定)|预计|力争|有望|将(?:会|要|继续|进一步|在明年)"
)
_DONE = re.compile(
    r"已(?:经|在|于|被|能|可|有|完成|建|全面|全部|顺利|成功|如期|实现|推|开|出|制|组|落|形|取|达|健|完|强|提|优|深|构)|完成了|实现了|建成了|取得了|推进了|"
    r"加强了|完善了|推出了|开展了|建立了|制定了|出台了|提升了|提高了|强化了|深化了|优化了|落实了|推动了|健全了|得到了|形成了|打造了|组织了|发挥了|"
    r"(?<=[\u4e00-\u9fff])了(?=[\u4e00-\u9fff，。])|顺利|如期完成|圆满"
)
_COMPLETION = re.compile(
    r"(?:全面|全部|顺利|如期|基本)?(?:完成|实现|建成|达成|落实到位|根治|杜绝|消除|解决了|已?(?:全面)?建立起?了|已[^，。]{0,2}(?:建立|形成|健全|消除|解决))"
)
_PROGRESS = re.compile(
    r"力争|争取|推进|推动|探索|着力|努力|试点|筹建|启动|谋划|加快|有待|逐步|正在|(?<!虚)拟|准备|进一步|尝试|促进|计划"
)
_INTENT = re.compile(r"确保|力争|争取|努力|(?<!即)将|(?<!虚)拟|计划|要(?!求|素|点)|目标|有待|尚未|未能|以期")
_DONE_TO = re.compile(r"已(?:经)?(?P<verb>[\u4e00-\u9fff]{2,4})|(?P<verb2>[\u4e00-\u9fff]{2})起?了")
_CLAUSE = re.compile(r"[，,。；;：:！？]")
_NEGATION = re.compile(
    r"(?:尚未|从未|并未|未能|未曾|未予|未|没有|没|无法|无需|无(?=[\u4e00-\u9fff])|并不|不再|不予|不能|不会|不够|不得|不存在|不|并非|非(?!法|常|公|物|遗|诉|机|现)|缺乏|缺少|拒绝|停止|取消|暂停|中止)"
)
_NO_NEGATION = re.compile(
    r"不断|不仅|不过|不但|不单|不只|不止|不动产|不同|不足|不良|不少|不久|不限|不论|不管|不忘|不懈|不正当|不文明|不规范|不见面|不打烊|不罚|不到位|不一|不平衡|不充分|"
    r"不漏|不留|未来|未成年|无障碍|无人机|无讼|无偿|无线|无差别|无证明|无缝|无人|无形|无锡|无论|无遗漏|无缺项|毫不|不超过|不少于|不低于|不到|不满|不含|不包括|不跑|"
    r"无违法|无事|无忧|无纸|无接触|无理|不利|不便|不实|不法|不适应|不符|不作为|不当|不愿|不敢|不服|不合格|不合法|非现场|非诉|非法|非常|非公|非遗|非机动|非税"
)
_SHORT_OF = frozenset(("不够", "缺乏", "缺少"))
_WANTING = re.compile(r"有待|薄弱|不足|短板|差距|提升空间|亟待|亟需|还要|仍需|还需|不够|欠缺")
_EXAGGERATIONS = re.compile(
    r"全国|全省|全市|首个|首家|首批|第一[家个]|首创|首次|率先|唯一|第一(?!家|个|方阵|责任|时间|批|版|届|期|书记|种|类|季|时)|领先|名列前茅|首位|榜首|最?前列|最[大小好优快佳强先]|彻底|显著|大幅|明显|全部|所有|无一|"
    r"百分之百|均|一律|一半|半数|过半|大多数|绝大多数|多数|少数|个别|翻番|翻一番|完全|从根本上|史上|历史性|史无前例|国家级|省级|国际|世界|空前|"
    r"前所未有|超额|超出预期|位居|居全|排名|突破性|全覆盖|亲自|正式|多次|屡次|零(?!售|星|散|食)|成功创建|创建成功|创成"
)
_SAME_DEGREE = (
    ("全部", "所有", "均", "全覆盖", "百分之百", "无一", "一律", "100%", "全员", "逐一", "皆"),
    ("首个", "首家", "第一家", "第一个", "首批", "首创", "首次", "率先", "首单", "首推", "首先"),
    ("位居", "居全", "排名", "领先", "位列", "入选", "进入", "位于"),
    ("前列", "名列前茅", "前十", "前三", "前五"),
    ("成功创建", "创建成功", "创成", "获评", "获批", "命名", "建成", "获"),
    ("多次", "次"),
    ("大幅", "显著", "明显"),
    ("零", "无", "未发生"),
)


_FIRST_OF = re.compile(r"(全国|全省|全市|全区)[^，。；]{0,4}?(?:首[个家批创次单推例]|率先|第一[家个])")


def fault_of_modality(said: Said, before: Before) -> str | None:
    text = without_names(comparable(said.text))
    return (
        _fault_of_plan(text, said, before)
        or _fault_of_completion(comparable(said.text), said)
        or _fault_of_direction(text, said)
        or _fault_of_negation(text, said)
        or _fault_of_degree(comparable(said.text), said)
    )


def is_plan(said: Said) -> bool:
    """Whether the sentence itself says that it tells what is to come."""
    return bool(_TO_COME.search(without_names(comparable(said.text))))


def _supporting(text: str, given: Given) -> list[int]:
    """The sentences of the paragraph that hold most of the words, as places in it."""
    words = content_words(text)
    scores = [sum(len(w) for w in words if any(n in s.text for n in names_of(w))) for s in given.read.sentences]
    best = max(scores, default=0)
    return [place for place, score in enumerate(scores) if best and score >= 0.6 * best]


def _fault_of_plan(text: str, said: Said, before: Before) -> str | None:
    plans, results = 0, 0
    for given in said.cited:
        for place in _supporting(text, given):
            plans += given.read.sentences[place].is_plan
            results += not given.read.sentences[place].is_plan
    if plans and not results:
        of_next_year = any(year == given.report.year + 1 for given in said.cited for _, year in said.years)
        if not (_TO_COME.search(text) or of_next_year or before.is_plan):
            return "所引段落写的是计划，不是成果"
        sentences = " ".join(given.text for given in said.cited)
        for match in _DONE.finditer(text):
            if match[0] not in sentences:
                return "所引段落写的是计划，不是成果"
        reported = {given.report.year for given in said.cited}
        if any(year in reported and f"{year}年" not in sentences for _, year in said.years):
            return "所引段落写的是下一年的计划"
    if results and not plans:
        for match in _ANY_WILL.finditer(text):
            if not any(match[0] in given.whole for given in said.cited):
                return "所引段落写的是已做的事，不是计划"
    return None


def _fault_of_completion(text: str, said: Said) -> str | None:
    """完成X where the paragraph says 推进X, or 确保完成X."""
    for match in _COMPLETION.finditer(text):
        if _INTENT.search(_CLAUSE.split(text[: match.start()])[-1]):
            continue
        core = re.sub(r"^(?:全面|全部|顺利|如期|基本|已经?)+|起?了?$", "", match[0])
        held = [(near, later) for given in said.cited for near, later in _around(core, given.text)]
        if held and all(_INTENT.search(near) or later.startswith("情况") for near, later in held):
            return f"所引段落没有说已经“{match[0]}”"
        if held:
            continue
        following = content_words(_CLAUSE.split(text[match.end() : match.end() + 16])[0])[:2]
        before = content_words(_CLAUSE.split(text[: match.start()])[-1][-12:])[-1:]
        if any(_only_in_progress(word, given.text) for word in (*following, *before) for given in said.cited):
            return f"所引段落没有说“{match[0]}”"
    for match in _DONE_TO.finditer(text):
        if _PROGRESS.search(_CLAUSE.split(text[: match.start()])[-1]):
            continue
        word = next(iter(content_words(match["verb"] or match["verb2"])), "")
        if len(word) > 1 and any(_only_in_progress(word, given.text) for given in said.cited):
            return f"所引段落没有说“{match[0]}”"
    return None


def _around(word: str, text: str) -> list[tuple[str, str]]:
    """What stands in the clause before the word, and what follows it, at each of its places."""
    return [
        (_CLAUSE.split(text[: match.start()])[-1], text[match.end() : match.end() + 8])
        for match in re.finditer(re.escape(word), text)
    ]


def _only_in_progress(word: str, text: str) -> bool:
    """Whether the text names the matter, and each time right after a word of progress, or as an attempt."""
    around = _around(word, text)
    return bool(around) and all(_PROGRESS.search(near[-8:]) or "试点" in later for near, later in around)


def _fault_of_direction(text: str, said: Said) -> str | None:
    """上升 where the clause of the paragraph that speaks of the same says 下降."""
    for clause in _CLAUSE.split(text):
        for up, down in opposites():
            for one, other in ((up, down), (down, up)):
                mine = [word for word in one if word in clause]
                if not mine or any(word in clause for word in other):
                    continue
                subject = content_words(clause.partition(mine[0])[0])[-2:]
                for held in (_clauses_about(content_words(clause), said), _clauses_about(subject, said)):
                    if any(word in held for word in other) and not any(word in held for word in one):
                        return f"所引段落没有说“{mine[0]}”"
    return None


def _clauses_about(words: tuple[str, ...], said: Said) -> str:
    """The clauses of the cited paragraphs that share most of the words."""
    clauses = [held for given in said.cited for held in _CLAUSE.split(given.text)]
    scores = [sum(len(word) for word in words if word in held) for held in clauses]
    best = max(scores, default=0)
    return "，".join(held for held, score in zip(clauses, scores, strict=True) if best and score == best)


def _negated(text: str) -> list[tuple[str, str]]:
    """Each negation with the words after it, up to six characters."""
    exempt = [match.span() for match in _NO_NEGATION.finditer(text)]
    return [
        (match[0], re.split(r"[，。；、：]", text[match.end() : match.end() + 6])[0])
        for match in _NEGATION.finditer(text)
        if not any(start <= match.start() < end or start < match.end() <= end for start, end in exempt)
    ]


def _fault_of_negation(text: str, said: Said) -> str | None:
    held = [pair for given in said.cited for pair in _negated(given.text)]
    whole = " ".join(given.text for given in said.cited)
    mine = _negated(text)
    for negation, words in mine:
        if f"{negation}{words[:2]}" in whole or (negation in _SHORT_OF and _WANTING.search(whole)):
            continue
        if not held:
            return f"所引段落没有说“{negation}{words[:4]}”"
        near = {name for word in content_words(words) for name in names_of(word)} or {words[:2]}
        if not any(any(name in after for name in near) or words[:1] == after[:1] for _, after in held):
            return f"所引段落没有说“{negation}{words[:4]}”"
    for negation, words in held:
        # 不予处罚 told as 处罚: the words stand in the sentence, and nowhere in the paragraph without their negation.
        for key in {next(iter(content_words(words)), ""), words[:4], words[:2]}:
            if len(key) < 2 or key not in text or any(key in after for _, after in mine):
                continue
            if whole.count(key) <= sum(after.count(key) for _, after in held):
                return f"所引段落说的是“{negation}{words[:4]}”"
    return None


def _fault_of_degree(text: str, said: Said) -> str | None:
    """Words that make a thing greater than it is: they stand in the sentences that the claim draws on."""
    held = " ".join(
        f"{' '.join(given.paragraph.path)} {given.read.sentences[place].text}"
        for given in said.cited
        for place in _supporting(text, given)
    )
    for level in _FIRST_OF.findall(text):
        if not any(first == level for first in _FIRST_OF.findall(held)):
            return f"所引段落没有说是{level}的"
    for match in _EXAGGERATIONS.finditer(text):
        same = next((group for group in _SAME_DEGREE if match[0] in group), (match[0],))
        if match[0] == "均" and (len(said.cited) > 1 or re.search(r"[、和与及]", text)):
            continue
        if (match[0] == "第一" and not re.search(r"第一(?!方阵|责任|时间)", held)) or not any(
            word in held for word in same
        ):
            return f"所引段落没有说“{match[0]}”"
    return None
