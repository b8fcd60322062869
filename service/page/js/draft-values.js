// The words of a draft with what was filled in, as its files print them. Pure: neither elements nor storage.

import { sourceOf } from "./copying.js";

const STOPS = /[。；，、]+$/;
const BEGINS_WITH_STOP = /^[。；，、]/;
const LINE_ENDS = /\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*/g;
const YEAR_OF_TOKEN = /^【待填：(\d{4})年/;

/**
 * @typedef {{id: string, token: string, indicator: string, unit: string, section: string, department: string|null,
 *   previous: {value: string, year: number, citation: number}|null}} Placeholder
 * @typedef {{text: string, placeholder: null}|{placeholder: Placeholder, following: string}} Piece
 *   following: how the text goes on behind the placeholder
 */

/** What was filled in as one line: a line end would break the sentence that it is put into. */
export function inOneLine(text) {
  return text.trim().replace(LINE_ENDS, "");
}

/**
 * With its unit, unless the text goes on with that; the same for a stop. Empty where the placeholder is open. As
 * drafted_text.filled_in of the service does it for the files.
 */
export function shownValue({ unit }, text, following) {
  let value = inOneLine(text);
  if (BEGINS_WITH_STOP.test(following)) value = value.replace(STOPS, "");
  if (value === "" || unit === "") return value;
  const bare = (value.endsWith(unit) ? value.slice(0, -unit.length).trimEnd() : value) || value;
  return following.startsWith(unit) ? bare : `${bare}${unit}`;
}

/** A paragraph taken apart at its placeholders. @returns {Piece[]} */
export function piecesOf(text, placeholders) {
  const found = placeholders
    .map((placeholder) => ({ placeholder, start: text.indexOf(placeholder.token) }))
    .filter(({ start }) => start >= 0)
    .sort((one, other) => one.start - other.start);
  const pieces = [];
  let position = 0;
  for (const { placeholder, start } of found) {
    if (start < position) continue;
    pieces.push({ text: text.slice(position, start), placeholder: null });
    position = start + placeholder.token.length;
    pieces.push({ placeholder, following: text.slice(position) });
  }
  pieces.push({ text: text.slice(position), placeholder: null });
  return pieces.filter((piece) => piece.placeholder !== null || piece.text !== "");
}

/** 2025年行政复议收到申请数（件）: the arrangements of the year after are asked for under that year. */
export function labelOf({ token, indicator, unit }, year) {
  const asked = YEAR_OF_TOKEN.exec(token);
  return `${asked === null ? year : asked[1]}年${indicator}${unit === "" ? "" : `（${unit}）`}`;
}

/** A figure with its unit, or the words, of the last report. */
export function previousOf({ previous, unit }) {
  const { value, year } = previous;
  return `${year}年：${unit === "" ? `“${value}”` : value.endsWith(unit) ? value : `${value}${unit}`}`;
}

/** The first paragraph goes on behind the heading. */
export function runsIn({ run_in: runIn, level, paragraphs }) {
  return runIn && level > 0 && paragraphs.length > 0;
}

/**
 * The whole draft to be pasted elsewhere. `clean`: without markers and sources.
 * @param {import("./draft-filling.js").Filling} filling
 */
export function plainText(filling, clean) {
  const { draft } = filling;
  const lines = [draft.title];
  for (const section of draft.sections) {
    const paragraphs = section.paragraphs.map(({ text }) => plainParagraph(text, filling, clean));
    if (runsIn(section)) paragraphs[0] = `${section.heading}。${paragraphs[0]}`;
    else if (section.level > 0) lines.push(section.heading);
    lines.push(...paragraphs);
  }
  if (!clean && draft.citations.length > 0) lines.push("", "出处：", ...draft.citations.map(sourceOf));
  return lines.join("\n");
}

function plainParagraph(text, filling, clean) {
  const known = new Set(filling.draft.citations.map(({ n }) => n));
  const bare = (words) =>
    clean ? words.replace(/\[(\d+)\]/g, (marker, number) => (known.has(Number(number)) ? "" : marker)) : words;
  return piecesOf(text, filling.draft.placeholders)
    .map((piece) => {
      if (piece.placeholder === null) return bare(piece.text);
      const { placeholder, following } = piece;
      return shownValue(placeholder, filling.text(placeholder.id), following) || bare(placeholder.token);
    })
    .join("");
}
