"""What the lines around a report look like: web page, metadata table, letterhead, signature.

Made for portals that nobody has seen yet, so each rule asks for a short line of a well-known form; where the lines
stand is for `layout` to judge.
"""

import re

from vectorstore.genre.times import YEAR

INLINE = re.compile(r"\[bookmark:[^\[\]\n]{0,80}\]|\[image:[^\[\]\n]{0,80}\]|[\u200b-\u200d\u2060\ufeff\u00ad]+")
"""Furniture anywhere in a line: bookmarks of a word processor, and characters that nobody sees."""

_LABEL_WORDS = """
信息名称 索引号 信息索引号 主题分类 体裁分类 组配分类 文件编号 发文字号 文件字号 发文文号
文号 发布机构 发布单位 发布机关 发文机关 发文单位 制发机关 公开机构 公开主体 公开责任部门
信息来源 文章来源 来源 生成日期 成文日期 发文日期 制发日期 形成日期 发布日期 发布时间
公开日期 公开时间 公开方式 公开范围 公开时限 公开程序 公开形式 公开类别 公开属性 废止日期
失效日期 失效时间 生效日期 生效时间 实施日期 有效性 文件状态 时效状态 时效性 效力状态
关键词 主题词 内容概述 内容概览 内容摘要 信息概述 在线链接地址 文件下载 服务对象 所属主题
公文种类 文种 信息类别 信息分类 目录分类 浏览次数 浏览量 阅读次数 阅读量 点击数 点击次数
访问量 作者 责任编辑 编辑 标题 名称 字号 字体 视力保护色 背景色 保护视力色 分享到 分享
"""
LABELS = tuple(_LABEL_WORDS.split())
"""Of the rows of metadata tables; they are printed with spaces between their characters too."""
_LABEL = "|".join(r"\s*".join(label) for label in sorted(LABELS, key=len, reverse=True))
_BRACKETS = r"[\[【（(]?\s*"
LABEL_START = re.compile(rf"{_BRACKETS}(?P<label>{_LABEL})\s*[\]】）)]?(?P<separator>[\s：:]|$)")
LABEL_WITHIN = re.compile(rf"(?:^|(?<=[\s|｜\[【（(]))(?P<label>{_LABEL})(?:\s*[：:]|\s*$|(?=\s)|(?=[^\s：:]{{1,4}}$))")
COLON_ONLY = frozenset({"来源", "作者", "编辑", "标题", "名称", "字号", "字体", "分享", "文种", "文号"})
"""Labels that are words of their own: they need a colon."""

_PAGE_NUMBER = re.compile(
    r"[-—–－─]+\s*[0-9０-９]{1,3}\s*[-—–－─]+|第\s*[0-9０-９]{1,3}\s*页(?:\s*[/，,、]?\s*共\s*[0-9０-９]{1,3}\s*页)?|Page\s+\d{1,3}(?:\s+of\s+\d{1,3})?",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"^[•·*\s]*欢迎(?:访问|光临|您|来到)|^(?:您|你)?(?:现在)?的?(?:当前|所在)?位置(?:是)?\s*[：:]|^(?:首页|主页|网站首页)\b"
    r"|^[^<《＜〈]*[>»›＞][^<《＜〈]+[>»›＞][^<《＜〈]*$|字[体号]\s*[：:]?\s*[\[【（(]?\s*[大小]|(?:浏览|阅读|点击|访问)(?:次数|量)?\s*[：:]\s*\d|^https?://\S+$|^www\.\S+$"
    r"|^[\[【（(]?(?:登录|注册|登录注册|无障碍(?:阅读|浏览|辅助)?|长者(?:模式|版|助手)|关怀版|适老化|繁体(?:版|中文)?|简体(?:版|中文)?|English|搜索|网站地图"
    r"|加入收藏|设为首页|手机版|移动版|智能问答|打印|打印本页|打印页面|关闭|关闭窗口|关闭本页|分享|分享到|收藏|下载|返回|返回列表|语音播报|朗读|听全文)"
    r"[\]】）)]?(?:(?:[\s|｜·、/]+|(?=[\[【]))[\[【（(]?\S{1,6}[\]】）)]?){0,8}$"
)
SCAN = re.compile(r"扫一扫|^扫码(?:阅读|查看|关注|分享|浏览)|^(?:手机)?二维码$|扫描.{0,6}二维码")
FOOTER = re.compile(
    r"版权所有|ICP\s*备|公网安备|网站标识码|Copyright|©|^(?:主办|承办|协办|技术支持|运维)(?:单位)?\s*[：:]|建议使用.{0,16}浏览器|^(?:网站地图|联系我们|友情链接)"
    r"|^(?:责任)?编辑\s*[：:]|^(?:来源|信息来源)\s*[：:]|^(?:联系)?(?:电话|地址|邮箱)\s*[：:]|邮编\s*[：:]|^(?:回到|返回)(?:顶部|首页|列表|上一页)"
    r"|^相关(?:链接|信息|阅读|文章|新闻|解读|文档|附件)\s*(?:[：:]|$)|^[上下]一[篇条页]\s*(?:[：:]|$)|^微[信博](?:公众号|扫码|分享)?$|^分享到",
    re.IGNORECASE,
)
FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)\s*$|https?://", re.IGNORECASE)
ATTACHMENT = re.compile(rf"^(?:相关)?附件(?:下载)?\s*[：:0-9一二三（(]|{FILE_NAME.pattern}", re.IGNORECASE)

