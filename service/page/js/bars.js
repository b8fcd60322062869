// One indicator as bars. Every bar has its number beside it: neither length nor colour alone tells anything.

import { citationChip } from "./cited.js";
import { element, uniqueId } from "./dom.js";

/** Ends of an axis whose half is as round as they are. */
const ROUND = [1, 2, 3, 4, 5, 6, 8, 10];
/** These may be halved below one. */
const DIVISIBLE = ["%", "元"];

/**
 * @param {Object} options
 * @param {{indicator: string, unit: string, cells: Object[]}} options.row
 * @param {Object[]} options.columns
 * @param {import("./cited.js").Citation[]} options.citations
 * @param {function(Object): string[]} options.labelOf  district and year of a column
 * @param {string[]} options.warnings  those that name the indicator are said once more
 */
export function bars({ row, columns, citations, labelOf, warnings }) {
  const id = uniqueId("bars");
  const known = new Map(citations.map((citation) => [citation.n, citation]));
  const own = warnings.filter((warning) => warning.includes(`“${row.indicator}”`));
  const entries = row.cells.map((cell, place) => ({ cell, label: labelOf(columns[place]).join(" ") }));
  const given = entries.filter(({ cell }) => cell.number !== null);
  const absent = entries.filter(({ cell }) => cell.number === null).map(({ label }) => label);
  // What cannot be compared is not ranked either.
  if (own.length === 0) given.sort((one, other) => other.cell.number - one.cell.number);
  const end = axisEnd(Math.max(...given.map(({ cell }) => cell.number)), row.unit);
  return element(
    "figure",
    { class: "bars", "aria-labelledby": id },
    element("figcaption", { id, class: "subtitle" }, `${row.indicator}（${row.unit}）`),
    own.map((warning) => element("p", { class: "caution" }, warning)),
    element("ul", {}, given.map(({ cell, label }) => bar(cell, label, row.unit, end, known))),
    axis(end, row.unit),
    absent.length > 0 ? element("p", { class: "bars-absent" }, `未报告（不等于 0）：${absent.join("、")}`) : null,
  );
}

function bar(cell, label, unit, end, known) {
  const derived = cell.status === "derived";
  const citation = known.get(cell.citation);
  const track = element("span", { class: "bars-track" });
  if (cell.number > 0) {
    const length = element("span", { class: derived ? "bars-bar derived" : "bars-bar" });
    length.style.width = `${(100 * cell.number) / end}%`;
    track.append(length);
  }
  return element(
    "li",
    {},
    element("span", { class: "bars-label" }, label),
    track,
    element(
      "span",
      { class: "bars-number" },
      cell.value.endsWith(unit) ? cell.value : `${cell.value}${unit}`,
      derived ? element("span", { class: "tag" }, "推算") : null,
      citation === undefined ? null : citationChip(citation, { short: true }),
    ),
  );
}

function axis(end, unit) {
  const half = end / 2;
  const middle = Number.isInteger(half) || DIVISIBLE.includes(unit) ? `${shortened(half)}${unit}` : "";
  const ticks = ["0", middle, `${shortened(end)}${unit}`].map((tick) => element("span", {}, tick));
  return element("div", { class: "bars-axis", "aria-hidden": "true" }, element("span", { class: "bars-ticks" }, ticks));
}

function axisEnd(most, unit) {
  if (most <= 0) return 1;
  if (unit === "%" && most > 50 && most <= 100) return 100;
  const power = 10 ** Math.floor(Math.log10(most));
  return Number((power * ROUND.find((one) => one * power >= most * (1 - 1e-9))).toPrecision(12));
}

/** 25万: as reports print it. */
function shortened(number) {
  const [divisor, word] = number >= 1e8 ? [1e8, "亿"] : number >= 1e4 ? [1e4, "万"] : [1, ""];
  return `${Number((number / divisor).toPrecision(6))}${word}`;
}
