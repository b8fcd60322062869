// Text with its markers [n] as buttons that open the source.

import { button, element } from "./dom.js";
import { openReader } from "./reader.js";
import { shortRegion } from "./regions.js";

const LONGEST_HEADING = 18;

/**
 * @typedef {{n: number, paragraph_id: string, report_id: string, title: string, region: string, year: number,
 *   path: string[], text: string, quote: string, start: number, end: number}} Citation
 */

/**
 * The text, each marker that a citation stands for as a button; the same again by its number alone.
 * @param {Citation[]} citations
 * @param {{short?: boolean}} [options]  the number alone, for narrow places such as a table's cells
 * @returns {(string|Node)[]}
 */
export function citedText(text, citations, { short = false } = {}) {
  const known = new Map(citations.map((citation) => [`[${citation.n}]`, citation]));
  let before = null;
  return text.split(/(\[\d+\])/).map((part) => {
    const citation = known.get(part);
    if (citation === undefined) return part;
    const chip = citationChip(citation, { short: short || citation === before });
    before = citation;
    return chip;
  });
}

/** @param {Citation} citation */
export function citationChip(citation, { short = false } = {}) {
  const { n, region, year, path } = citation;
  const heading = path[path.length - 1] ?? "";
  const cut = heading.length > LONGEST_HEADING ? `${heading.slice(0, LONGEST_HEADING)}…` : heading;
  const place = element("span", { class: short ? "visually-hidden" : null }, ` ${shortRegion(region)} ${year}年 ${cut}`);
  const open = (event) => openReader(citation, { opener: event.currentTarget });
  const title = [`${region} ${year}年`, ...path].join(" › ");
  return button([`[${n}]`, place], open, { class: "chip", "aria-expanded": "false", title });
}
