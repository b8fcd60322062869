"""Real paragraphs of the seeds, as a writer is given them."""

from functools import cache

from service.cited.check import NOTHING_BEFORE, Checked, check
from service.cited.checks.said import Before
from service.cited.checks.sources import Given
from service.cited.markers import split_claims
from tests.service.districts import JIANGNING, JINTAN, PUKOU, WUJIANG, XINBEI
from tests.service.understood import seed_paragraph, seeds

_PLACES = {
    "新北复议": (XINBEI, "收到复议申请239件"),
    "新北应诉": (XINBEI, "一审案件35件"),
    "新北调解": (XINBEI, "成功调处各类矛盾纠纷7698起"),
    "新北专利": (XINBEI, "立案量同比增长2倍"),
    "新北普法": (XINBEI, "覆盖学法对象7万余人"),
    "新北文件": (XINBEI, "报备率、及时率、规范率均达100%"),
    "新北审批": (XINBEI, "拿地即开工常态推进"),
    "新北不足": (XINBEI, "存在一些问题和不足"),
    "新北计划": (XINBEI, "创新建设虚拟政务大厅"),
    "新北创建": (XINBEI, "积极创建全省法治政府建设示范区"),
    "金坛复议": (JINTAN, "收到行政复议申请187件"),
    "金坛一件事": (JINTAN, "总办件数为9.8万余件"),
    "金坛四书": (JINTAN, "推行“四书同达”"),
    "金坛述法": (JINTAN, "述法报告68份"),
    "江宁复议": (JIANGNING, "受理行政复议案件419件"),
    "江宁审批": (JIANGNING, "由198天压缩至123天"),
    "江宁法援": (JIANGNING, "法律援助案件2911件"),
    "江宁普法": (JIANGNING, "普法活动2667场次"),
    "江宁调解": (JIANGNING, "调解纠纷41653件"),
    "江宁知产": (JIANGNING, "万人有效发明专利164件"),
    "江宁不足": (JIANGNING, "区政府行政复议中心建设较为滞后"),
    "江宁计划": (JIANGNING, "稳步推进我区政府行政复议中心建设"),
    "吴江复议": (WUJIANG, "办结复议案件147件"),
    "吴江涉外": (WUJIANG, "近三年已累计"),
    "吴江营商": (WUJIANG, "免罚轻罚案件3242件"),
    "吴江执法": (WUJIANG, "1775家企业商户"),
    "吴江展望": (WUJIANG, "与人民群众热切期盼相对照"),
    "浦口复议": (PUKOU, "受理行政复议案件99件"),
    "浦口应诉": (PUKOU, "一审行政应诉案件22件"),
    "浦口数据": (PUKOU, "20.5亿余条政务数据"),
    "浦口监管": (PUKOU, "停止处罚信息公示"),
    "浦口文件": (PUKOU, "42件区级规范性文件"),
    "浦口法治": (PUKOU, "法律顾问考核办法"),
}
"""Of each the district and words that stand in this paragraph only."""


@cache
def given_of(*names: str) -> tuple[Given, ...]:
    """Given as [1], [2], … in this order."""
    return tuple(
        Given(number, seeds()[_PLACES[name][0]].report, seed_paragraph(*_PLACES[name]))
        for number, name in enumerate(names, 1)
    )


def checked(claim: str, *names: str, before: Before = NOTHING_BEFORE) -> Checked:
    """The last sentence of the text, after those before it."""
    given = given_of(*names)
    *earlier, last = split_claims(claim)
    for sentence in earlier:
        before = check(sentence, given, before).after
    return check(last, given, before)
