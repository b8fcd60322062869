// The table: an indicator a row and a report a column, or turned around; below it notes on some cells.

import { citationChip, citedText } from "./cited.js";
import { button, element, replaceChildren, uniqueId } from "./dom.js";

/** From so many reports on a table that has more of them than indicators may be turned. */
const WIDE = 8;

/**
 * @param {{table: {columns: Object[], rows: Object[]}, citations: Object[]}} comparison
 * @param {function(Object): string[]} labelOf  district and year of a column
 * @param {function(Object, HTMLElement): void} onShow  the bars of a row are asked for, by its button
 * @returns {HTMLElement[]}
 */
export function compareTable({ table: { columns, rows }, citations }, labelOf, onShow) {
  const notes = footnotes(citations, labelOf);
  const valueCell = (row, cell, column) =>
    element(
      "td",
      { class: "number" },
      element("div", { class: "compare-value" }, cell.value ?? element("em", {}, "未报告")), // which is no 0
      element("div", { class: "compare-marks" }, marksOf(cell, citations), notes.mark(row, cell, column)),
    );
  const corner = element("th");
  const grid = [
    [corner, ...columns.map((column) => reportHeader(column, labelOf(column)))],
    ...rows.map((row) => [
      indicatorHeader(row, onShow),
      ...row.cells.map((cell, place) => valueCell(row, cell, columns[place])),
    ]),
  ];
  let turned = false;
  const turn = button("行列互换", turnAround, { "aria-pressed": "false" });
  const root = element("table", { class: "compare-table" });

  function draw() {
    const lines = turned ? grid[0].map((_, place) => grid.map((line) => line[place])) : grid;
    for (const [first] of lines) first.scope = "row";
    for (const cell of lines[0]) cell.scope = "col";
    corner.textContent = turned ? "报告" : "指标（单位）";
    const [head, ...body] = lines.map((cells) => element("tr", {}, cells));
    const caption = `${rows.length} 项指标，${columns.length} 份报告`;
    replaceChildren(
      root,
      element("caption", { class: "visually-hidden" }, caption),
      element("thead", {}, head),
      element("tbody", {}, body),
    );
  }

  function turnAround() {
    turned = !turned;
    turn.setAttribute("aria-pressed", String(turned));
    draw();
  }

  draw();
  // Scrolled by keyboard as well: what scrolls takes the focus.
  const attributes = { class: "scroll compare-scroll", tabindex: "0", role: "region", "aria-label": "对比表" };
  const wide = columns.length >= WIDE && columns.length > rows.length;
  return [...(wide ? [turn] : []), element("div", attributes, root), notes.list()];
}

/** Whether a cell was computed, and where its figure stands. */
export function marksOf(cell, citations) {
  const citation = citations.find(({ n }) => n === cell.citation);
  return [
    cell.status === "derived" ? element("span", { class: "tag" }, "推算") : null,
    citation === undefined ? null : citationChip(citation, { short: true }),
  ];
}

function reportHeader({ region, year }, [district, inYear]) {
  return element("th", { title: `${region}${year}年` }, district, " ", element("span", {}, inYear));
}

function indicatorHeader(row, onShow) {
  const nothing = row.cells.every((cell) => cell.number === null);
  const attributes = { class: "plain", hidden: nothing, "aria-expanded": "false", "aria-label": `看图：${row.indicator}` };
  const show = button("看图", () => onShow(row, show), attributes);
  return element("th", {}, `${row.indicator}（${row.unit}）`, show);
}

/** 注1, 注2. What is said of ten districts in the same words is said once. */
function footnotes(citations, labelOf) {
  const notes = new Map();

  function mark({ indicator }, { note: text }, column) {
    if (!text) return null;
    const key = `${indicator}：${text}`;
    const number = notes.size + 1;
    if (!notes.has(key)) notes.set(key, { number, indicator, text, places: [], item: noteItem() });
    const note = notes.get(key);
    note.places.push(labelOf(column).join(""));
    const attributes = { class: "chip", title: text, "aria-describedby": note.item.id };
    return button(`注${note.number}`, () => note.item.focus(), attributes);
  }

  function list() {
    for (const { number, indicator, text, places, item } of notes.values()) {
      const lead = `注${number} ${indicator}，${places.join("、")}：`;
      replaceChildren(item, lead, citedText(text, citations, { short: true }));
    }
    const items = [...notes.values()].map(({ item }) => item);
    return element("ol", { class: "compare-notes", "aria-label": "注释", hidden: items.length === 0 }, items);
  }
  return { mark, list };
}

function noteItem() {
  return element("li", { id: uniqueId("note"), tabindex: "-1" });
}