DOCUMENT_NUMBER = re.compile(
    rf"[\u4e00-\u9fff]{{2,14}}\s*[〔\[［（(【]\s*{YEAR}\s*[〕\]］）)】]\s*第?\s*\d{{1,4}}\s*号"
)
LETTERHEAD = re.compile(r"[\u4e00-\u9fff（）()\s]{4,40}文\s*件")
IMPRINT = re.compile(r"^抄\s*[送报]\s*[：:]|印发$|^[（(]?此件.{0,12}公开|^[（(]?主动公开[）)]?$|^[（(]联系人")

_DIGIT = "[0-9０-９〇○零一二三四五六七八九十]"
DATE = re.compile(rf"(?P<year>{_DIGIT}{{4}})\s*年\s*(?P<month>{_DIGIT}{{1,2}})\s*月\s*(?P<day>{_DIGIT}{{1,3}})\s*日")
_ORGAN = (
    r"[\u4e00-\u9fff（）()·]{2,40}(?:人民政府|政府|办公室|委员会|区委|市委|县委|省委|州委|党组|委|局|厅|部|院|署|支队|总队|"
    r"银行|办事处)"
)
_ORGAN_LINE = re.compile(rf"(?:{_ORGAN})(?:\s*[、\s]\s*{_ORGAN})*(?:\s*[（(](?:章|盖章|代章)[）)])?")
_DATE_LINE = re.compile(rf"[（(]?(?P<organ>{_ORGAN_LINE.pattern})?\s*{DATE.pattern}\s*[）)]?")

TITLE_LENGTH = 80
LAW_TITLE = re.compile(
    r"[^。；;，]*(?:法治|依法行政)[^。；;]*(?:报告|总结|情况|汇报|年报|述评)(?:[（(][^（）()]{1,20}[）)])?"
)
OTHER_TITLE = re.compile(
    r"[^。；;：:]{4,}(?:报告|总结|年报|通知|方案|要点|办法|意见|公告|通告|计划|规定|条例|细则|决定|规划|纲要|公报)(?:[（(][^（）()]{1,20}[）)])?"
)


LONGEST_LINE = 120
"""Characters. Nothing around a report is longer, and matching stays quick however long a line is."""


def is_page_number(text: str) -> bool:
    return len(text) <= LONGEST_LINE and _PAGE_NUMBER.fullmatch(text) is not None


def is_navigation(text: str) -> bool:
    return len(text) <= 2 * LONGEST_LINE and _NAVIGATION.search(text) is not None


def is_organ(text: str) -> bool:
    """Whether a line is nothing but the name of one organ or several."""
    return len(text) <= LONGEST_LINE and _ORGAN_LINE.fullmatch(text) is not None


def read_date_line(text: str) -> re.Match[str] | None:
    """A line that is a date, with the organ that stands before it on the same line in the group organ."""
    return _DATE_LINE.fullmatch(text) if len(text) <= LONGEST_LINE else None


def is_labelled(text: str) -> bool:
    """Whether a line is a row of a metadata table."""
    found = LABEL_START.match(text)
    if found is None:
        return False
    label = "".join(found["label"].split())
    return label not in COLON_ONLY or text[found.end("label") :].lstrip(" \t\xa0\u3000]】）)").startswith(("：", ":"))


def table_cells(line: str) -> list[tuple[str, str]]:
    """The labels and values of a row of a metadata table, labels without their inner spaces."""
    marks = list(LABEL_WITHIN.finditer(line))
    ends = [*(mark.start() for mark in marks[1:]), len(line)][: len(marks)]
    return [
        ("".join(mark["label"].split()), line[mark.end() : end].strip(" \t\xa0\u3000：:[]【】|｜"))
        for mark, end in zip(marks, ends, strict=True)
    ]
