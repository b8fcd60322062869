// Text with its markers [n]: as they stand while no source is known, as buttons that open the source once it is.

import { element } from "./dom.js";
import { openReader } from "./reader.js";
import { shortRegion } from "./regions.js";

const MARKER = /(\[\d+\])/;
const LONGEST_HEADING = 18;

/**
 * @typedef {{n: number, paragraph_id: string, report_id: string, title: string, region: string, year: number,
 *   path: string[], text: string, quote: string, start: number, end: number}} Citation
 * @typedef {Object} CitedOptions
 * @property {function(Citation, HTMLElement)} [onOpen]  instead of the reader
 * @property {boolean} [short]  the number alone, for narrow places such as a table's cells
 */

/**
 * The text, each marker that a citation stands for as a button; other markers stay text.
 * @param {Citation[]} citations
 * @param {CitedOptions} [options]
 * @returns {Node[]}
 */
export function citedText(text, citations, options = {}) {
  const holder = element("div", {}, markedText(text));
  fillMarkers(holder, citations, options);
  return [...holder.childNodes];
}

/** The text with each marker as an element of its own, which `fillMarkers` can replace when the sources are known. */
export function markedText(text) {
  return parts(text).map((part) =>
    MARKER.test(part) ? element("span", { class: "marker" }, part) : document.createTextNode(part),
  );
}

/**
 * Replaces nothing but the markers, so that a screen reader does not read the text around them once more. A marker that
 * is the same as the one before it is shown by its number alone: sentence after sentence of one paragraph stays readable.
 */
export function fillMarkers(root, citations, options = {}) {
  const known = new Map(citations.map((citation) => [citation.n, citation]));
  let before = null;
  for (const marker of root.querySelectorAll(".marker")) {
    const citation = known.get(numberOf(marker.textContent));
    if (citation === undefined) continue;
    const short = options.short || before === citation.n;
    marker.replaceWith(citationChip(citation, { ...options, short }));
    before = citation.n;
  }
}

/** The button of one citation. */
export function citationChip(citation, { onOpen, short = false } = {}) {
  const opened = (event) => (onOpen ?? openChip)(citation, event.currentTarget);
  const place = ` ${shortRegion(citation.region)} ${citation.year}年${headingOf(citation)}`;
  return element(
    "button",
    { type: "button", class: "chip", "aria-expanded": "false", title: placeOf(citation), onclick: opened },
    `[${citation.n}]`,
    element("span", { class: short ? "visually-hidden" : null }, place),
  );
}

/** Where a citation stands, in full: district, year, headings from the top down. */
export function placeOf(citation) {
  return [`${citation.region} ${citation.year}年`, ...(citation.path ?? [])].join(" › ");
}

function openChip(citation, opener) {
  openReader(citation, { opener });
}

function headingOf(citation) {
  const heading = citation.path?.[citation.path.length - 1];
  if (!heading) return "";
  const characters = [...heading];
  return ` ${characters.length > LONGEST_HEADING ? `${characters.slice(0, LONGEST_HEADING).join("")}…` : heading}`;
}

function parts(text) {
  return text.split(MARKER).filter((part) => part !== "");
}

function numberOf(marker) {
  return Number(marker.slice(1, -1));
}
