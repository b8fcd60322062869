"""The words by which plans say that something is done, and those that are found wherever something is done."""

import re
from dataclasses import dataclass
from functools import cache

from vectorstore.genre.rules import data_of
from vectorstore.genre.text import tagged_words, words_in

ADVERBS = (
    "全面|深入|深化|持续|不断|进一步|切实|严格|着力|稳步|稳妥|有序|加快|积极|大力|扎实|充分|主动|及时|定期|适时|高质量|高标准|高效率?|高水平|"
    "高位|常态化?|动态|系统|统筹|精准|科学|合理|依法|认真|重点|始终|坚决|坚定不移|牢牢|紧紧|纵深|一体|协同|同步|分类|分级|分层|逐步|继续|更加|更好|"
    "有效|有力|创新|健康|努力|着重|抓紧|尽快|带头|率先|多方|多措并举|全力|强力|广泛|精心|组织|按时|如期|就地|同时|此外|另外|并|也|还|再|且|均|要|将|"
    "应|年内|年底前|[上下]半年|[\u4e00-\u9fff]{2,3}化(?=建设|推进|开展|管理|运行|打造|实施)|大胆|深度|密切|突出|从严|常抓不懈|地"
)
VERBS = (
    "优化|建立|建成|建好|建强|健全|完善|推进|推动|推出|推行|推广|加强|加大|加快|强化|落实|落细|提升|提高|增强|开展|组织|制定|制订|制发|出台|探索|构建|打造|建设|"
    "规范(?!性|化|文件)|做好|做实|做强|做优|抓好|抓实|抓牢|抓|压实|压紧|压减|压降|实施|执行|贯彻|学习|践行|坚持|培育|培养|壮大|扩大|拓展|拓宽|拓|创新|发挥|整合|"
    "升级|巩固|夯实|筑牢|聚焦|畅通|完成|编制|举办|召开|督促|指导|支持|引导|配齐|配强|防范|化解|排查|整治|清理|修订|修改|研究|总结|统筹|细化|明确|简化|缩短|"
    "评选|选树|选优|选派|树立|创建|争创|争取|参与|配合|协助|深化|深耕|狠抓|突出|注重|严守|严把|把好|把牢|扛起|扛牢|落地|铺开|搭建|设立|开发|开设|开通|"
    "启动|运用|运行|运营|试点|试行|梳理|审核|审查|监督|考核|评估|评价|宣传|普及|培训|轮训|保障|维护|保护|解决|破解|回应|公开|公布|发布|通报|调整|理顺|厘清|"
    "承接|对接|联动|协调|协同|推选|推荐|表彰|激励|弘扬|传播|用好|用活|管好|守住|补齐|补强|消除|纠正|杜绝|减少|降低|增加|扩充|充实|延伸|下沉|前移|融入|纳入|"
    "谋划|部署|召集|邀请|聘请|吸纳|引进|引入|吸引|衔接|贯通|转变|转化|树牢|领会|把握|凝聚|汇聚|激发|释放|擦亮|丰富|活跃|新建|改造|改进|改革|更新|汇编|编印|"
    "印发|签订|签约|联合|会同|动员|号召|鼓励|倡导|倡树|遏制|打击|查处|查办|办理|办好|受理|调处|调解|服务|提供|统一|固化|深挖|挖掘|调动|归集|共享|打通|推介|复制"
)
_ACTS = re.compile(rf"(?:{ADVERBS})*(?:{VERBS})")
_SAYS_LITTLE = re.compile(
    rf"{ADVERBS}|{VERBS}|工作|机制|制度|体系|能力|水平|作用|质效|质量|情况|任务|重点|方面|领域|行政|政府|法治|依法|基层|力度|责任|体制|管理|保障|问题|实现|推进|各级|各类|单位|部门|人员|干部|领导干部|领导|负责人|负责|责任人|机关|主要|党政|全面|各项|环境|发展|社会|"
    "新时代|经验|依法行政|行政执法|执法|法律|法治建设|法治政府|功能|特色|方式|相关|有关|以及|全区|全市|全县|我区|我市|我县"
)


def acts(words: str) -> bool:
    """Whether the words begin with something being done."""
    return begins_with_act(words) or _begins_with_verb(words)


def begins_with_act(words: str) -> bool:
    """The same, by the known words alone: a noun that could be a verb is none."""
    return bool(_ACTS.match(words))


def things(words: str) -> set[str]:
    """The words that tell what is spoken of, without those that every report speaks of."""
    return {word for word in words_in(words) if len(word) > 1 and not is_of_any_matter(word)}


def is_of_any_matter(word: str) -> bool:
    """推进, 工作, 机制: found wherever something is done."""
    return bool(_SAYS_LITTLE.fullmatch(word))


def _begins_with_verb(words: str) -> bool:
    for _, tag in tagged_words(words[:12]):
        if tag.startswith("v"):
            return True
        if tag not in ("d", "ad", "a", "an", "c"):
            return False
    return False


@dataclass(frozen=True, slots=True)
class Wordings:
    told: re.Pattern[str]
    """A result or a single event, anywhere in a clause."""
    occasions: re.Pattern[str]
    """The same, where it isn't counted."""
    done: re.Pattern[str]
    """That something is done by now: an event, but of a verb that counts."""
    adverbs: re.Pattern[str]
    """One or more, at the start."""
    lasting: re.Pattern[str]
    standing: re.Pattern[str]
    aims: re.Pattern[str]
    events: re.Pattern[str]
    counts: re.Pattern[str]
    creations: re.Pattern[str]
    dependent: re.Pattern[str]
    leading: re.Pattern[str]
    joints: re.Pattern[str]
    """A whole clause, or the start of one."""


@cache
def wordings() -> Wordings:
    data = data_of("verbs")
    words = {name: "|".join(sorted(table["words"], key=len, reverse=True)) for name, table in data.items()}
    return Wordings(
        **{name: re.compile(f"(?:{alternatives})") for name, alternatives in words.items() if name != "adverbs"},
        adverbs=re.compile(f"(?:{words['adverbs']})+"),
    )
