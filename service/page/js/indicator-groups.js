// The known indicators under the headings that a clerk looks under. The service tells names, not headings.

const GROUPS = [
  ["行政复议", /复议|行政争议/],
  ["行政诉讼", /诉讼|应诉|司法建议/],
  ["立法、决策与合法性审查", /规范性文件|重大行政决策|合同|批办件|议题审核|立法/],
  ["行政执法", /执法|处罚|免罚|综合查|联合检查|双随机|赋权|行政备案|权责清单|告知承诺/],
  ["调解", /调解/],
  ["公共法律服务与普法", /法律|公证|普法|法治讲座|法治文化|法治示范|律师/],
  ["督察、述法与学法", /督察|述法|学法|旁听庭审/],
  ["政务服务", /12345|政务|网办|跨域|一件事|免证办|惠企|政策/],
  ["政务公开与监督", /信息公开|人大|政协|审计|信用/],
  ["知识产权与企业合规", /专利|知识产权|合规|法治体检/],
];
const OTHERS = "其他";

/**
 * @typedef {{name: string, unit: string, kind: string, synonyms: string[]}} Indicator
 * @param {Indicator[]} indicators
 * @returns {Array<[string, Indicator[]]>}  by heading; of those under one the order stays
 */
export function groupedIndicators(indicators) {
  const groups = new Map([...GROUPS.map(([heading]) => heading), OTHERS].map((heading) => [heading, []]));
  for (const indicator of indicators) groups.get(headingOf(indicator.name)).push(indicator);
  return [...groups].filter(([, members]) => members.length > 0);
}

function headingOf(name) {
  const found = GROUPS.find(([, words]) => words.test(name));
  return found === undefined ? OTHERS : found[0];
}
