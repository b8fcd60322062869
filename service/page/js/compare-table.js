// The table: an indicator a row and a report a column, or turned around.

import { citationChip } from "./cited.js";
import { element } from "./dom.js";

/**
 * @param {Object} options
 * @param {{columns: Object[], rows: Object[]}} options.table  of a Comparison
 * @param {import("./cited.js").Citation[]} options.citations
 * @param {import("./compare-notes.js").Notes} options.notes
 * @param {function(Object): string[]} options.labelOf  district and year of a column
 * @param {boolean} options.turned  a report a row
 * @param {Object|null} options.shown  the row whose bars are shown
 * @param {function(Object): void} options.onShow
 */
export function compareTable({ table, citations, notes, labelOf, turned, shown, onShow }) {
  const known = new Map(citations.map((citation) => [citation.n, citation]));
  const cell = (row, place) => valueCell(row, row.cells[place], known, notes);
  const reportHeader = (column, scope) => {
    const [district, year] = labelOf(column);
    const title = `${column.region}${column.year}年`;
    return element("th", { scope, title }, district, " ", element("span", { class: "compare-year" }, year));
  };
  const indicatorHeader = (row, scope) =>
    element("th", { scope }, `${row.indicator}（${row.unit}）`, showButton(row, shown, onShow));

  const head = turned
    ? [element("th", { scope: "col" }, "报告"), table.rows.map((row) => indicatorHeader(row, "col"))]
    : [element("th", { scope: "col" }, "指标（单位）"), table.columns.map((column) => reportHeader(column, "col"))];
  const body = turned
    ? table.columns.map((column, place) => [reportHeader(column, "row"), table.rows.map((row) => cell(row, place))])
    : table.rows.map((row) => [indicatorHeader(row, "row"), row.cells.map((_, place) => cell(row, place))]);

  return element(
    "div",
    // Scrolled by keyboard as well: what scrolls takes the focus.
    { class: "scroll compare-scroll", tabindex: "0", role: "region", "aria-label": "对比表，可以滚动" },
    element(
      "table",
      { class: "compare-table" },
      element("caption", { class: "visually-hidden" }, `${table.rows.length} 项指标，${table.columns.length} 份报告`),
      element("thead", {}, element("tr", {}, head)),
      element("tbody", {}, body.map((cells) => element("tr", {}, cells))),
    ),
  );
}

/** 未报告 is no 0: it is said in words. */
function valueCell(row, cell, known, notes) {
  const citation = known.get(cell.citation);
  const marks = [
    cell.status === "derived" ? element("span", { class: "tag" }, "推算") : null,
    citation === undefined ? null : citationChip(citation, { short: true }),
    notes.reference(row, cell),
  ].filter((mark) => mark !== null);
  const value = cell.status === "not_reported" ? element("em", { class: "compare-none" }, "未报告") : cell.value;
  return element(
    "td",
    { class: "number" },
    element("div", { class: "compare-value" }, value),
    marks.length > 0 ? element("div", { class: "compare-marks" }, marks) : null,
  );
}

function showButton(row, shown, onShow) {
  if (row.cells.every((cell) => cell.number === null)) return null;
  return element(
    "button",
    {
      type: "button",
      class: "plain compare-show",
      "aria-pressed": String(row === shown),
      "aria-label": `看图：${row.indicator}`,
      "data-indicator": row.indicator,
      onclick: () => onShow(row),
    },
    "看图",
  );
}
