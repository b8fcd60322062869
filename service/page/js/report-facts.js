// What was read from a report's file: the facts about it, and what was left out of it.

import { details, element } from "./dom.js";

const OPENING_PARAGRAPHS = 3;

/** Of a report, whose title stands above already, or of a preview. */
export function facts(report) {
  const rows = {
    标题: report.report_id ? null : report.title,
    地区: `${report.region}（${report.region_code}）`,
    年度: `${report.year}年（报告所写的年份）`,
    发布机关: report.issuer,
    发布日期: report.published,
    文号: report.document_number,
    段落: `${report.paragraph_count}段`,
    文件: report.source,
    报告编号: report.report_id,
  };
  const told = Object.entries(rows).filter(([, value]) => value);
  const pairs = told.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
  return element("dl", { class: "facts" }, pairs);
}

export function nameOf({ region, year, title, paragraph_count: count }) {
  return `${region} ${year}年《${title}》，${count}段`;
}

/** How the text begins, to see at a glance that it is the right one. */
export function opening(paragraphs) {
  const shown = paragraphs.slice(0, OPENING_PARAGRAPHS).map(({ text }) => element("p", {}, text));
  return element("div", { class: "notice" }, element("p", { class: "label" }, "正文开头"), shown);
}

/** @param {{text: string, reason: string}[]} furniture */
export function leftOut(furniture) {
  if (furniture.length === 0) return element("p", { class: "lead" }, "整个文件都作为正文读入，没有剔除内容。");
  const items = furniture.map(({ text, reason }) =>
    element("li", {}, element("span", { class: "tag" }, reason), " ", text),
  );
  return details(`不属于正文而剔除的内容（${items.length}处）`, {}, element("ul", { class: "stack" }, items));
}
