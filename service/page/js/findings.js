// What a check found, the gravest first, each with its place in the text.

import { element } from "./dom.js";
import { placeButton } from "./place-button.js";

const SEVERITIES = {
  error: { name: "错误", meaning: "不可能对", look: "error" },
  warning: { name: "疑问", meaning: "除非另有缘由，否则不对", look: "caution" },
  info: { name: "提示", meaning: "值得看一眼", look: "notice" },
};

/**
 * @param {{rule: string, severity: string, message: string, paragraph_id: string|null, quote: string|null}[]} findings
 * @param {Object|null} report  where the places are to be opened; null where the text is not in the collection
 */
export function findingList(findings, report) {
  if (findings.length === 0) {
    return element("p", { class: "notice" }, "没有发现问题。检查只看数字、年份、法定内容、编号和标点，不能代替人工审核。");
  }
  const groups = Object.entries(SEVERITIES).map(([severity, kind]) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return null;
    const items = own.map((finding) => element("li", { class: kind.look }, told(finding, report)));
    return [
      element("h4", { class: "severity" }, `${kind.name}（${own.length}处）：${kind.meaning}`),
      element("ul", { class: "findings" }, items),
    ];
  });
  return element("div", { class: "stack" }, groups.flat().filter(Boolean));
}

function told(finding, report) {
  return [
    element("p", {}, finding.message),
    finding.quote ? element("blockquote", {}, finding.quote) : null,
    finding.paragraph_id && report ? placeButton(placeOf(finding, report), finding.quote ?? finding.message) : null,
  ];
}

function placeOf({ paragraph_id: paragraphId, quote }, report) {
  return { ...report, paragraph_id: paragraphId, quote: quote ?? "" };
}
