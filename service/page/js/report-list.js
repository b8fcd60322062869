// The reports that are in, by district and year, found by what one types.

import { watchReports } from "./collection.js";
import { element, replaceChildren, uniqueId } from "./dom.js";
import { announceSoon, fits } from "./search.js";

/** Rows shown at a time: a province has hundreds of reports. */
const SHOWN = 200;
const STATUS = { indexed: "已入库", pending: "正在建立索引" };

/**
 * @param {{addressOf: function(string): string}} options
 * @returns {{root: HTMLElement, focus: function(string): boolean, without: function(string): (string|null)}}
 *   focus puts it on a report's row, false where there is none; without takes a row away and names its neighbour
 */
export function reportList({ addressOf }) {
  const id = uniqueId("find-report");
  const field = element("input", { type: "search", id, autocomplete: "off", oninput: () => searched() });
  const count = element("p", { class: "lead" });
  const rows = element("tbody");
  const columns = ["报告", "地区", "年度", "段落", "状态"];
  const heads = columns.map((name) => element("th", { scope: "col", class: name === "段落" ? "number" : null }, name));
  const table = element(
    "div",
    { class: "scroll" },
    element(
      "table",
      { class: "reports" },
      element("caption", { class: "visually-hidden" }, "库中的报告，按地区和年度排列"),
      element("thead", {}, element("tr", {}, heads)),
      rows,
    ),
  );
  const more = element("button", { type: "button", hidden: true, onclick: () => showMore() });
  const told = element("div");
  const root = element(
    "section",
    { "aria-labelledby": `${id}-title` },
    element("h2", { id: `${id}-title`, class: "subtitle" }, "已入库的报告"),
    element("div", { class: "find no-print" }, element("label", { for: id }, "查找（标题、地区、年度、文件名）"), field),
    count,
    told,
    table,
    more,
  );
  let reports = [];
  let limit = SHOWN;

  const found = () => reports.filter((report) => fits(textOf(report), field.value));
  const searched = () => {
    limit = SHOWN;
    draw();
    announceSoon(count.textContent);
  };
  const draw = () => {
    const fitting = found();
    const focused = rows.contains(document.activeElement) ? document.activeElement.dataset.report : null;
    replaceChildren(rows, fitting.slice(0, limit).map((report) => row(report, addressOf)));
    if (focused !== null) focus(focused);
    count.textContent = counted(reports, fitting, field.value);
    table.hidden = fitting.length === 0;
    more.hidden = fitting.length <= limit;
    more.textContent = `再显示 ${Math.min(SHOWN, fitting.length - limit)} 份`;
  };
  const showMore = () => {
    const next = found()[limit];
    limit += SHOWN;
    draw();
    focus(next.report_id);
  };
  const focus = (reportId) => {
    const link = [...rows.querySelectorAll("a")].find((one) => one.dataset.report === reportId);
    link?.focus();
    return link !== undefined;
  };
  const without = (reportId) => {
    const shown = found().map((report) => report.report_id);
    const place = shown.indexOf(reportId);
    reports = reports.filter((report) => report.report_id !== reportId);
    draw();
    return shown[place + 1] ?? shown[place - 1] ?? null;
  };
  watchReports((known, problem) => {
    if (problem === null) {
      reports = known;
      told.replaceChildren();
      draw();
    } else {
      count.textContent = "";
      table.hidden = true;
      replaceChildren(told, element("p", { class: "error" }, problem.message));
    }
  });
  return { root, focus, without };
}

function row(report, addressOf) {
  const link = element("a", { href: addressOf(report.report_id), "data-report": report.report_id }, report.title);
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, link),
    element("td", {}, report.region),
    element("td", {}, String(report.year)),
    element("td", { class: "number" }, String(report.paragraph_count)),
    element("td", {}, STATUS[report.status] ?? report.status),
  );
}

function textOf({ title, region, region_code: code, year, issuer, document_number: number, source }) {
  return [title, region, code, `${year}年`, issuer, number, source].join(" ");
}

function counted(reports, fitting, words) {
  if (reports.length === 0) return "库中还没有报告。请用上面的“添加报告”放入第一份。";
  const regions = new Set(reports.map((report) => report.region_code)).size;
  const all = `共 ${reports.length} 份报告，${regions} 个地区`;
  if (words.trim() === "") return `${all}。`;
  return fitting.length === 0 ? `${all}，没有符合的；请换个词，或清空查找框。` : `${all}，其中 ${fitting.length} 份符合。`;
}
