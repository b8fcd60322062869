// What a comparison has found: cautions first, then the table, a row of it as bars, and in words.

import { Problem, file } from "./api.js";
import { MODES } from "./asking.js";
import { bars } from "./bars.js";
import { citedText } from "./cited.js";
import { notesOf } from "./compare-notes.js";
import { compareTable } from "./compare-table.js";
import { sourceOf } from "./copying.js";
import { announce, element, replaceChildren, save } from "./dom.js";
import { regionLabels } from "./regions.js";
import { keep, load } from "./store.js";

const TURNED = "compare-turned";
/** From so many reports on a table that has more of them than indicators may be turned. */
const WIDE = 8;

/**
 * @param {Object} comparison  what POST /v1/compare returns
 * @param {Object} body  what it was asked for with
 * @returns {{root: HTMLElement, heading: HTMLElement}}
 */
export function comparisonView(comparison, body) {
  const { table, summary, warnings, citations, claims } = comparison;
  const heading = element("h2", { class: "subtitle", tabindex: "-1" }, headingOf(table, body));
  const root = element("section", { class: "compare-result stack", "aria-label": "对比结果" }, heading);
  if (table.columns.length === 0) {
    root.append(element("p", { class: "notice" }, summary, " 请改选地区或年度，再对比一次。"));
    announce(summary);
    return { root, heading };
  }
  const shown = table.rows.length > 0 ? figures(comparison) : null;
  const mode = element("span", { class: "tag" }, MODES[comparison.mode] ?? comparison.mode);
  replaceChildren(
    root,
    heading,
    conditions(body),
    toolbar(body, comparison, shown?.turn ?? null),
    cautions(warnings),
    nothingReported(table),
    shown?.parts ?? null,
    element("h3", { class: "subtitle" }, table.rows.length > 0 ? "文字小结" : "各份报告的说法", mode),
    sentences(summary, citations),
    unproven(claims),
    printedSources(citations),
  );
  announce(`对比完成：${heading.textContent}。`);
  return { root, heading };
}

function headingOf({ columns, rows }, { topic }) {
  if (columns.length === 0) return "对比结果：没有符合的报告";
  const counted = [`${columns.length} 份报告`, rows.length > 0 ? `${rows.length} 项指标` : "", topic ? `主题“${topic}”` : ""];
  return `对比结果：${counted.filter((part) => part !== "").join("，")}`;
}

function conditions({ scope }) {
  const regions = scope === null || scope.regions.length === 0 ? "全部地区" : scope.regions.join("、");
  const years = scope === null || scope.years.length === 0 ? "全部年度" : scope.years.map((year) => `${year}年`).join("、");
  return element("p", { class: "lead" }, `范围：${regions}；${years}`);
}

/** The table, its notes, and the bars of the row that is asked for. */
function figures({ table, citations, warnings }) {
  const labels = regionLabels(table.columns.map(({ region }) => region));
  const labelOf = ({ region, year }) => [labels.get(region) ?? region, `${year}年`];
  const notes = notesOf(table, citations, labelOf);
  const place = element("div");
  const chart = element("div", { class: "compare-chart" });
  const wide = table.columns.length >= WIDE && table.columns.length > table.rows.length;
  let turned = wide && load(TURNED, false) === true;
  let shown = null; // the row whose bars are shown

  const turning = { type: "button", hidden: !wide, "aria-pressed": String(turned), onclick: turnAround };
  const turn = element("button", turning, "行列互换");

  function draw() {
    replaceChildren(place, compareTable({ table, citations, notes, labelOf, turned, shown, onShow: show }));
  }

  function turnAround() {
    turned = !turned;
    keep(TURNED, turned);
    turn.setAttribute("aria-pressed", String(turned));
    draw();
  }

  /** Pressed once more, the bars go. */
  function show(row) {
    shown = shown === row ? null : row;
    for (const button of place.querySelectorAll(".compare-show")) {
      button.setAttribute("aria-pressed", String(shown !== null && button.dataset.indicator === shown.indicator));
    }
    const options = { row: shown, columns: table.columns, citations, labelOf, warnings };
    replaceChildren(chart, shown === null ? null : bars(options));
    announce(shown === null ? "图已收起。" : `${shown.indicator}的图在表格下方。`);
    if (shown !== null) chart.scrollIntoView({ block: "nearest" });
  }

  draw();
  return { turn, parts: [place, notes.root, chart] };
}

function toolbar(body, { mode }, turn) {
  const told = element("p", { class: "error", hidden: true });
  // The file is made anew: of the same words, where no model wrote them.
  const wanted = { ...body, mode: mode === "extractive" ? "extractive" : body.mode, format: "xlsx" };
  const print = element("button", { type: "button", onclick: () => window.print() }, "打印");
  const download = element("button", { type: "button", onclick: fetchFile }, "下载 Excel");
  const root = element(
    "div",
    { class: "no-print stack" },
    element("div", { class: "row" }, download, print, turn),
    told,
  );

  async function fetchFile() {
    if (download.getAttribute("aria-busy") === "true") return;
    download.setAttribute("aria-busy", "true");
    told.hidden = true;
    announce("正在生成 Excel 文件…");
    try {
      save(await file("/v1/compare", wanted), "法治政府建设年度报告对比.xlsx");
      announce("Excel 文件已下载。");
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      told.textContent = `没有下载成功。${problem.message}`;
      told.hidden = false;
      announce(told.textContent);
    } finally {
      download.removeAttribute("aria-busy");
    }
  }
  return root;
}

function cautions(warnings) {
  if (warnings.length === 0) return null;
  const title = element("p", { class: "visually-hidden" }, "请注意：");
  return element("div", { class: "caution" }, title, warnings.map((warning) => element("p", {}, warning)));
}

function nothingReported({ rows }) {
  const silent = rows.length > 0 && rows.every((row) => row.cells.every((cell) => cell.status === "not_reported"));
  if (!silent) return null;
  return element("p", { class: "notice" }, "范围内的报告都没有给出所选指标的数字（不等于 0）。可以换一项指标，或放宽地区、年度。");
}

function sentences(summary, citations) {
  const lines = summary.split("\n").filter((line) => line.trim() !== "");
  const shown = lines.map((line) => element("p", {}, citedText(line, citations, { short: true })));
  return element("div", { class: "compare-words stack" }, shown);
}

/** On paper nobody can press a number. */
function printedSources(citations) {
  const sources = citations.map((citation) => element("p", {}, sourceOf(citation)));
  return element("div", { class: "print-only" }, element("h3", { class: "subtitle" }, "出处"), sources);
}

/** What a model wrote and no report bears out: counted, and to be seen only by who asks for it. */
function unproven(claims) {
  const removed = claims.filter((claim) => claim.verdict === "removed");
  if (removed.length === 0) return null;
  const items = removed.map(({ text, why }) => element("li", {}, text, why ? `（${why}）` : null));
  const summary = element("summary", {}, `已删去 ${removed.length} 句无出处支持的内容`);
  return element("details", { class: "removed no-print" }, summary, element("ul", {}, items));
}
