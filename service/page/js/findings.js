// What a check found, the gravest first, each with its place in the text.

import { element } from "./dom.js";
import { placeButton } from "./place-button.js";

const SEVERITIES = {
  error: { name: "错误", meaning: "不可能对", look: "error" },
  warning: { name: "疑问", meaning: "除非另有缘由，否则不对", look: "caution" },
  info: { name: "提示", meaning: "值得看一眼", look: "notice" },
};

/**
 * @param {Object[]} findings  the items of a check
 * @param {Object|null} report  where the places are to be opened; null where the text is not in the collection
 */
export function findingList(findings, report) {
  if (findings.length === 0) {
    return element("p", { class: "notice" }, "没有发现问题。检查只看数字、年份、法定内容、编号和标点，不能代替人工审核。");
  }
  const groups = Object.entries(SEVERITIES).map(([severity, { name, meaning, look }]) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return null;
    const items = own.map((finding) => element("li", { class: look }, told(finding, report)));
    return [element("h4", {}, `${name}（${own.length}处）：${meaning}`), element("ul", { class: "stack" }, items)];
  });
  return element("div", { class: "stack" }, groups);
}

function told(finding, report) {
  const { message, quote, paragraph_id: place } = finding;
  return [
    element("p", {}, message),
    quote ? element("blockquote", {}, quote) : null,
    place && report ? placeButton({ ...report, ...finding }, quote ?? message) : null,
  ];
}
