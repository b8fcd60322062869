// What was read from a report's file: the facts about it, and what was left out of it.

import { element } from "./dom.js";

const LONGEST = 120;
const OPENING = 4;

/** @param {Object} report  a Report, whose title stands above already, or what a preview gives */
export function facts(report) {
  const isStored = "report_id" in report;
  const rows = [
    ...(isStored ? [] : [["标题", report.title]]),
    ["地区", `${report.region}（${report.region_code}）`],
    ["年度", `${report.year}年（报告所写的年份）`],
    ["发布机关", report.issuer || "文中没有"],
    ["发布日期", report.published ?? "文中没有"],
    ["文号", report.document_number ?? "文中没有"],
    ["段落", `${report.paragraph_count}段`],
    ...(isStored ? [["文件", report.source], ["报告编号", report.report_id]] : []),
  ];
  const pairs = rows.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
  return element("dl", { class: "facts" }, pairs);
}

/** How the text begins, to see at a glance that it is the right one. */
export function opening(paragraphs) {
  const shown = paragraphs.slice(0, OPENING).map(({ text }) => element("p", {}, shortened(text)));
  const rest = paragraphs.length - shown.length;
  return element(
    "div",
    {},
    element("p", { class: "label" }, "正文开头"),
    element("div", { class: "opening" }, shown, rest > 0 ? element("p", { class: "lead" }, `……后面还有${rest}段`) : null),
  );
}

/** @param {{text: string, reason: string}[]} furniture */
export function leftOut(furniture) {
  if (furniture.length === 0) return element("p", { class: "lead" }, "整个文件都作为正文读入，没有剔除内容。");
  const items = furniture.map(({ text, reason }) =>
    element("li", {}, element("span", { class: "tag" }, reason), " ", shortened(text)),
  );
  return element(
    "details",
    { class: "left-out" },
    element("summary", {}, `不属于正文而剔除的内容（${furniture.length}处）`),
    element("ul", {}, items),
  );
}

function shortened(text) {
  const characters = [...text];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}……` : text;
}
