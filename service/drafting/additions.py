"""What a writer adds to the sentences that it words: it may say nothing that it was not given. Pure."""

import re

from service.checks.said import names_in
from service.checks.sources import comparable
from service.checks.wording import content_words, held_share

HELD = 0.5
"""How much of a word must stand in the sentences: parts of a long one do."""
_DIGITS = re.compile(r"\d+")
_BRACKETS = re.compile(r"[〔〕【】]|待填")
_REFERS_BACK = re.compile(r"^(?:其中|对此|上述|以上|此举|为此|该|这)")
_RESULT = re.compile(
    r"已经?|实现|完成|取得|达到?|均|全年|年内|年[初中底末]|[上下]半年|截至|目前|累计|首|率先|超额|显著|明显"
)
"""Words that turn work into a result, or give it a time: most of them say nothing that an answer would have to cite."""
_SMOOTHING = re.compile(
    "积极|深入|扎实|持续|不断|进一步|认真|切实|大力|稳步|充分|严格|坚持|注重|贯彻|落实|推进|推动|促进|加强|强化|深化|抓好|"
    "结合|助力|提供|确保|保障|支撑|促使|从而|进而"
)
"""What a writer may add to make a text of them."""


def fault_of_addition(words: str, held: str, year: int) -> str | None:
    """Of a written sentence's own words, beside those that it is from; `year` is the one that is reported on."""
    said, held = comparable(words), comparable(held)
    if any(bracket not in held for bracket in _BRACKETS.findall(words)):
        return "改动了标签"
    for match in _DIGITS.finditer(said):
        of_the_year = match[0] == str(year) and said[match.end() :].lstrip().startswith("年")
        if match[0] not in _DIGITS.findall(held) and not of_the_year:
            return f"原句没有“{match[0]}”"
    added = [name for name in names_in(words) if comparable(name) not in held]
    added += [f"“{result}”" for result in _RESULT.findall(said) if result not in held]
    added += [f"“{word}”" for word in content_words(said) if not _may_be_added(word, held)]
    if added:
        return f"原句没有{added[0]}"
    back = _REFERS_BACK.match(said)
    return f"“{back[0]}”指什么，句中没有写" if back and not held.startswith(back[0]) else None


def _may_be_added(word: str, held: str) -> bool:
    """不断加强 is one word to the segmenter."""
    return _SMOOTHING.sub("", word) in held or held_share(word, held) >= HELD
