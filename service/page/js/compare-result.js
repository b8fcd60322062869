// What a comparison has found: cautions first, then the table, a row of it as bars, and in words.

import { file } from "./api.js";
import { MODES } from "./asking.js";
import { bars } from "./bars.js";
import { citedText } from "./cited.js";
import { compareTable } from "./compare-table.js";
import { sourceOf } from "./copying.js";
import { announce, button, details, element, replaceChildren, save, tell } from "./dom.js";
import { regionLabels } from "./regions.js";

/**
 * @param {Object} comparison  what POST /v1/compare returns
 * @param {import("./compare-form.js").Wanted} wanted
 */
export function comparisonView(comparison, wanted) {
  const { table, summary, warnings, citations, claims, mode } = comparison;
  const root = element(
    "section",
    { class: "compare-result stack", "aria-label": "对比结果" },
    element("h2", { class: "subtitle", tabindex: "-1" }, headingOf(table, wanted)),
    element("p", { class: "lead" }, scopeOf(wanted.scope)),
  );
  if (table.columns.length === 0) {
    root.append(element("p", { class: "notice" }, `${summary} 请改选地区或年度，再对比一次。`));
    return root;
  }
  const lines = summary.split("\n").filter((line) => line.trim() !== "");
  root.append(
    downloads({ ...wanted, mode }),
    ...cautions(warnings),
    ...(table.rows.length > 0 ? figures(comparison) : []),
    element(
      "h3",
      { class: "subtitle" },
      table.rows.length > 0 ? "文字小结 " : "各份报告的说法 ",
      element("span", { class: "tag" }, MODES[mode]),
    ),
    ...lines.map((line) => element("p", { class: "compare-words" }, citedText(line, citations, { short: true }))),
    ...removed(claims.filter((claim) => claim.verdict === "removed")),
    // On paper nobody can press a number.
    element("div", { class: "print-only" }, citations.map((citation) => element("p", {}, sourceOf(citation)))),
  );
  return root;
}

function headingOf({ columns, rows }, { topic }) {
  if (columns.length === 0) return "对比结果：没有符合的报告";
  const counted = [`${columns.length} 份报告`];
  if (rows.length > 0) counted.push(`${rows.length} 项指标`);
  if (topic !== null) counted.push(`主题“${topic}”`);
  return `对比结果：${counted.join("，")}`;
}

function scopeOf({ regions, years }) {
  return `范围：${regions.join("、") || "全部地区"}；${years.map((year) => `${year}年`).join("、") || "全部年度"}`;
}

function downloads(body) {
  const told = element("p", { class: "error", hidden: true });
  async function download() {
    tell(told, "");
    try {
      save(await file("/v1/compare", { ...body, format: "xlsx" }), "法治政府建设年度报告对比.xlsx");
      announce("Excel 文件已下载。");
    } catch (problem) {
      tell(told, `没有下载成功。${problem.message}`);
      announce(told.textContent);
    }
  }
  const print = button("打印", () => window.print());
  const buttons = element("div", { class: "row" }, button("下载 Excel", download), print);
  return element("div", { class: "no-print stack" }, buttons, told);
}

function cautions(warnings) {
  if (warnings.length === 0) return [];
  const title = element("p", { class: "visually-hidden" }, "请注意：");
  return [element("div", { class: "caution" }, title, warnings.map((warning) => element("p", {}, warning)))];
}

/** The table, its notes, and the bars of the row that is asked for. */
function figures(comparison) {
  const { columns, rows } = comparison.table;
  const labels = regionLabels(columns.map(({ region }) => region));
  const labelOf = ({ region, year }) => [labels.get(region), `${year}年`];
  const chart = element("div");
  let opener = null; // the button of the row whose bars are shown
  const show = (row, pressed) => {
    opener?.setAttribute("aria-expanded", "false");
    opener = opener === pressed ? null : pressed;
    replaceChildren(chart, opener && bars(row, comparison, labelOf));
    if (opener === null) return;
    opener.setAttribute("aria-expanded", "true");
    chart.scrollIntoView({ block: "nearest" });
    announce(`${row.indicator}的图在表格下方。`);
  };
  const shown = [...compareTable(comparison, labelOf, show), chart];
  if (rows.some(({ cells }) => cells.some(({ status }) => status !== "not_reported"))) return shown;
  const silent = "范围内的报告都没有给出所选指标的数字（不等于 0）。可以换一项指标，或放宽地区、年度。";
  return [element("p", { class: "notice" }, silent), ...shown];
}

function removed(claims) {
  if (claims.length === 0) return [];
  const items = claims.map(({ text, why }) => element("li", {}, text, why ? `（${why}）` : null));
  const attributes = { class: "removed no-print" };
  return [details(`已删去 ${claims.length} 句无出处支持的内容`, attributes, element("ul", {}, items))];
}
