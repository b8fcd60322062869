// A report as text to read: its headings, its paragraphs as published, one quote marked.

import { element } from "./dom.js";

/** District, year and issuer of a Report or a Citation. */
export function sourceLine({ region, year, issuer, document_number: number }) {
  return [region, year ? `${year}年度` : null, issuer, number].filter(Boolean).join(" · ");
}

/**
 * All paragraphs, the cited one with class `cited` and its quote in <mark>. Furniture of the file is no paragraph.
 * @returns {HTMLElement[]}
 */
export function paragraphs(report, citation) {
  const shown = [];
  let before = [];
  for (const paragraph of report.paragraphs) {
    const own = paragraph.path[paragraph.path.length - 1] ?? "";
    const isHeading = own !== "" && bare(paragraph.text) === bare(own);
    shown.push(...missingHeadings(paragraph, before));
    shown.push(paragraphElement(paragraph, citation, isHeading ? headingTag(paragraph.path.length) : "p"));
    before = paragraph.path;
  }
  return shown;
}

/** The cited paragraph out of the citation itself, where the report cannot be had. */
export function citedAlone(citation) {
  if (!citation.text) return null;
  const cited = paragraphElement({ paragraph_id: citation.paragraph_id, text: citation.text }, citation, "p");
  return element("div", { class: "stack" }, element("p", { class: "lead" }, "作答时引用的段落："), cited);
}

/** Headings that no paragraph prints: of a run-in one (1.政务服务。与深圳…) the paragraph's text shows it. */
function missingHeadings(paragraph, before) {
  const missing = [];
  let differs = false;
  paragraph.path.forEach((heading, depth) => {
    differs = differs || heading !== before[depth];
    const isLast = depth === paragraph.path.length - 1;
    if (!differs || (isLast && bare(paragraph.text).startsWith(bare(heading)))) return;
    missing.push(element(headingTag(depth + 1), {}, heading));
  });
  return missing;
}

function paragraphElement(paragraph, citation, tag) {
  const cited = citation !== null && paragraph.paragraph_id === citation.paragraph_id;
  if (!cited) return element(tag, {}, paragraph.text);
  return element(tag, { class: "cited", tabindex: "-1" }, marked(paragraph.text, citation));
}

/** Offsets count characters, of which JavaScript takes rare ones for two. */
function marked(text, { start, end, quote }) {
  const characters = [...text];
  let from = start ?? -1;
  let to = end ?? -1;
  if (quote && characters.slice(Math.max(from, 0), Math.max(to, 0)).join("") !== quote) {
    const found = text.indexOf(quote);
    from = found < 0 ? -1 : [...text.slice(0, found)].length;
    to = from + [...quote].length;
  }
  if (from < 0 || to <= from) return text;
  const cut = (...range) => characters.slice(...range).join("");
  return [cut(0, from), element("mark", {}, cut(from, to)), cut(to)];
}

/** h2 is the report's title. */
function headingTag(depth) {
  return `h${Math.min(depth + 2, 6)}`;
}

function bare(text) {
  return text.replace(/[\s。]/g, "");
}
