"""The words of assertions.toml, read once a process: what tells done from planned, lacking, denied."""

import re
from functools import cache
from typing import Any

from vectorstore.genre.rules import data_of


@cache
def vocabulary_data() -> dict[str, Any]:
    return data_of("assertions")


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Finds any of the wordings, the one that stands first in the file first."""
    return re.compile("|".join(vocabulary_data()["patterns"][name].split()))


@cache
def opposites(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Words on two sides: who tells the one where the paragraph tells the other tells the contrary."""
    sides = (line.split("|") for line in vocabulary_data()["opposites"][name])
    return tuple((tuple(one.split()), tuple(other.split())) for one, other in sides)


_WANTING = re.compile(
    "有待|亟待|待(?:提|加|完|强|深|进|优|健|夯)|不够|不足|不到位|薄弱|滞后|欠缺|缺乏|缺失|缺少|缺位|短板|差距|弱项|空白|断层|问题|困难|困境|难题|瓶颈|"
    "(?:还|仍|尚|亟|均)(?:然|旧)?(?:需|须|要)|尚未|未能|还未|仍未|未做到|没有|难以|提升空间|不(?:充足|强|高|相?匹配|规范|充分|均衡|平衡|适应|完善|健全|深|严|实|活|多|"
    "及时|统一|畅|明显|明确|清晰|细|全|准|精|熟悉|愿|敢|善|会|紧密|相称|协调|彻底|扎实|尽)|[较偏][低弱慢少差]|参差不齐|流于形式|重.{1,4}轻"
)


def is_wanting(text: str) -> bool:
    return bool(_WANTING.search(text))
