// One indicator as bars. Every bar has its number beside it: neither length nor colour alone tells anything.

import { marksOf } from "./compare-table.js";
import { element, uniqueId } from "./dom.js";

/**
 * @param {{indicator: string, unit: string, cells: Object[]}} row
 * @param {{table: {columns: Object[]}, citations: Object[], warnings: string[]}} comparison
 * @param {function(Object): string[]} labelOf  district and year of a column
 */
export function bars(row, { table, citations, warnings }, labelOf) {
  const id = uniqueId("bars");
  const own = warnings.filter((warning) => warning.includes(`“${row.indicator}”`));
  const entries = row.cells.map((cell, place) => ({ cell, label: labelOf(table.columns[place]).join(" ") }));
  const given = entries.filter(({ cell }) => cell.number !== null);
  const absent = entries.filter(({ cell }) => cell.number === null).map(({ label }) => label);
  // What cannot be compared is not ranked either.
  if (own.length === 0) given.sort((one, other) => other.cell.number - one.cell.number);
  const most = Math.max(...given.map(({ cell }) => cell.number));
  const whole = row.unit === "%" && most <= 100 ? 100 : most;
  return element(
    "figure",
    { class: "card bars", "aria-labelledby": id },
    element("figcaption", { id }, `${row.indicator}（${row.unit}）`),
    own.map((warning) => element("p", { class: "caution" }, warning)),
    element("ul", {}, given.map(({ cell, label }) => bar(cell, label, row.unit, whole, citations))),
    absent.length > 0 ? element("p", { class: "lead" }, `未报告（不等于 0）：${absent.join("、")}`) : null,
  );
}

function bar(cell, label, unit, whole, citations) {
  const length = element("span", { class: `bars-bar ${cell.status}` });
  length.style.width = cell.number > 0 ? `${(100 * cell.number) / whole}%` : "0";
  const value = cell.value.endsWith(unit) ? cell.value : `${cell.value}${unit}`;
  return element(
    "li",
    {},
    element("span", {}, label),
    element("span", { class: "bars-track" }, length),
    element("span", {}, value, " ", marksOf(cell, citations)),
  );
}
